package fraud.spark;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.config.DetectorParameters;
import fraud.parse.SourceRecord;
import fraud.reference.ReferenceDetector;
import fraud.reference.SeededStream;
import fraud.ruleset.RuleSet;
import fraud.score.StartingModels;
import fraud.score.TestModels;
import fraud.sink.OutputRecord;
import fraud.topics.InputTopics;
import fraud.wire.WireMutations;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Goal: equality does not end with size. Method: 200,000 transactions and what comes with them, in batches tiny and
 * huge, with a restart in the middle and with a partition that is behind; 100,000 hostile records, none of which may be
 * lost, counted twice, or end the query. A tenth of both in each build, all of it in the profile {@code stress}.
 */
@Tag("engine")
class StressTest {

    private static final RuleSet RULES = RuleSet.defaults();
    private static final StartingModels MODELS = TestModels.starting();
    private static final DetectorParameters PARAMETERS =
            new DetectorParameters(4, 2, 10_000, 0, DetectorParameters.DEFAULT_LEAD_MILLIS, 64, 32, true);

    @TempDir
    private Path checkpoint;

    @ParameterizedTest(name = "seed {0}, {1} transactions, {2} shuffle partitions, batches of {3}, {4} last")
    @CsvSource({"71, 20000, 2, 30000, none"})
    void equalsTheReferenceAtATenthOfTheSize(
            long seed, int transactions, int shufflePartitions, int batchSize, String last) throws Exception {
        assertEqualToTheReference(seed, transactions, shufflePartitions, batchSize, last);
    }

    @Tag("stress")
    @ParameterizedTest(name = "seed {0}, {1} transactions, {2} shuffle partitions, batches of {3}, {4} last")
    @CsvSource({
        "72, 200000, 1, 300000, none",
        "73, 200000, 2, 50000, transactions",
        "74, 200000, 4, 8000, labels",
    })
    void equalsTheReferenceAtSize(long seed, int transactions, int shufflePartitions, int batchSize, String last)
            throws Exception {
        assertEqualToTheReference(seed, transactions, shufflePartitions, batchSize, last);
    }

    private void assertEqualToTheReference(
            long seed, int transactions, int shufflePartitions, int batchSize, String last) throws Exception {
        List<SourceRecord> stream = SeededStream.of(seed, PARAMETERS, RULES, transactions);
        List<SourceRecord> records = last.equals("none") ? stream : SeededStream.readLast(stream, last, 0);
        List<OutputRecord> expected =
                new ReferenceDetector(PARAMETERS, RULES, MODELS, InputTopics.DEFAULT).detect(records);

        OutputComparison.assertWorthComparing(expected);
        assertThat(OutputComparison.differences(run(records, shufflePartitions, batchSize), expected))
                .isEmpty();
    }

    @ParameterizedTest(name = "seed {0}, {1} records, batches of {2}")
    @CsvSource({"81, 10000, 6000"})
    void accountsForATenthOfTheHostileRecords(long seed, int count, int batchSize) throws Exception {
        assertEachAccountedFor(seed, count, batchSize);
    }

    @Tag("stress")
    @ParameterizedTest(name = "seed {0}, {1} records, batches of {2}")
    @CsvSource({"82, 100000, 10000"})
    void accountsForEachHostileRecord(long seed, int count, int batchSize) throws Exception {
        assertEachAccountedFor(seed, count, batchSize);
    }

    /** To the reference, which {@code WireMutationsTest} counts the answers of. */
    private void assertEachAccountedFor(long seed, int count, int batchSize) throws Exception {
        List<SourceRecord> records = WireMutations.of(seed, PARAMETERS, count);
        List<OutputRecord> expected =
                new ReferenceDetector(PARAMETERS, RULES, MODELS, InputTopics.DEFAULT).detect(records);

        assertThat(expected).hasSizeGreaterThan(count / 2);
        assertThat(OutputComparison.differences(run(records, 2, batchSize), expected))
                .isEmpty();
    }

    /** In batches of this size, stopped and started again in the middle. */
    private List<OutputRecord> run(List<SourceRecord> records, int shufflePartitions, int batchSize) throws Exception {
        try (TopologyRun run = new TopologyRun(PARAMETERS, RULES, MODELS, shufflePartitions, checkpoint).start()) {
            boolean restarted = false;
            for (int from = 0; from < records.size(); from += batchSize) {
                if (!restarted && from >= records.size() / 2) {
                    run.stop();
                    run.start();
                    restarted = true;
                }
                run.batch(records.subList(from, Math.min(records.size(), from + batchSize)));
            }
            if (restarted) {
                // Clocks go on once each partition has brought a record again.
                run.batch(Streams.endSignalsAgain(records));
            }
            assertThat(run.droppedByWatermark()).isZero();
            return run.outputs();
        }
    }
}
