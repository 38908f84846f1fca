package fraud.spark;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.config.DetectorParameters;
import fraud.parse.SourceRecord;
import fraud.reference.ReferenceDetector;
import fraud.reference.SeededStream;
import fraud.rules.RuleSet;
import fraud.sink.OutputKind;
import fraud.sink.OutputRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: the topology puts out what the reference detector does, byte for byte, however the input is cut into batches. Method: a seeded
 * stream that walks every boundary of the contract, fed through Spark with a stream in memory per partition.
 */
@Tag("engine")
class FraudTopologyTest {

    private static final RuleSet RULES = RuleSet.defaults();
    private static final int TRANSACTIONS = 600;

    @TempDir
    private Path checkpoint;

    @ParameterizedTest(name = "seed {0}, {1} partitions, {2} shuffle partitions, {3} batches, skew {4}")
    @CsvSource({"11, 3, 2, 7, 0", "12, 1, 1, 2, 500", "13, 4, 2, 25, 500"})
    void equalsTheReferenceInBatchesOfAnySize(
            long seed, int partitions, int shufflePartitions, int batches, long skewMillis) throws Exception {
        assertEqualToTheReference(seed, parameters(partitions, skewMillis), shufflePartitions, batches, TRANSACTIONS);
    }

    @Tag("stress")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void equalsTheReferenceOnManySeeds(long seed) throws Exception {
        Random random = new Random(seed);
        DetectorParameters parameters = parameters(1 + random.nextInt(6), random.nextInt(2) * 1_000L);
        assertEqualToTheReference(seed, parameters, 1 + random.nextInt(3), 1 + random.nextInt(40), 10 * TRANSACTIONS);
    }

    private static LongStream seeds() {
        return LongStream.range(100, 120);
    }

    private void assertEqualToTheReference(
            long seed, DetectorParameters parameters, int shufflePartitions, int batches, int transactions)
            throws Exception {
        List<SourceRecord> stream = SeededStream.of(seed, parameters, RULES, transactions);
        List<OutputRecord> expected = new ReferenceDetector(parameters, RULES).detect(stream);
        OutputComparison.assertWorthComparing(expected);
        try (TopologyRun run = new TopologyRun(parameters, RULES, shufflePartitions, checkpoint).start()) {
            for (List<SourceRecord> batch : cut(stream, batches, new Random(seed))) {
                run.batch(batch);
            }
            assertThat(OutputComparison.counted(run.outputs())).isEqualTo(OutputComparison.counted(expected));
            assertThat(run.droppedByWatermark()).isZero();
        }
    }

    @Test
    void equalsTheReferenceWhenBatchesEndWithinSequences() throws Exception {
        DetectorParameters parameters = parameters(1, 0);
        List<SourceRecord> stream = SeededStream.of(61, parameters, RULES, 100);
        List<OutputRecord> expected = new ReferenceDetector(parameters, RULES).detect(stream);
        List<Long> lastEvents = Streams.lastEventTimesOfAlerts(expected).subList(0, 5);
        try (TopologyRun run = new TopologyRun(parameters, RULES, 2, checkpoint).start()) {
            // With one partition W follows each record: the earlier events of these sequences are behind it before the
            // last one is read.
            int from = 0;
            for (int to = 0; to < stream.size(); to++) {
                long before = stream.get(Math.max(0, to - 1)).origin().publishedAtMillis();
                long at = stream.get(to).origin().publishedAtMillis();
                if (lastEvents.stream().anyMatch(last -> before < last && last <= at)) {
                    run.batch(stream.subList(from, to));
                    from = to;
                }
            }
            run.batch(stream.subList(from, stream.size()));
            assertThat(OutputComparison.counted(run.outputs())).isEqualTo(OutputComparison.counted(expected));
        }
    }

    @Test
    void equalsTheReferenceWhenOnePartitionIsReadLongAfterTheOthers() throws Exception {
        DetectorParameters parameters = parameters(3, 0);
        List<SourceRecord> stream = SeededStream.of(21, parameters, RULES, TRANSACTIONS);
        List<OutputRecord> expected = new ReferenceDetector(parameters, RULES).detect(stream);
        try (TopologyRun run = new TopologyRun(parameters, RULES, 2, checkpoint).start()) {
            List<SourceRecord> lagging = ofPartition(stream, 1);
            List<SourceRecord> leading = new ArrayList<>(stream);
            leading.removeAll(lagging);
            run.batch(leading);
            assertThat(run.outputs()).as("W stands still").noneMatch(output -> output.kind() == OutputKind.ALERT);
            for (List<SourceRecord> batch : cut(lagging, 3, new Random(21))) {
                run.batch(batch);
            }
            assertThat(OutputComparison.counted(run.outputs())).isEqualTo(OutputComparison.counted(expected));
            assertThat(run.droppedByWatermark()).isZero();
        }
    }

