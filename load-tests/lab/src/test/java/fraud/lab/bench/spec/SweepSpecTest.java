package fraud.lab.bench.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepSpecTest {

    private static final Path LOAD_TESTS = Path.of("").toAbsolutePath().getParent();

    @TempDir
    private Path directory;

    @BeforeEach
    void makeAWorkloadAndASystem() throws IOException {
        for (String folder : List.of("workloads", "systems", "sweeps")) {
            Files.createDirectories(directory.resolve(folder));
        }
        Files.writeString(directory.resolve("workloads").resolve("steady.yaml"), "title: W\nkind: steady\n");
        Files.writeString(
                directory.resolve("systems").resolve("heap.yaml"),
                "title: Heap\nkind: flink\nguarantee: at-least-once\nsettings: {a: 1, b: 2}\njvm: [-Xss1m]\n");
    }

    private SweepSpec sweep(String lines) throws IOException {
        Files.writeString(
                directory.resolve("sweeps").resolve("one.yaml"), "title: A sweep\n" + lines.replace(";", "\n") + "\n");
        return new SpecFiles(directory).sweeps().get("one");
    }

    private List<SweepSpec.Variant> variants(String lines) throws IOException {
        return sweep("workloads: [steady];systems: [heap];label: x;" + lines)
                .variants(new SpecFiles(directory).systems());
    }

    @Test
    void readsAllThatAreInTheCheckout() {
        SpecFiles files = new SpecFiles(LOAD_TESTS);

        Map<String, SweepSpec> sweeps = files.sweeps();

        assertThat(sweeps).containsKeys("flink-buffer-timeout", "spark-trigger", "gc", "flink-state", "realtime-batch");
        assertThat(sweeps.get("flink-buffer-timeout").variants(files.systems()))
                .extracting(variant -> variant.system().name())
                .containsExactly(
                        "flink-heap.buffer-timeout-0", "flink-heap.buffer-timeout-5", "flink-heap.buffer-timeout-100");
        assertThat(sweeps.values())
                .flatExtracting(sweep -> sweep.variants(files.systems()))
                .allSatisfy(variant -> assertThat(variant.system().name()).matches("[A-Za-z0-9._-]{1,200}"));
    }

    @Test
    void variesASettingOfTheJob() throws IOException {
        List<SweepSpec.Variant> variants = variants("settings: {b: [0.5, 20]}");

        assertThat(variants).extracting(SweepSpec.Variant::value).containsExactly("0.5", "20");
        assertThat(variants.get(1).of().name()).isEqualTo("heap");
        SystemSpec system = variants.get(0).system();
        assertThat(system.name()).isEqualTo("heap.x-0.5");
        assertThat(system.title()).isEqualTo("Heap, x 0.5");
        assertThat(system.settings()).containsExactly(Map.entry("a", "1"), Map.entry("b", "0.5"));
        assertThat(system.engine()).isEmpty();
        assertThat(system.jvm()).containsExactly("-Xss1m");
    }

    @Test
    void variesASettingOfTheEngine() throws IOException {
        SystemSpec system =
                variants("engine: {pekko.ask.timeout: [10s, 20s]}").get(1).system();

        assertThat(system.engine()).containsExactly(Map.entry("pekko.ask.timeout", "20s"));
        assertThat(system.settings()).containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
    }

    @Test
    void variesOptionsOfTheJvm() throws IOException {
        List<SweepSpec.Variant> variants = variants("jvm: {none: [], some: [-X, -Y]}");

        assertThat(variants.get(0).system().jvm()).containsExactly("-Xss1m");
        assertThat(variants.get(1).system().name()).isEqualTo("heap.x-some");
        assertThat(variants.get(1).system().jvm()).containsExactly("-Xss1m", "-X", "-Y");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "systems: [heap];label: x | one.yaml:1: workloads: is missing, a list of names",
                "workloads: [stedy];systems: [heap];label: x | workloads[0] = stedy: there is no such workload; did you mean",
                "workloads: [steady+burst];systems: [heap];label: x | there is no such workload; there are steady",
                "workloads: [steady];systems: [hep];label: x | systems[0] = hep: there is no such system; did you mean heap?",
                "workloads: [steady];systems: [heap];label: x | the file: must have one of settings, engine, jvm",
                "workloads: [steady];systems: [heap];label: x/y;settings: {a: [1, 2]} | label = x/y: must be of letters",
                "workloads: [steady];systems: [heap];label: x;settings: {a: [1, 2], b: [1, 2]} | settings: has 2 settings: one",
                "workloads: [steady];systems: [heap];label: x;settings: {a: [1]} | settings.a: has 1: must be a list of 2 to 20",
                "workloads: [steady];systems: [heap];label: x;settings: {a: [1, 1]} | settings.a[1] = 1: is there twice",
                "workloads: [steady];systems: [heap];label: x;jvm: {a: [-X]} | jvm: has 1: must be 2 to 20 lists of options",
                "workloads: [steady];systems: [heap];label: x;jvm: {a: [X], b: []} | jvm.a[0] = X: must be an option of the JVM",
            })
    void namesFileLineAndKeyOfAWrongSweep(String lines, String message) {
        assertThatThrownBy(() -> sweep(lines)).hasMessageContaining(message);
    }
}
