package fraud.spark;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.parse.SourceRecord;
import fraud.rules.RuleSet;
import fraud.scenarios.ScenarioRun;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The stories of common-model's {@code scenarios/*.yaml}, told to the topology at once, and again in batches that part them. */
@Tag("engine")
class ScenarioFilesTest {

    private static final int SHUFFLE_PARTITIONS = 2;
    private static final int BATCHES = 5;

    @TempDir
    private Path checkpoint;

    @ParameterizedTest
    @MethodSource("fraud.scenarios.ScenarioRun#all")
    void comeTrueInOneBatch(ScenarioRun run) throws Exception {
        assertComesTrue(run, 1);
    }

    @ParameterizedTest
    @MethodSource("fraud.scenarios.ScenarioRun#all")
    void comeTrueInSeveralBatches(ScenarioRun run) throws Exception {
        assertComesTrue(run, BATCHES);
    }

    private void assertComesTrue(ScenarioRun run, int batches) throws Exception {
        List<SourceRecord> records = run.records();
        try (TopologyRun topology =
                new TopologyRun(run.parameters(), RuleSet.defaults(), SHUFFLE_PARTITIONS, checkpoint).start()) {
            for (int batch = 0; batch < batches; batch++) {
                topology.batch(
                        records.subList(records.size() * batch / batches, records.size() * (batch + 1) / batches));
            }
            List<String> outputs =
                    topology.outputs().stream().map(ScenarioRun::text).toList();
            assertThat(run.differences(outputs)).isEmpty();
            assertThat(topology.droppedByWatermark()).isZero();
        }
    }
}
