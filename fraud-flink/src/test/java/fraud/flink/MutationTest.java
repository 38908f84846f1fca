package fraud.flink;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.config.DetectorParameters;
import fraud.parse.SourceRecord;
import fraud.reference.SeededStream;
import fraud.ruleset.RuleParameter;
import fraud.ruleset.RuleSet;
import fraud.score.TestModels;
import fraud.sink.OutputDifferences;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: the comparison with the reference would notice a rule or sequence that is wrong by the least step. Method: the
 * topology runs with one parameter off by one, the reference with the intact rules; they must differ.
 */
@Tag("engine")
class MutationTest {

    private static final DetectorParameters PARAMETERS =
            new DetectorParameters(2, 2, 10_000, 0, DetectorParameters.DEFAULT_LEAD_MILLIS, 32, 16, true);
    private static final RuleSet INTACT = RuleSet.defaults();
    private static final List<SourceRecord> RECORDS = SeededStream.of(11, PARAMETERS, INTACT, 200);
    private static final List<String> EXPECTED = ReferenceOutputs.of(RECORDS, PARAMETERS, INTACT);

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(2)
                    .build());

    /**
     * Of all tests, since a job may end while the files of its last checkpoint are still being removed; the cluster
     * ends first.
     */
    @TempDir
    private static Path checkpoints;

    @ParameterizedTest
    @MethodSource("fraud.rules.RuleCatalog#parameters")
    void differsFromTheReferenceWhenOneParameterIsOff(RuleParameter parameter) throws Exception {
        RuleSet broken = INTACT.with(parameter, INTACT.get(parameter) + 1);

        TopologyRun run =
                TopologyRun.of(RECORDS, PARAMETERS, broken, TestModels.starting(), 2, checkpoints, ReadOrder.STRAIGHT);

        assertThat(OutputDifferences.of(run.outputs(), EXPECTED))
                .as(
                        "%s = %d makes no difference to the seeded stream: add its boundary to Episodes",
                        parameter.key(), broken.get(parameter))
                .isNotEmpty();
    }
}
