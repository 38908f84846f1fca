package fraud.flink;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.ruleset.RuleSet;
import fraud.scenarios.ScenarioRun;
import java.nio.file.Path;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of common-model's {@code scenarios/*.yaml}, run against the topology. */
@Tag("engine")
class ScenarioFilesTest {

    private static final int PARALLELISM = 2;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(PARALLELISM)
                    .build());

    /**
     * Of all tests, since a job may end while the files of its last checkpoint are still being removed; the cluster
     * ends first.
     */
    @TempDir
    private static Path checkpoints;

    @ParameterizedTest
    @MethodSource("fraud.scenarios.ScenarioRun#all")
    void comeTrueInTheTopology(ScenarioRun run) throws Exception {
        TopologyRun topology = TopologyRun.of(
                run.records(),
                run.parameters(),
                RuleSet.defaults(),
                ScenarioRun.startingModels(),
                PARALLELISM,
                checkpoints,
                ReadOrder.STRAIGHT);

        assertThat(run.differences(topology.outputs())).isEmpty();
        assertThat(topology.skewViolations()).isEmpty();
    }
}