    @Test
    void goesOnFromTheCheckpointAfterARestart() throws Exception {
        DetectorParameters parameters = parameters(2, 0);
        List<SourceRecord> stream = SeededStream.of(31, parameters, RULES, TRANSACTIONS);
        List<OutputRecord> expected = new ReferenceDetector(parameters, RULES).detect(stream);
        try (TopologyRun run = new TopologyRun(parameters, RULES, 2, checkpoint)) {
            for (List<SourceRecord> batch : cut(stream, 4, new Random(31))) {
                run.start();
                run.batch(batch);
                run.stop();
            }
            assertThat(OutputComparison.counted(run.outputs())).isEqualTo(OutputComparison.counted(expected));
        }
    }

    @Test
    void leavesNeitherStateNorTimersOnceTheHorizonIsBehind() throws Exception {
        DetectorParameters parameters = parameters(2, 0);
        List<SourceRecord> stream = SeededStream.of(41, parameters, RULES, 50);
        try (TopologyRun run = new TopologyRun(parameters, RULES, 1, checkpoint).start()) {
            run.batch(stream);
            assertThat(run.stateRows()).isPositive();
            run.batch(Streams.releaseOfAllBlocked(stream, parameters));
            run.batch(Streams.marksAfterTheHorizon(stream, parameters));
            assertThat(run.stateRows()).isZero();
        }
    }

    @Test
    void echoesEndMarksOnlyInABatchAfterAllTheirOutput() throws Exception {
        DetectorParameters parameters = parameters(2, 0);
        List<SourceRecord> stream = SeededStream.of(51, parameters, RULES, 50);
        try (TopologyRun run = new TopologyRun(parameters, RULES, 2, checkpoint).start()) {
            run.batch(stream);
            int batchesOfInput = run.batches().size();
            assertThat(run.outputs()).as("first copies").noneMatch(output -> output.kind() == OutputKind.ECHO);
            run.batch(Streams.endMarksAgain(stream));
            List<OutputRecord> after = run
                    .batches()
                    .subList(batchesOfInput, run.batches().size())
                    .stream()
                    .flatMap(List::stream)
                    .toList();
            assertThat(after).hasSize(2).allMatch(output -> output.kind() == OutputKind.ECHO);
            assertThat(after).extracting(OutputRecord::key).containsExactlyInAnyOrder("0", "1");
        }
    }

    @Test
    void readsEachPartitionOnceInABatch() throws Exception {
        DetectorParameters parameters = parameters(3, 0);
        List<SourceRecord> stream = SeededStream.of(61, parameters, RULES, 10);
        try (TopologyRun run = new TopologyRun(parameters, RULES, 2, checkpoint).withoutEmptyBatches()) {
            run.add(stream);
            run.start();
            run.batch(List.of());
            assertThat(run.scansOfLastBatch()).isEqualTo(3);
            assertThat(run.recordsRead()).isEqualTo(stream.size());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AMOUNT_LIMIT",
        "VELOCITY_COUNT",
        "VELOCITY_SUM",
        "IMPOSSIBLE_TRAVEL",
        "UNUSUAL_AMOUNT",
        "COUNTRY_FLIP",
        "NEW_DEVICE",
        "DORMANT_CARD",
        "CARD_TESTING",
        "ACCOUNT_TAKEOVER",
        "ESCALATION",
        "UNCONFIRMED_DEVICE"
    })
    void differsFromTheReferenceUnderABrokenRule(String broken) throws Exception {
        DetectorParameters parameters = parameters(1, 0);
        List<SourceRecord> stream = SeededStream.of(71, parameters, RULES, 0);
        List<OutputRecord> expected = new ReferenceDetector(parameters, RULES).detect(stream);
        try (TopologyRun run = new TopologyRun(parameters, Streams.broken(broken), 1, checkpoint).start()) {
            run.batch(stream);
            assertThat(OutputComparison.differences(run.outputs(), expected))
                    .anyMatch(output -> output.contains(broken));
        }
    }

    private static DetectorParameters parameters(int partitions, long skewMillis) {
        return new DetectorParameters(partitions, DetectorParameters.DEFAULT_BOUND_MILLIS, skewMillis, 32, true);
    }

    private static List<SourceRecord> ofPartition(List<SourceRecord> stream, int partition) {
        return stream.stream()
                .filter(record -> record.origin().partition() == partition)
                .toList();
    }

    /** At random places: some batches are a few records, some a large part of the stream. */
    private static List<List<SourceRecord>> cut(List<SourceRecord> stream, int batches, Random random) {
        int[] cuts = random.ints(batches - 1, 0, stream.size()).sorted().toArray();
        List<List<SourceRecord>> parts = new ArrayList<>();
        int from = 0;
        for (int to : cuts) {
            parts.add(stream.subList(from, to));
            from = to;
        }
        parts.add(stream.subList(from, stream.size()));
        return parts;
    }
}
