package fraud.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: the launcher has memory in proportion to the machine. Method: the script with a Java that only says what it was
 * started with.
 */
class FraudScriptTest {

    private static final long GIGABYTE = 1 << 30;

    @TempDir
    private Path directory;

    private String start(String flags, Map<String, String> environment) throws Exception {
        Path script = directory.resolve("fraud");
        Files.copy(
                Path.of("").toAbsolutePath().resolveSibling("fraud"),
                script,
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
        write("x.jar", "");
        write("load-tests/target/local.classpath", directory.resolve("x.jar").toString());
        write("jdk/bin/java", """
                #!/usr/bin/env bash
                if [[ $* == *-version ]]; then
                    echo 'openjdk version "17.0.9" 2023-10-17' >&2
                    %s
                else
                    echo "$@"
                fi
                """.formatted(flags));
        ProcessBuilder builder =
                new ProcessBuilder(script.toString(), "marker").redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().remove("FRAUD_HEAP");
        builder.environment()
                .putAll(Map.of("JAVA_HOME", directory.resolve("jdk").toString(), "FRAUD_BUILD", "never"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }

    private void write(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String quarter(long bytes) {
        return "echo '   size_t MaxHeapSize                              = " + bytes
                + "                             {product} {ergonomic}'";
    }

    @Test
    void itIsWhatJavaTakesByItselfAndNoLessThanAGigabyte() throws Exception {
        assertThat(start(quarter(4 * GIGABYTE), Map.of()))
                .contains("-Xmx" + 4 * GIGABYTE + " ")
                .contains("fraud.ops.Cli marker");
        assertThat(start(quarter(GIGABYTE / 2), Map.of())).contains("-Xmx" + GIGABYTE + " ");
        assertThat(start("true", Map.of())).contains("-Xmx" + GIGABYTE + " ");
    }

    @Test
    void whoSaysHowMuchIsObeyed() throws Exception {
        assertThat(start(quarter(4 * GIGABYTE), Map.of("FRAUD_HEAP", "512m"))).contains("-Xmx512m ");
    }
}
