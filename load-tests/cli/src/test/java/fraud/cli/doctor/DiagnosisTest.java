package fraud.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.topics.InputTopics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DiagnosisTest {

    private static final long NOW = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
    private static final long LEAD = 120_000;
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;

    private static PartitionSeen partition(String topic, int number, Long clock) {
        return new PartitionSeen(topic, number, 0, 1_000, clock, false);
    }

    /** A detector that is well: all clocks a second old, the newest output, too. */
    private static List<PartitionSeen> lively() {
        return new ArrayList<>(List.of(
                partition("transactions", 0, NOW - SECOND),
                partition("transactions", 1, NOW - SECOND),
                partition("labels", 0, NOW - SECOND),
                partition("versions", 0, NOW - SECOND)));
    }

    private static List<PartitionSeen> lively(int index, PartitionSeen instead) {
        List<PartitionSeen> partitions = lively();
        partitions.set(index, instead);
        return partitions;
    }

    private static Snapshot seen(List<PartitionSeen> inputs, Long newestOutput, long open) {
        return seen(inputs, newestOutput, open, Map.of());
    }

    private static Snapshot seen(
            List<PartitionSeen> inputs, Long newestOutput, long open, Map<String, Integer> deadLetters) {
        return new Snapshot(
                NOW,
                InputTopics.DEFAULT,
                "flink",
                List.of(),
                List.of(),
                inputs,
                newestOutput,
                new TreeMap<>(Map.of(0, open, 1, 0L)),
                100,
                deadLetters,
                List.of(),
                List.of());
    }

    private static List<Finding> findings(Snapshot seen) {
        return new Diagnosis(seen, LEAD, 10_000).findings();
    }

    private static List<String> wrongOf(Snapshot seen) {
        return findings(seen).stream()
                .filter(Finding::needsAction)
                .map(Finding::text)
                .toList();
    }

    @Test
    void findsNothingWrongWithADetectorThatIsWell() {
        assertThat(findings(seen(lively(), NOW - SECOND, 12)))
                .containsExactly(
                        Finding.note(
                                "detector flink wrote last 1 s ago; records without an answer: transactions-0 12, transactions-1 0"));
    }

    @Test
    void namesATopicThatIsNotThereAndNothingElse() {
        Snapshot seen = new Snapshot(
                NOW,
                InputTopics.DEFAULT,
                "flink",
                List.of("labels"),
                List.of(),
                List.of(),
                null,
                Map.of(),
                0,
                Map.of(),
                List.of(),
                List.of());

        assertThat(wrongOf(seen)).singleElement().asString().startsWith("topic labels is not there: create it");
    }

    @Test
    void namesAPartitionThatHasNeverHadARecord() {
        Snapshot seen = seen(lively(3, partition("versions", 0, null)), null, 50);

        assertThat(wrongOf(seen).get(0))
                .startsWith("versions-0 has never had a record")
                .contains("decisions wait for it", "fraud heartbeat");
        assertThat(wrongOf(seen).get(1)).contains("has never written anything, and 50 records wait");
    }

    @Test
    void namesAQuietPartitionOnceSomethingWaitsForIt() {
        assertThat(wrongOf(seen(lively(3, partition("versions", 0, NOW - LEAD)), NOW, 0)))
                .isEmpty();
        assertThat(wrongOf(seen(lively(3, partition("versions", 0, NOW - LEAD - 2 * SECOND)), NOW, 0)))
                .singleElement()
                .asString()
                .startsWith("versions-0 has been quiet since 2026-03-01T11:57:58Z, 2 min before the newest record")
                .contains("decisions wait for it");
        assertThat(wrongOf(seen(lively(2, partition("labels", 0, NOW - 50 * MINUTE)), NOW, 0)))
                .as("labels may be read an hour late")
                .isEmpty();
        assertThat(wrongOf(seen(lively(2, partition("labels", 0, NOW - 70 * MINUTE)), NOW, 0)))
                .singleElement()
                .asString()
                .startsWith("labels-0 has been quiet")
                .contains("see what has become of the feed");
        assertThat(wrongOf(seen(lively(1, partition("transactions", 1, NOW - 5 * MINUTE)), NOW, 0)))
                .singleElement()
                .asString()
                .startsWith("transactions-1 has been quiet")
                .contains("alerts wait for it");
    }

    @Test
    void doesNotWaitForAPartitionAfterItsEnd() {
        PartitionSeen ended = new PartitionSeen("transactions", 1, 0, 1_000, NOW + 60 * MINUTE, true);

        assertThat(wrongOf(seen(lively(1, ended), NOW, 0))).isEmpty();
    }

    @Test
    void namesAClockThatIsAheadOfThisMachine() {
        List<PartitionSeen> inputs = lively(1, partition("transactions", 1, NOW + 30 * MINUTE));

        assertThat(wrongOf(seen(inputs, NOW, 0)).get(0))
                .startsWith("transactions-1 has a record of 30 min ahead of this machine");
    }

    @Test
    void saysThatADetectorIsDownIfNothingElseIsWrong() {
        assertThat(wrongOf(seen(lively(), NOW - 10 * MINUTE, 700)))
                .singleElement()
                .asString()
                .startsWith("detector flink wrote last 10 min ago, at 2026-03-01T11:50:00Z, and some 700 records wait")
                .contains("it is down, starting again and again, or stuck");
        assertThat(wrongOf(seen(lively(), NOW - 10 * MINUTE, 0)))
                .as("nothing to decide")
                .isEmpty();
    }

    @Test
    void saysWhyMostRecordsAreDeadLetters() {
        assertThat(wrongOf(seen(lively(), NOW, 0, Map.of("WRONG_PARTITION", 70, "NO_VALUE", 2))))
                .singleElement()
                .asString()
                .startsWith("of the last 100 answers 72 are dead letters, most of them for WRONG_PARTITION")
                .contains("Kafka's default partitioner", "dead-letters.flink");
        assertThat(wrongOf(seen(lively(), NOW, 0, Map.of("NO_VALUE", 49)))).isEmpty();
    }

    @Test
    void passesOnWhatIsToBeSaidOfVersions() {
        Snapshot seen = new Snapshot(
                NOW,
                InputTopics.DEFAULT,
                "flink",
                List.of(),
                List.of("labels"),
                lively(),
                NOW,
                Map.of(),
                100,
                Map.of(),
                List.of("rule set 7 takes effect at 2027-01-01T00:00:00Z, and not before"),
                List.of("model 3 (TOO_SOON)"));

        assertThat(wrongOf(seen)).containsExactly("model 3 (TOO_SOON) was rejected: publish another version");
        assertThat(findings(seen))
                .contains(Finding.note("rule set 7 takes effect at 2027-01-01T00:00:00Z, and not before"))
                .extracting(Finding::text)
                .anyMatch(text -> text.startsWith("topic labels has its publishers' timestamps"));
    }
}
