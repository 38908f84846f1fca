package fraud.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.process.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.NodeList;

/**
 * Goal: the launcher has memory in proportion to the machine, and builds again what has changed. Method: the script and
 * the POMs in a folder of their own, with a Java that only says what it was started with, and a Maven that is too old
 * to build.
 */
class FraudScriptTest {

    private static final long GIGABYTE = 1 << 30;
    private static final FileTime WRITTEN = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
    private static final FileTime BUILT = FileTime.from(Instant.parse("2026-01-01T00:01:00Z"));
    private static final FileTime EDITED = FileTime.from(Instant.parse("2026-01-01T00:02:00Z"));
    private static final String LAUNCHED = "load-tests/lab";

    @TempDir
    private Path directory;

    /** All modules that are built to a jar, as the POMs list them. */
    static List<String> modules() throws Exception {
        List<String> modules = new ArrayList<>();
        collect("", modules, new ArrayList<>());
        assertThat(modules)
                .contains(
                        "common-model", "fraud-spark/training", "load-tests/report", "load-tests/bare-flink", LAUNCHED);
        return modules;
    }

    static Stream<String> sourcesAndPoms() throws Exception {
        List<String> poms = new ArrayList<>();
        collect("", new ArrayList<>(), poms);
        return Stream.concat(modules().stream().map(module -> module + "/src/main/java/New.java"), poms.stream());
    }

    private static void collect(String module, List<String> modules, List<String> poms) throws Exception {
        String pom = module + (module.isEmpty() ? "" : "/") + "pom.xml";
        poms.add(pom);
        NodeList listed = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(Checkout.root().resolve(pom).toFile())
                .getElementsByTagName("module");
        if (listed.getLength() == 0) {
            modules.add(module);
        }
        for (int i = 0; i < listed.getLength(); i++) {
            String name = listed.item(i).getTextContent();
            collect(module.isEmpty() ? name : module + "/" + name, modules, poms);
        }
    }

    @BeforeEach
    void setUp() throws Exception {
        Files.copy(Checkout.root().resolve("fraud"), directory.resolve("fraud"), StandardCopyOption.COPY_ATTRIBUTES);
        write("x.jar", "", WRITTEN);
        for (String module : modules()) {
            write(module + "/target/local.classpath", directory.resolve("x.jar").toString(), BUILT);
            write(module + "/src/main/java/Old.java", "", WRITTEN);
        }
        List<String> poms = new ArrayList<>();
        collect("", new ArrayList<>(), poms);
        for (String pom : poms) {
            write(pom, Files.readString(Checkout.root().resolve(pom)), WRITTEN);
        }
        write("jdk/bin/javac", "", WRITTEN);
        write("jdk/bin/mvn", "#!/bin/sh\necho Apache Maven 2.2.1\n", WRITTEN);
    }

    private String start(String flags, Map<String, String> environment) throws Exception {
        write("jdk/bin/java", """
                #!/usr/bin/env bash
                if [[ $* == *-version ]]; then
                    echo 'openjdk version "17.0.9" 2023-10-17' >&2
                    %s
                else
                    echo "$@"
                fi
                """.formatted(flags), WRITTEN);
        ProcessBuilder builder =
                new ProcessBuilder(directory.resolve("fraud").toString(), "heartbeat").redirectErrorStream(true);
        Path jdk = directory.resolve("jdk");
        builder.environment().keySet().removeAll(List.of("FRAUD_HEAP", "FRAUD_BUILD"));
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().merge("PATH", jdk.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private void write(String name, String content, FileTime time) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setLastModifiedTime(file, time);
    }

    private static String quarter(long bytes) {
        return "echo '   size_t MaxHeapSize                              = " + bytes
                + "                             {product} {ergonomic}'";
    }

    @Test
    void itIsWhatJavaTakesByItselfAndNoLessThanAGigabyte() throws Exception {
        assertThat(start(quarter(4 * GIGABYTE), Map.of()))
                .contains("-Xmx" + 4 * GIGABYTE + " ")
                .contains("fraud.cli.Cli heartbeat");
        assertThat(start(quarter(GIGABYTE / 2), Map.of())).contains("-Xmx" + GIGABYTE + " ");
        assertThat(start("true", Map.of())).contains("-Xmx" + GIGABYTE + " ");
    }

    @Test
    void whoSaysHowMuchIsObeyed() throws Exception {
        assertThat(start(quarter(4 * GIGABYTE), Map.of("FRAUD_HEAP", "512m"))).contains("-Xmx512m ");
    }

    @ParameterizedTest
    @MethodSource("sourcesAndPoms")
    void buildsAgainAfterAnEdit(String file) throws Exception {
        assertThat(start("true", Map.of())).contains("fraud.cli.Cli heartbeat");
        write(file, file.endsWith(".xml") ? Files.readString(directory.resolve(file)) : "", EDITED);
        assertThat(start("true", Map.of()))
                .startsWith("error: Maven is version 2.2.1")
                .hasLineCount(1);
        assertThat(start("true", Map.of("FRAUD_BUILD", "never"))).contains("fraud.cli.Cli heartbeat");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void buildsWhatIsMissing(String module) throws Exception {
        Files.delete(directory.resolve(module).resolve("target/local.classpath"));
        assertThat(start("true", Map.of()))
                .startsWith("error: Maven is version 2.2.1")
                .hasLineCount(1);
    }
}
