package fraud.flink;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.config.DetectorParameters;
import fraud.parse.SourceRecord;
import fraud.reference.ReferenceDetector;
import fraud.reference.SeededStream;
import fraud.ruleset.RuleSet;
import fraud.score.TestModels;
import fraud.sink.OutputDifferences;
import fraud.topics.InputTopics;
import fraud.wire.WireMutations;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Goal: equality does not end with size. Method: 200,000 transactions and what comes with them, at any parallelism,
 * with a failure in the middle and with a partition that is behind; 100,000 hostile records, none of which may be lost,
 * counted twice, or restart the job. A tenth of both in each build, all of it in the profile {@code stress}.
 */
@Tag("engine")
class StressTest {

    private static final RuleSet RULES = RuleSet.defaults();
    private static final DetectorParameters PARAMETERS =
            new DetectorParameters(4, 2, 10_000, 0, DetectorParameters.DEFAULT_LEAD_MILLIS, 64, 32, true);

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(4)
                    .build());

    /**
     * Of all tests, since a job may end while the files of its last checkpoint are still being removed; the cluster
     * ends first.
     */
    @TempDir
    private static Path checkpoints;

    @ParameterizedTest(name = "seed {0}, {1} transactions, parallelism {2}, {3}")
    @CsvSource({"71, 20000, 4, FAILS_IN_THE_MIDDLE"})
    void equalsTheReferenceAtATenthOfTheSize(long seed, int transactions, int parallelism, ReadOrder order)
            throws Exception {
        assertEqualToTheReference(seed, transactions, parallelism, order);
    }

    @Tag("stress")
    @ParameterizedTest(name = "seed {0}, {1} transactions, parallelism {2}, {3}")
    @CsvSource({
        "72, 200000, 1, ONE_TRANSACTION_PARTITION_LAST",
        "73, 200000, 2, ONE_LABEL_PARTITION_LAST",
        "74, 200000, 4, FAILS_IN_THE_MIDDLE",
    })
    void equalsTheReferenceAtSize(long seed, int transactions, int parallelism, ReadOrder order) throws Exception {
        assertEqualToTheReference(seed, transactions, parallelism, order);
    }

    private static void assertEqualToTheReference(long seed, int transactions, int parallelism, ReadOrder order)
            throws Exception {
        List<SourceRecord> records = SeededStream.of(seed, PARAMETERS, RULES, transactions);

        TopologyRun run =
                TopologyRun.of(records, PARAMETERS, RULES, TestModels.starting(), parallelism, checkpoints, order);

        // Repeats are allowed after a failure, if they are equal (SEMANTICS 2.3).
        List<String> outputs = order == ReadOrder.FAILS_IN_THE_MIDDLE
                ? run.outputs().stream().distinct().toList()
                : run.outputs();
        assertThat(OutputDifferences.of(outputs, ReferenceOutputs.of(records, PARAMETERS, RULES)))
                .isEmpty();
        assertThat(run.skewViolations()).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}, {1} records")
    @CsvSource({"81, 10000"})
    void accountsForATenthOfTheHostileRecords(long seed, int count) throws Exception {
        assertEachAccountedFor(seed, count);
    }

    @Tag("stress")
    @ParameterizedTest(name = "seed {0}, {1} records")
    @CsvSource({"82, 100000"})
    void accountsForEachHostileRecord(long seed, int count) throws Exception {
        assertEachAccountedFor(seed, count);
    }

    /** To the reference, which {@code WireMutationsTest} counts the answers of; a restart would show in repeats. */
    private static void assertEachAccountedFor(long seed, int count) throws Exception {
        List<SourceRecord> records = WireMutations.of(seed, PARAMETERS, count);
        List<String> expected = new ReferenceDetector(PARAMETERS, RULES, TestModels.starting(), InputTopics.DEFAULT)
                .detect(records).stream().map(TopologyRun::text).toList();

        TopologyRun run =
                TopologyRun.of(records, PARAMETERS, RULES, TestModels.starting(), 4, checkpoints, ReadOrder.STRAIGHT);

        assertThat(expected).hasSizeGreaterThan(count / 2);
        assertThat(OutputDifferences.of(run.outputs(), expected)).isEmpty();
    }
}
