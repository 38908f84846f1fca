package fraud.lab.bench.loops;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.config.DetectorParameters;
import fraud.parse.SourceRecord;
import fraud.reference.ReferenceDetector;
import fraud.reference.SeededStream;
import fraud.ruleset.RuleSet;
import fraud.scenarios.ScenarioRun;
import fraud.score.StartingModels;
import fraud.sink.OutputRecord;
import fraud.topics.InputTopics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Goal: what the floor costs is the cost of the whole contract. Method: its output is that of every detector. */
class FloorDetectorTest {

    private static final int TRANSACTIONS = 2_000;

    @ParameterizedTest
    @MethodSource("fraud.scenarios.ScenarioRun#all")
    void makesTheExamplesComeTrue(ScenarioRun run) {
        List<OutputRecord> outputs = outputs(run.records(), run.parameters(), ScenarioRun.startingModels(), 1);

        assertThat(run.differences(outputs.stream().map(ScenarioRun::text).toList()))
                .isEmpty();
    }

    @ParameterizedTest(name = "seed {0}, {1} and {2} partitions, polls of {3}, b {4}, s {5}, lead {6}, N {7}")
    @CsvSource({
        "1, 1, 1, 1, 10000, 0, 120000, 32",
        "2, 3, 2, 500, 10000, 0, 120000, 16",
        "3, 4, 3, 7, 10000, 0, 600000, 100",
        "5, 3, 1, 100, 60000, 60000, 120000, 32",
        "6, 4, 2, 3, 1, 0, 3600000, 64",
    })
    void givesTheOutputOfTheReference(
            long seed,
            int partitions,
            int labelPartitions,
            int poll,
            long maxOutOfOrdernessMillis,
            long skewMillis,
            long leadMillis,
            int historyLimit) {
        DetectorParameters parameters = new DetectorParameters(
                partitions, labelPartitions, maxOutOfOrdernessMillis, skewMillis, leadMillis, historyLimit, 16, true);
        List<SourceRecord> records = SeededStream.of(seed, parameters, RuleSet.defaults(), TRANSACTIONS);

        List<String> outputs = texts(outputs(records, parameters, StartingModels.NONE, poll));

        assertThat(outputs)
                .containsExactlyInAnyOrderElementsOf(
                        texts(new ReferenceDetector(parameters, RuleSet.defaults()).detect(records)));
    }

    @ParameterizedTest
    @CsvSource({"transactions, 1", "labels, 0", "versions, 0"})
    void waitsForAPartitionThatIsReadLast(String topic, int partition) {
        DetectorParameters parameters = new DetectorParameters(3, 2, 10_000, 0, 120_000, 32, 16, true);
        List<SourceRecord> records = SeededStream.readLast(
                SeededStream.of(11, parameters, RuleSet.defaults(), TRANSACTIONS), topic, partition);

        assertThat(texts(outputs(records, parameters, StartingModels.NONE, 50)))
                .containsExactlyInAnyOrderElementsOf(
                        texts(new ReferenceDetector(parameters, RuleSet.defaults()).detect(records)));
    }

    private static List<String> texts(List<OutputRecord> outputs) {
        return outputs.stream().map(ScenarioRun::text).toList();
    }

    private static List<OutputRecord> outputs(
            List<SourceRecord> records, DetectorParameters parameters, StartingModels models, int poll) {
        List<OutputRecord> outputs = new ArrayList<>();
        List<Integer> ended = new ArrayList<>();
        FloorDetector detector = new FloorDetector(parameters, models, InputTopics.DEFAULT, outputs::add);
        for (int i = 0; i < records.size(); i++) {
            detector.accept(records.get(i));
            if (i % poll == 0 || i == records.size() - 1) {
                ended.addAll(detector.advance());
            }
        }
        assertThat(ended)
                .as("partitions whose end has come")
                .containsAll(IntStream.range(0, parameters.partitions()).boxed().toList());
        return outputs;
    }
}
