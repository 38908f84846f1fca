package fraud.spark;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.parse.SourceRecord;
import fraud.ruleset.RuleSet;
import fraud.scenarios.ScenarioRun;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The examples of common-model's {@code scenarios/*.yaml}, run against the topology at once, and again in batches that
 * part them.
 */
@Tag("engine")
class ScenarioFilesTest {

    private static final int SHUFFLE_PARTITIONS = 2;
    /** More of them where examples have gone on for weeks: most end within minutes. */
    private static final double[] CUTS = {0.3, 0.6, 0.8, 0.95};

    @TempDir
    private Path checkpoint;

    @ParameterizedTest
    @MethodSource("fraud.scenarios.ScenarioRun#all")
    void comeTrueInOneBatch(ScenarioRun run) throws Exception {
        assertComesTrue(run);
    }

    @ParameterizedTest
    @MethodSource("fraud.scenarios.ScenarioRun#all")
    void comeTrueInSeveralBatches(ScenarioRun run) throws Exception {
        assertComesTrue(run, CUTS);
    }

    private void assertComesTrue(ScenarioRun run, double... cuts) throws Exception {
        List<SourceRecord> records = run.records();
        try (TopologyRun topology = new TopologyRun(
                        run.parameters(),
                        RuleSet.defaults(),
                        ScenarioRun.startingModels(),
                        SHUFFLE_PARTITIONS,
                        checkpoint)
                .start()) {
            int from = 0;
            for (double cut : cuts) {
                int to = (int) (cut * records.size());
                topology.batch(records.subList(from, to));
                from = to;
            }
            topology.batch(records.subList(from, records.size()));
            List<String> outputs =
                    topology.outputs().stream().map(ScenarioRun::text).toList();
            assertThat(run.differences(outputs)).isEmpty();
            assertThat(topology.droppedByWatermark()).isZero();
        }
    }
}
