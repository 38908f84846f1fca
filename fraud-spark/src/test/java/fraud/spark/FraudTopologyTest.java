package fraud.spark;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.config.DetectorParameters;
import fraud.features.TestTransaction;
import fraud.model.Origin;
import fraud.model.Transaction;
import fraud.parse.Partitioner;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import fraud.reference.ReferenceDetector;
import fraud.reference.SeededStream;
import fraud.rules.Reason;
import fraud.ruleset.RuleSet;
import fraud.score.StartingModels;
import fraud.score.TestModels;
import fraud.sequences.SequenceRule;
import fraud.sink.OutputKind;
import fraud.sink.OutputRecord;
import fraud.topics.InputTopics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: the topology puts out what the reference detector does, byte for byte, however the input is cut into batches.
 * Method: a seeded stream of all three topics that walks every boundary of the contract, fed through Spark with a
 * stream in memory per partition.
 */
@Tag("engine")
class FraudTopologyTest {

    private static final RuleSet RULES = RuleSet.defaults();
    private static final StartingModels MODELS = TestModels.starting();
    private static final InputTopics TOPICS = InputTopics.DEFAULT;
    private static final int TRANSACTIONS = 600;
    private static final int LABEL_PARTITIONS = 2;

    @TempDir
    private Path checkpoint;

    @ParameterizedTest(name = "seed {0}, {1} partitions, {2} shuffle partitions, {3} batches, skew {4}, {5} last")
    @CsvSource({"11, 3, 2, 7, 0, labels", "12, 1, 1, 2, 500, versions", "13, 4, 2, 10, 500, none"})
    void equalsTheReferenceInBatchesOfAnySize(
            long seed, int partitions, int shufflePartitions, int batches, long skewMillis, String last)
            throws Exception {
        DetectorParameters parameters = parameters(partitions, skewMillis);
        List<SourceRecord> stream = SeededStream.of(seed, parameters, RULES, TRANSACTIONS);
        assertEqualToTheReference(seed, parameters, shufflePartitions, batches, SeededStream.readLast(stream, last, 0));
    }

    /** As many as a large topic has; the plan is that of one. */
    @Test
    void equalsTheReferenceWithManyPartitions() throws Exception {
        DetectorParameters few = parameters(64, 0);
        DetectorParameters parameters = new DetectorParameters(
                64,
                16,
                few.maxOutOfOrdernessMillis(),
                few.skewMillis(),
                few.leadMillis(),
                few.historyLimit(),
                few.merchantDailyLimit(),
                true);
        assertEqualToTheReference(15, parameters, 3, 4, SeededStream.of(15, parameters, RULES, 2 * TRANSACTIONS));
    }

    @Tag("stress")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void equalsTheReferenceOnManySeeds(long seed) throws Exception {
        Random random = new Random(seed);
        DetectorParameters parameters = parameters(1 + random.nextInt(6), random.nextInt(2) * 1_000L);
        List<SourceRecord> stream = SeededStream.of(seed, parameters, RULES, 10 * TRANSACTIONS);
        String last = List.of(TOPICS.transactions(), TOPICS.labels(), TOPICS.versions(), "none")
                .get(random.nextInt(4));
        assertEqualToTheReference(
                seed,
                parameters,
                1 + random.nextInt(3),
                1 + random.nextInt(40),
                SeededStream.readLast(stream, last, 0));
    }

    private static LongStream seeds() {
        return LongStream.range(100, 120);
    }

    private void assertEqualToTheReference(
            long seed, DetectorParameters parameters, int shufflePartitions, int batches, List<SourceRecord> stream)
            throws Exception {
        List<OutputRecord> expected =
                new ReferenceDetector(parameters, RULES, MODELS, InputTopics.DEFAULT).detect(stream);
        OutputComparison.assertWorthComparing(expected);
        try (TopologyRun run = new TopologyRun(parameters, RULES, MODELS, shufflePartitions, checkpoint).start()) {
            for (List<SourceRecord> batch : cut(stream, batches, new Random(seed))) {
                run.batch(batch);
            }
            assertThat(OutputComparison.differences(run.outputs(), expected)).isEmpty();
            assertThat(run.droppedByWatermark()).isZero();
        }
    }

    @Test
    void equalsTheReferenceWhenBatchesEndWithinSequences() throws Exception {
        DetectorParameters parameters = parameters(1, 0);
        List<SourceRecord> stream = SeededStream.of(61, parameters, RULES, 100);
        List<OutputRecord> expected =
                new ReferenceDetector(parameters, RULES, MODELS, InputTopics.DEFAULT).detect(stream);
        List<Long> lastEvents = Streams.lastEventTimesOfAlerts(expected).subList(0, 5);
        try (TopologyRun run = new TopologyRun(parameters, RULES, MODELS, 2, checkpoint).start()) {
            // With one partition the sequence clock follows each record: the earlier events of these sequences are
            // behind it before the last one is read.
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
            assertThat(OutputComparison.differences(run.outputs(), expected)).isEmpty();
        }
    }

