package fraud.lab.bench.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.generator.config.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecFilesTest {

    private static final Path LOAD_TESTS = Path.of("").toAbsolutePath().getParent();

    @TempDir
    private Path directory;

    @BeforeEach
    void makeFolders() throws IOException {
        Files.createDirectories(directory.resolve("workloads"));
        Files.createDirectories(directory.resolve("systems"));
    }

    @Test
    void readsAllThatAreInTheCheckout() {
        SpecFiles files = new SpecFiles(LOAD_TESTS);

        assertThat(files.systems()).containsKeys("echo", "floor", "flink-heap", "flink-rocksdb", "spark-microbatch");
        assertThat(files.systems().get("flink-heap").jar()).isNull();
        assertThat(files.systems().get("flink-bare").jar()).isEqualTo("load-tests/bare-flink");
        assertThat(files.systems().values())
                .extracting(SystemSpec::jar)
                .filteredOn(Objects::nonNull)
                .allSatisfy(module -> assertThat(
                                LOAD_TESTS.getParent().resolve(module).resolve("pom.xml"))
                        .isRegularFile());
        WorkloadSpec steady = files.workloads().get("steady-300");
        assertThat(steady.stream().integer(Parameter.RATE)).isEqualTo(300);
        assertThat(steady.stream().integer(Parameter.COUNT))
                .isEqualTo(300L * (steady.warmUpSeconds() + steady.windowSeconds() * steady.windows()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: steady;colour: red | w.yaml:3: colour: there is no such key",
                "kind: fast | w.yaml:2: kind = fast: must be one of steady, catch-up, search, file",
                "kind: steady;windows: 0 | w.yaml:3: windows = 0: must be a whole number from 1 to 100",
                "kind: catch-up;windows: 2 | w.yaml:3: windows = 2: must be a whole number from 1 to 1",
                "kind: steady;factor: 2 | w.yaml:3: factor: there is no such key",
                "kind: file;stream: {rate: 1} | w.yaml:3: stream: there is no such key",
                "kind: search;windows: 2 | w.yaml:3: windows: there is no such key",
                "kind: search;factor: 1 | w.yaml:3: factor = 1: must be a number from 1.05 to 10",
                "kind: search;steps: 1 | w.yaml:3: steps = 1: must be a whole number from 2 to 100",
                "kind: search;stepSeconds: 5 | w.yaml:3: stepSeconds = 5: must be a whole number from 6 to 86400",
                "kind: search;steps: 20;factor: 2 | the file: its last step has 157286400 records a second; at most",
                "kind: search;stream: {burst.factor: 2} | the file: a search has no bursts",
                "kind: steady;warmDays: 0;stream: {history.days: 2} | w.yaml:3: warmDays = 0: must be a whole number from",
                "kind: steady;warmDays: 2;stream: {history.days: 2} | the file: warmDays = 2: must be below the stream's",
                "kind: steady;check: some | w.yaml:3: check = some: must be one of reference, lossless",
                "kind: steady;stream: {rate: 0} | w.yaml:3: stream: rate = 0: must be",
                "kind: steady;stream: {rat: 1} | w.yaml:3: stream: ",
            })
    void namesFileLineAndKeyOfAWrongWorkload(String lines, String message) throws IOException {
        Files.writeString(
                directory.resolve("workloads").resolve("w.yaml"),
                "title: A workload\n" + lines.replace(";", "\n") + "\n");

        assertThatThrownBy(() -> new SpecFiles(directory).workloads()).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: loop;guarantee: none | s.yaml:1: main: is missing",
                "kind: flink;guarantee: none;main: X | s.yaml:4: main: is for a loop only",
                "kind: loop;guarantee: none;main: X;jar: a/b | s.yaml:5: jar: is for an engine only",
                "kind: flink;guarantee: none;jar: ../b | s.yaml:4: jar = ../b: must be a module of the checkout",
                "kind: flink;guarantee: none;jar: [a] | s.yaml:4: jar: must be a module of the checkout",
                "kind: flink;guarantee: maybe | guarantee = maybe: must be one of none, at-least-once, exactly-once",
                "kind: flink;guarantee: none;input: maybe | input = maybe: must be one of transactions, features",
                "kind: flink;guarantee: none;input: features | what reads features completes nothing",
                "kind: loop;guarantee: none;main: X;slots: 2 | s.yaml:5: slots: is for an engine only",
                "kind: flink;guarantee: none;jvm: [Xmx1g] | jvm[0] = Xmx1g: must be an option of the JVM",
            })
    void namesFileLineAndKeyOfAWrongSystem(String lines, String message) throws IOException {
        Files.writeString(
                directory.resolve("systems").resolve("s.yaml"), "title: A system\n" + lines.replace(";", "\n") + "\n");

        assertThatThrownBy(() -> new SpecFiles(directory).systems()).hasMessageContaining(message);
    }
}
