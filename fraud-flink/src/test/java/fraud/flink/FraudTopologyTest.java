package fraud.flink;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.config.DetectorParameters;
import fraud.parse.SourceRecord;
import fraud.reference.SeededStream;
import fraud.ruleset.RuleSet;
import fraud.score.TestModels;
import fraud.sink.OutputDifferences;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: the topology gives exactly the reference detector's output. Method: both get the same seeded streams (disorder,
 * late ones, duplicates, malformed records, controls, labels, rule sets, every boundary), over one to four partitions,
 * at different parallelism; the sources show the topology a watermark after every single record.
 */
@Tag("engine")
class FraudTopologyTest {

    private static final RuleSet RULES = RuleSet.defaults();
    private static final int TRANSACTIONS = 2_000;
    private static final List<ReadOrder> COURSES = List.of(ReadOrder.values());
    private static final DetectorParameters PARAMETERS =
            new DetectorParameters(3, 2, 10_000, 0, DetectorParameters.DEFAULT_LEAD_MILLIS, 32, 16, true);

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(3)
                    .build());

    /**
     * Of all tests, since a job may end while the files of its last checkpoint are still being removed; the cluster
     * ends first.
     */
    @TempDir
    private static Path checkpoints;

    @ParameterizedTest(name = "seed {0}, {1} and {2} partitions, parallelism {3}, b {4}, s {5}, lead {6}, N {7}")
    @CsvSource({
        "1, 1, 1, 1, 10000, 0, 120000, 32",
        "2, 3, 2, 1, 10000, 0, 120000, 16",
        "3, 4, 3, 2, 10000, 0, 600000, 100",
        "4, 2, 4, 3, 10000, 500, 120000, 32",
        "5, 3, 1, 2, 60000, 60000, 120000, 32",
        "6, 4, 2, 2, 1, 0, 3600000, 64",
        "15, 64, 16, 3, 10000, 0, 120000, 32",
    })
    void givesTheOutputOfTheReference(
            long seed,
            int partitions,
            int labelPartitions,
            int parallelism,
            long maxOutOfOrdernessMillis,
            long skewMillis,
            long leadMillis,
            int historyLimit)
            throws Exception {
        assertEqualToTheReference(
                seed,
                new DetectorParameters(
                        partitions,
                        labelPartitions,
                        maxOutOfOrdernessMillis,
                        skewMillis,
                        leadMillis,
                        historyLimit,
                        16,
                        true),
                parallelism,
                TRANSACTIONS,
                ReadOrder.STRAIGHT);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"STRAIGHT", "FAILS_IN_THE_MIDDLE"})
    void givesTheOutputOfTheReferenceWhateverIsReadFirst(ReadOrder order) throws Exception {
        assertEqualToTheReference(9, PARAMETERS, 2, TRANSACTIONS / 2, order);
    }

    @Tag("stress")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void givesTheOutputOfTheReferenceOnManySeeds(long seed) throws Exception {
        Random random = new Random(seed);
        assertEqualToTheReference(
                seed,
                new DetectorParameters(
                        1 + random.nextInt(6),
                        1 + random.nextInt(4),
                        10_000,
                        random.nextInt(2) * 1_000L,
                        DetectorParameters.DEFAULT_LEAD_MILLIS,
                        32,
                        16,
                        true),
                1 + random.nextInt(3),
                10 * TRANSACTIONS,
                COURSES.get(random.nextInt(COURSES.size())));
    }

    private static LongStream seeds() {
        return LongStream.range(100, 120);
    }

    private static void assertEqualToTheReference(
            long seed, DetectorParameters parameters, int parallelism, int transactions, ReadOrder order)
            throws Exception {
        assertEqualToTheReference(seed, parameters, parallelism, transactions, order, "hashmap");
    }

    private static void assertEqualToTheReference(
            long seed,
            DetectorParameters parameters,
            int parallelism,
            int transactions,
            ReadOrder order,
            String stateBackend)
            throws Exception {
        List<SourceRecord> records = SeededStream.of(seed, parameters, RULES, transactions);

        TopologyRun run = TopologyRun.of(
                records, parameters, RULES, TestModels.starting(), parallelism, checkpoints, order, stateBackend);

        // Repeats are allowed after a failure, if they are equal (SEMANTICS 2.3).
        List<String> outputs = order == ReadOrder.FAILS_IN_THE_MIDDLE
                ? run.outputs().stream().distinct().toList()
                : run.outputs();
        assertThat(OutputDifferences.of(outputs, ReferenceOutputs.of(records, parameters, RULES)))
                .isEmpty();
        assertThat(run.skewViolations()).isEmpty();
        assertThat(run.completions())
                .containsAll(IntStream.range(0, parameters.partitions()).boxed().toList());
    }

    @Test
    void leavesFeaturesOutUnlessAskedFor() throws Exception {
        assertEqualToTheReference(7, PARAMETERS.withFeatures(false), 2, 500, ReadOrder.STRAIGHT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void losesNothingAndChangesNothingWhenItFailsInTheMiddle(String stateBackend) throws Exception {
        int failuresBefore = Replay.failures();

        assertEqualToTheReference(8, PARAMETERS, 2, TRANSACTIONS, ReadOrder.FAILS_IN_THE_MIDDLE, stateBackend);

        assertThat(Replay.failures()).isEqualTo(failuresBefore + 1);
    }
}