    @Test
    void equalsTheReferenceWhenOnePartitionIsReadLongAfterTheOthers() throws Exception {
        DetectorParameters parameters = parameters(3, 0);
        List<SourceRecord> stream = SeededStream.of(21, parameters, RULES, TRANSACTIONS);
        List<OutputRecord> expected =
                new ReferenceDetector(parameters, RULES, MODELS, InputTopics.DEFAULT).detect(stream);
        try (TopologyRun run = new TopologyRun(parameters, RULES, MODELS, 2, checkpoint).start()) {
            List<SourceRecord> lagging = ofPartition(stream, TOPICS.transactions(), 1);
            run.batch(without(lagging, stream));
            assertThat(run.outputs())
                    .as("the sequence clock stands still")
                    .noneMatch(output -> output.kind() == OutputKind.ALERT);
            for (List<SourceRecord> batch : cut(lagging, 3, new Random(21))) {
                run.batch(batch);
            }
            assertThat(OutputComparison.differences(run.outputs(), expected)).isEmpty();
            assertThat(run.droppedByWatermark()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"labels, 1, 3600000", "versions, 0, 120000"})
    void holdsDecisionsBackWhileAnotherTopicIsBehindAndChangesNothing(String topic, int partition, long aheadMillis)
            throws Exception {
        DetectorParameters parameters = parameters(2, 0);
        List<SourceRecord> stream = SeededStream.of(22, parameters, RULES, TRANSACTIONS);
        List<OutputRecord> expected =
                new ReferenceDetector(parameters, RULES, MODELS, InputTopics.DEFAULT).detect(stream);
        List<SourceRecord> ofPartition = ofPartition(stream, topic, partition);
        List<SourceRecord> lagging = ofPartition.subList(ofPartition.size() / 2, ofPartition.size());
        long clock = ofPartition.get(ofPartition.size() / 2 - 1).origin().publishedAtMillis();
        try (TopologyRun run = new TopologyRun(parameters, RULES, MODELS, 2, checkpoint).start()) {
            run.batch(without(lagging, stream));
            assertThat(Streams.eventTimesOfDecisions(run.outputs()))
                    .as("decided before the others came")
                    .hasSizeGreaterThan(TRANSACTIONS)
                    .allMatch(eventTime -> eventTime < clock + aheadMillis);
            for (List<SourceRecord> batch : cut(lagging, 3, new Random(22))) {
                run.batch(batch);
            }
            assertThat(OutputComparison.differences(run.outputs(), expected)).isEmpty();
            assertThat(run.droppedByWatermark()).isZero();
        }
    }

    @Test
    void goesOnFromTheCheckpointAfterARestart() throws Exception {
        List<SourceRecord> stream = SeededStream.of(31, parameters(2, 0), RULES, TRANSACTIONS);
        assertEqualToTheReferenceWithARestartAfterEach(cut(stream, 4, new Random(31)));
    }

    @Test
    void goesOnAfterARestartInABackfillInWhichLabelsComeAfterTransactions() throws Exception {
        List<SourceRecord> stream = SeededStream.of(32, parameters(2, 0), RULES, TRANSACTIONS);
        List<SourceRecord> labels = stream.stream()
                .filter(record -> record.origin().topic().equals(TOPICS.labels()))
                .toList();
        List<List<SourceRecord>> batches = new ArrayList<>();
        batches.addAll(cut(without(labels, stream), 2, new Random(32)));
        batches.addAll(cut(labels, 3, new Random(32)));
        assertEqualToTheReferenceWithARestartAfterEach(batches);
    }

    private void assertEqualToTheReferenceWithARestartAfterEach(List<List<SourceRecord>> batches) throws Exception {
        DetectorParameters parameters = parameters(2, 0);
        List<SourceRecord> stream = batches.stream().flatMap(List::stream).toList();
        List<OutputRecord> expected =
                new ReferenceDetector(parameters, RULES, MODELS, InputTopics.DEFAULT).detect(stream);
        try (TopologyRun run = new TopologyRun(parameters, RULES, MODELS, 2, checkpoint)) {
            for (List<SourceRecord> batch : batches) {
                run.start();
                run.batch(batch);
                run.stop();
            }
            run.start();
            // A publisher repeats ends of input until they are answered. Clocks go on once each partition has brought
            // one.
            run.batch(Streams.endSignalsAgain(stream));
            assertThat(OutputComparison.differences(run.outputs(), expected)).isEmpty();
        }
    }

    @Test
    void leavesNeitherStateNorTimersOnceTheHorizonIsBehind() throws Exception {
        DetectorParameters parameters = parameters(2, 0);
        List<SourceRecord> stream = SeededStream.of(41, parameters, RULES, 50);
        try (TopologyRun run = new TopologyRun(parameters, RULES, MODELS, 1, checkpoint).start()) {
            run.batch(stream);
            assertThat(run.stateRowsByStage()).allMatch(rows -> rows > 1);
            run.batch(Streams.releaseOfAllBlocked(stream, parameters));
            run.batch(Streams.signalsAfterTheHorizon(stream, parameters));
            assertThat(run.stateRowsByStage())
                    .as("the accepted rule sets alone")
                    .containsExactly(0L, 1L);
        }
    }

    /** What a decision costs in time is one batch: live, nothing waits for the clock. */
    @Test
    void decidesInTheBatchThatBringsATransaction() throws Exception {
        DetectorParameters parameters = parameters(2, 0);
        List<SourceRecord> stream = SeededStream.of(71, parameters, RULES, 50);
        try (TopologyRun run = new TopologyRun(parameters, RULES, MODELS, 2, checkpoint).start()) {
            run.batch(stream);
            int before = run.batches().size();
            long live = stream.stream()
                    .mapToLong(record -> record.origin().publishedAtMillis())
                    .max()
                    .orElseThrow();
            Transaction transaction = TestTransaction.of(100)
                    .id("live")
                    .card("c")
                    .merchant("m")
                    .at(live)
                    .build();
            int partition = Partitioner.partition("c".getBytes(StandardCharsets.UTF_8), 2);
            run.batch(List.of(new SourceRecord(
                    new Origin(TOPICS.transactions(), partition, 1_000_000, live, Origin.UNKNOWN),
                    "c".getBytes(StandardCharsets.UTF_8),
                    TransactionCodec.toJson(transaction))));

            assertThat(run.batches().get(before)).hasSize(1);
        }
    }

    @Test
    void completionsEndSignalsOnlyInABatchAfterAllTheirOutput() throws Exception {
        DetectorParameters parameters = parameters(2, 0);
        List<SourceRecord> stream = SeededStream.of(51, parameters, RULES, 50);
        try (TopologyRun run = new TopologyRun(parameters, RULES, MODELS, 2, checkpoint).start()) {
            run.batch(stream);
            int batchesOfInput = run.batches().size();
            assertThat(run.outputs()).as("first copies").noneMatch(output -> output.kind() == OutputKind.COMPLETION);
            run.batch(Streams.endSignalsAgain(stream));
            List<OutputRecord> after = run
                    .batches()
                    .subList(batchesOfInput, run.batches().size())
                    .stream()
                    .flatMap(List::stream)
                    .toList();
            assertThat(after).hasSize(2).allMatch(output -> output.kind() == OutputKind.COMPLETION);
            assertThat(after).extracting(OutputRecord::key).containsExactlyInAnyOrder("0", "1");
        }
    }

    @Test
    void readsEachRecordOnceFromAsManySourcesHoweverManyPartitions() throws Exception {
        DetectorParameters parameters = parameters(3, 0);
        List<SourceRecord> stream = SeededStream.of(61, parameters, RULES, 10);
        try (TopologyRun run = new TopologyRun(parameters, RULES, MODELS, 2, checkpoint)) {
            run.add(stream);
            run.start();
            run.batch(List.of());
            assertThat(run.sources()).as("of cards, labels and the clock").isEqualTo(3);
            assertThat(run.recordsRead()).isEqualTo(stream.size());
        }
    }

    @Test
    void differsFromTheReferenceInEachRuleAndSequenceThatIsBroken() throws Exception {
        DetectorParameters parameters = parameters(1, 0);
        List<SourceRecord> stream = SeededStream.of(71, parameters, RULES, 0);
        List<OutputRecord> expected =
                new ReferenceDetector(parameters, RULES, MODELS, InputTopics.DEFAULT).detect(stream);
        try (TopologyRun run = new TopologyRun(parameters, Streams.broken(), MODELS, 1, checkpoint).start()) {
            run.batch(stream);
            for (Reason reason : EnumSet.complementOf(EnumSet.of(Reason.CARD_BLOCKED, Reason.MERCHANT_BLOCKED))) {
                assertThat(OutputComparison.naming(reason.name(), run.outputs()))
                        .as("%s with its parameter of Streams.ONE_MORE broken", reason)
                        .isNotEqualTo(OutputComparison.naming(reason.name(), expected));
            }
            for (SequenceRule rule : SequenceRule.values()) {
                assertThat(OutputComparison.naming(rule.name(), run.outputs()))
                        .as("%s with its parameter of Streams.ONE_MORE broken", rule)
                        .isNotEqualTo(OutputComparison.naming(rule.name(), expected));
            }
        }
    }

    private static DetectorParameters parameters(int partitions, long skewMillis) {
        return new DetectorParameters(
                partitions,
                LABEL_PARTITIONS,
                DetectorParameters.DEFAULT_MAX_OUT_OF_ORDERNESS_MILLIS,
                skewMillis,
                DetectorParameters.DEFAULT_LEAD_MILLIS,
                32,
                20,
                true);
    }

    private static List<SourceRecord> ofPartition(List<SourceRecord> stream, String topic, int partition) {
        return stream.stream()
                .filter(record ->
                        record.origin().topic().equals(topic) && record.origin().partition() == partition)
                .toList();
    }

    private static List<SourceRecord> without(List<SourceRecord> some, List<SourceRecord> stream) {
        Set<SourceRecord> left = Collections.newSetFromMap(new IdentityHashMap<>());
        left.addAll(some);
        return stream.stream().filter(record -> !left.contains(record)).toList();
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
