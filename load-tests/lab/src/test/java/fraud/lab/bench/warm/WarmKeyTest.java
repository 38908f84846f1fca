package fraud.lab.bench.warm;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.process.Installation;
import fraud.config.DetectorParameters;
import fraud.generator.config.Parameter;
import fraud.lab.bench.spec.SpecFiles;
import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.bench.spec.WorkloadSeries;
import fraud.score.StartingModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmKeyTest {

    private static final DetectorParameters PARAMETERS = DetectorParameters.defaults(4);

    /** Of a build, with as much of it as is looked at. */
    @TempDir
    private Path home;

    private Path jar;

    @BeforeEach
    void build() throws IOException {
        jar = Files.createDirectories(home.resolve("fraud-flink").resolve("target"))
                .resolve("fraud-flink-job.jar");
        Files.writeString(jar, "the job");
        Files.createDirectories(home.resolve("workloads"));
        Files.createDirectories(home.resolve("systems"));
    }

    private WorkloadSeries series(String warmDays, String stream) throws IOException {
        Files.writeString(
                home.resolve("workloads").resolve("w.yaml"),
                "title: W\nkind: steady\nwarmDays: " + warmDays + "\nstream: {" + stream + "}\n");
        return new WorkloadSeries(List.of(new SpecFiles(home).workloads().get("w")));
    }

    private SystemSpec system(String settings) throws IOException {
        Files.writeString(
                home.resolve("systems").resolve("heap.yaml"),
                "title: S\nkind: flink\nguarantee: at-least-once\nsettings: {" + settings + "}\n");
        return new SpecFiles(home).systems().get("heap");
    }

    private String key(String warmDays, String stream, String settings) throws IOException {
        return key(system(settings), series(warmDays, stream), PARAMETERS).name();
    }

    private WarmKey key(SystemSpec system, WorkloadSeries series, DetectorParameters parameters) {
        return WarmKey.of(system, series, new Installation(home), parameters, StartingModels.NONE);
    }

    @Test
    void isTheSameForWhatComesAfterTheWarmDays() throws IOException {
        String key = key("30", "cards: 10000, history.days: 33, rate: 300", "parallelism: 2");

        assertThat(key).startsWith("heap.10000-cards.30-days.");
        assertThat(key("30", "cards: 10000, history.days: 40, rate: 100", "parallelism: 2"))
                .isEqualTo(key);
    }

    @Test
    void isAnotherForAllThatTheStateOrTheOutputsDependOn() throws IOException {
        String stream = "cards: 10000, history.days: 33";
        String key = key("30", stream, "parallelism: 2");

        assertThat(key("29", stream, "parallelism: 2")).isNotEqualTo(key);
        assertThat(key("30", stream + ", seed: 1", "parallelism: 2")).isNotEqualTo(key);
        assertThat(key("30", stream + ", disorder.millis: 1", "parallelism: 2")).isNotEqualTo(key);
        assertThat(key("30", stream, "parallelism: 1")).isNotEqualTo(key);
        assertThat(key("30", stream, "parallelism: 2, state.backend: rocksdb")).isNotEqualTo(key);
        assertThat(key(system("parallelism: 2"), series("30", stream), DetectorParameters.defaults(8))
                        .name())
                .isNotEqualTo(key);

        Files.writeString(jar, "the job with another line");
        assertThat(key("30", stream, "parallelism: 2")).isNotEqualTo(key);
    }

    @Test
    void saysWhatItIsMadeOf() throws IOException {
        WarmKey key = key(system("parallelism: 2"), series("30", "history.days: 33, seed: 7, rate: 100"), PARAMETERS);

        assertThat(key.parts())
                .containsEntry("system", "heap")
                .containsEntry("days", "30")
                .containsEntry("model", "none")
                .containsEntry("settings.parallelism", "2")
                .containsEntry("stream.seed", "7")
                .containsKeys("job", "generator", "engine", "kafka", "parameters")
                .doesNotContainKeys(
                        "stream." + Parameter.RATE.key(),
                        "stream." + Parameter.COUNT.key(),
                        "stream." + Parameter.HISTORY_DAYS.key());
    }
}
