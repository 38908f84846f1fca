package fraud.lab.bench.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecSchemaTest {

    private static final Path LOAD_TESTS = Path.of("").toAbsolutePath().getParent();

    @TempDir
    private Path directory;

    private static String schema(String what) {
        return switch (what) {
            case "workload" -> SpecSchema.workload();
            case "system" -> SpecSchema.system();
            default -> SpecSchema.sweep();
        };
    }

    private static Set<ValidationMessage> errors(String what, String yaml) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(schema(what))
                .validate(yaml, InputFormat.YAML);
    }

    @ParameterizedTest
    @ValueSource(strings = {"workload", "system", "sweep"})
    void theCommittedSchemaIsWhatTheReaderTakes(String what) throws IOException {
        String name = what + ".schema.json";

        assertThat(Files.readString(LOAD_TESTS.resolve(name)))
                .as("write it anew: ./fraud bench schema " + what + " > load-tests/" + name)
                .isEqualTo(schema(what));
    }

    @ParameterizedTest
    @ValueSource(strings = {"workload", "system", "sweep"})
    void allThatAreInTheCheckoutAreValidAndNameIt(String what) throws IOException {
        try (Stream<Path> files = Files.list(LOAD_TESTS.resolve(what + "s"))) {
            List<Path> all = files.sorted().toList();
            assertThat(all).hasSizeGreaterThan(3);
            for (Path file : all) {
                String yaml = Files.readString(file);
                assertThat(errors(what, yaml)).as("%s", file).isEmpty();
                assertThat(yaml).startsWith("# yaml-language-server: $schema=../" + what + ".schema.json\n");
            }
        }
    }

    /** What the schema tells, the reader tells, too. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "workload | kind: steady;colour: red",
                "workload | kind: fast",
                "workload | windows: 2",
                "workload | kind: steady;windows: 0",
                "workload | kind: steady;windows: 1.5",
                "workload | kind: catch-up;windows: 2",
                "workload | kind: catch-up;warmUpSeconds: 1",
                "workload | kind: steady;factor: 2",
                "workload | kind: catch-up;stepSeconds: 20",
                "workload | kind: search;windowSeconds: 20",
                "workload | kind: file;stream: {rate: 1}",
                "workload | kind: file;steps: 2",
                "workload | kind: search;factor: 1",
                "workload | kind: search;steps: 1",
                "workload | kind: search;stepSeconds: 5",
                "workload | kind: steady;warmDays: 0;stream: {history.days: 2}",
                "workload | kind: steady;check: some",
                "workload | kind: steady;stream: {rate: 0}",
                "workload | kind: steady;stream: {rat: 1}",
                "workload | kind: steady;stream: {late.share: 0.3}",
                "workload | kind: steady;stream: {mix.no-such: 1}",
                "system | kind: loop;guarantee: none;main: X;colour: red",
                "system | kind: loop;guarantee: none",
                "system | kind: flink",
                "system | kind: flink;guarantee: none;main: X",
                "system | kind: loop;guarantee: none;main: X;jar: a/b",
                "system | kind: flink;guarantee: none;jar: ../b",
                "system | kind: flink;guarantee: maybe",
                "system | kind: flink;guarantee: none;jvm: [Xmx1g]",
                "system | kind: flink;guarantee: none;completes: perhaps",
                "system | kind: flink;guarantee: none;settings: {a: [1]}",
                "system | kind: flink;guarantee: none;input: colours",
                "system | kind: flink;guarantee: none;slots: 0",
                "system | kind: loop;guarantee: none;main: X;slots: 2",
                "sweep | systems: [s];label: a;settings: {a: [1, 2]}",
                "sweep | workloads: [];systems: [s];label: a;settings: {a: [1, 2]}",
                "sweep | workloads: [w];systems: [s];settings: {a: [1, 2]}",
                "sweep | workloads: [w];systems: [s];label: 'a b';settings: {a: [1, 2]}",
                "sweep | workloads: [w];systems: [s];label: a",
                "sweep | workloads: [w];systems: [s];label: a;settings: {a: [1, 2]};engine: {a: [1, 2]}",
                "sweep | workloads: [w];systems: [s];label: a;settings: {a: [1, 2], b: [1, 2]}",
                "sweep | workloads: [w];systems: [s];label: a;settings: {}",
                "sweep | workloads: [w];systems: [s];label: a;settings: {a: [1]}",
                "sweep | workloads: [w];systems: [s];label: a;settings: {a: [1, 1]}",
                "sweep | workloads: [w];systems: [s];label: a;engine: {a: [1, 'a/b']}",
                "sweep | workloads: [w];systems: [s];label: a;jvm: {a: [-X]}",
                "sweep | workloads: [w];systems: [s];label: a;jvm: {a: [X], b: [-X]}",
                "sweep | workloads: [w];systems: [s];label: a;jvm: {a/b: [-X], b: [-X]}",
            })
    void whatIsWrongIsRefusedByBoth(String what, String lines) throws IOException {
        String yaml = "title: A title\n" + lines.replace(";", "\n") + "\n";

        assertThat(errors(what, yaml)).isNotEmpty();
        for (String folder : List.of("workloads", "systems", "sweeps")) {
            Files.createDirectories(directory.resolve(folder));
        }
        Files.writeString(directory.resolve("workloads").resolve("w.yaml"), "title: W\nkind: steady\n");
        Files.writeString(directory.resolve("systems").resolve("s.yaml"), "title: S\nkind: flink\nguarantee: none\n");
        Files.writeString(directory.resolve(what + "s").resolve("one.yaml"), yaml);
        SpecFiles files = new SpecFiles(directory);
        assertThatThrownBy(() -> {
                    files.workloads();
                    files.systems();
                    files.sweeps();
                })
                .hasMessageContaining("one.yaml:");
    }

    @Test
    void whatLeavesThingsOutIsTaken() {
        assertThat(errors("workload", "title: W\nkind: steady\n")).isEmpty();
        assertThat(errors("workload", "title: W\nkind: search\nstream: {mix.account-takeover: 2}\n"))
                .noneMatch(error -> error.getMessage().contains("required"));
        assertThat(errors("system", "title: S\nkind: loop\nguarantee: none\nmain: X\n"))
                .isEmpty();
        assertThat(errors(
                        "sweep",
                        "title: S\nworkloads: [w]\nsystems: [s]\nlabel: gc\njvm: {a: [-X], b: [-Y, -Z], none: []}\n"))
                .isEmpty();
    }
}
