package fraud.flink;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.config.DetectorParameters;
import fraud.parse.SourceRecord;
import fraud.reference.SeededStream;
import fraud.rules.RuleSet;
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
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: the topology gives exactly the reference detector's output. Method: both get the same seeded streams (disorder, late ones,
 * duplicates, malformed records, controls, every boundary), over one to four partitions, at different parallelism; the source shows the
 * topology a watermark after every single record.
 */
@Tag("engine")
class ScenariosTest {

    private static final RuleSet RULES = RuleSet.defaults();
    private static final int TRANSACTIONS = 2_000;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(3)
                    .build());

    /** Of all tests, since a job may end while the files of its last checkpoint are still being removed; the cluster ends first. */
    @TempDir
    private static Path checkpoints;

    @ParameterizedTest(name = "seed {0}, {1} partitions, parallelism {2}, b {3}, s {4}, N {5}")
    @CsvSource({
        "1, 1, 1, 10000, 0, 32",
        "2, 3, 1, 10000, 0, 16",
        "3, 4, 2, 10000, 0, 100",
        "4, 2, 3, 10000, 500, 32",
        "5, 3, 2, 60000, 60000, 32",
        "6, 4, 2, 1, 0, 64",
    })
    void givesTheOutputOfTheReference(
            long seed, int partitions, int parallelism, long boundMillis, long skewMillis, int historyLimit)
            throws Exception {
        assertEqualToTheReference(
                seed,
                new DetectorParameters(partitions, boundMillis, skewMillis, historyLimit, true),
                parallelism,
                TRANSACTIONS);
    }

    @Tag("stress")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void givesTheOutputOfTheReferenceOnManySeeds(long seed) throws Exception {
        Random random = new Random(seed);
        assertEqualToTheReference(
                seed,
                new DetectorParameters(1 + random.nextInt(6), 10_000, random.nextInt(2) * 1_000L, 32, true),
                1 + random.nextInt(3),
                10 * TRANSACTIONS);
    }

    private static LongStream seeds() {
        return LongStream.range(100, 120);
    }

    private static void assertEqualToTheReference(
            long seed, DetectorParameters parameters, int parallelism, int transactions) throws Exception {
        List<SourceRecord> records = SeededStream.of(seed, parameters, RULES, transactions);

        TopologyRun run = TopologyRun.of(records, parameters, RULES, parallelism, checkpoints, false);

        assertThat(ReferenceOutputs.differences(run.outputs(), ReferenceOutputs.of(records, parameters, RULES)))
                .isEmpty();
        assertThat(run.skewViolations()).isEmpty();
        assertThat(run.echoes())
                .containsAll(IntStream.range(0, parameters.partitions()).boxed().toList());
    }

    @Test
    void leavesFeaturesOutUnlessAskedFor() throws Exception {
        DetectorParameters parameters = new DetectorParameters(2, 10_000, 0, 32, false);
        List<SourceRecord> records = SeededStream.of(7, parameters, RULES, 500);

        TopologyRun run = TopologyRun.of(records, parameters, RULES, 2, checkpoints, false);

        assertThat(ReferenceOutputs.differences(run.outputs(), ReferenceOutputs.of(records, parameters, RULES)))
                .isEmpty();
    }

    @Test
    void losesNothingAndChangesNothingWhenItFailsInTheMiddle() throws Exception {
        DetectorParameters parameters = new DetectorParameters(3, 10_000, 0, 32, true);
        List<SourceRecord> records = SeededStream.of(8, parameters, RULES, TRANSACTIONS);
        long failuresBefore = ReplaySource.failures();

        TopologyRun run = TopologyRun.of(records, parameters, RULES, 2, checkpoints, true);

        assertThat(ReplaySource.failures()).isEqualTo(failuresBefore + 1);
        // Repeats are allowed after a failure, if they are equal (SEMANTICS 2.3).
        List<String> withoutRepeats = run.outputs().stream().distinct().toList();
        assertThat(ReferenceOutputs.differences(withoutRepeats, ReferenceOutputs.of(records, parameters, RULES)))
                .isEmpty();
        assertThat(run.skewViolations()).isEmpty();
        assertThat(run.echoes()).contains(0, 1, 2);
    }
}
