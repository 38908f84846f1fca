package fraud.cli.models.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fraud.cli.models.compare.FraudAmounts.Position;
import fraud.cli.models.compare.ScorePairs.Pair;
import fraud.cli.models.compare.ScorePairs.Versions;
import fraud.cli.quality.Protocol;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScorePairsTest {

    private static final long NOON = Instant.parse("2018-08-08T12:00:00Z").toEpochMilli();
    private static final long WEEK = 7 * 86_400_000L;
    private static final Versions VERSIONS = new Versions("0", "1");

    private final Map<String, Boolean> frauds = Map.of("t1", true, "t2", false);

    @Test
    void takesDecisionsThatBothHaveScoredByTheirVersions() {
        ScorePairs pairs = new ScorePairs(frauds, new FraudAmounts(input -> {}), Optional.empty());

        pairs.take(scored("t1", 1).put("challengerVersion", "1").put("challengerScore", 0.2));
        pairs.take(scored("t2", 2).put("challengerVersion", "2").put("challengerScore", 0.3));
        pairs.take(scored("t3", 3).put("challengerVersion", "1").put("challengerScore", 0.4));
        pairs.take(scored("t4", 4));
        pairs.take(scored("t5", 5)
                .put("modelVersion", "none")
                .put("challengerVersion", "1")
                .put("challengerScore", 0.4));

        assertThat(pairs.decisions()).isEqualTo(5);
        assertThat(pairs.scoredByBoth()).isEqualTo(3);
        assertThat(pairs.byVersions())
                .containsExactly(
                        Map.entry(
                                VERSIONS,
                                List.of(
                                        new Pair("c", NOON, 0.7, 0.2, true, new Position(0, 1)),
                                        new Pair("c", NOON, 0.7, 0.4, null, null))),
                        Map.entry(new Versions("0", "2"), List.of(new Pair("c", NOON, 0.7, 0.3, false, null))));
    }

    @Test
    void countsADecisionOnceThoughADetectorPutItOutAgain() {
        ScorePairs pairs = new ScorePairs(frauds, new FraudAmounts(input -> {}), Optional.empty());
        ObjectNode decision =
                scored("t1", 1 << 20).put("challengerVersion", "1").put("challengerScore", 0.2);

        pairs.take(decision);
        pairs.take(decision);
        pairs.take(decision.deepCopy().put("sourcePartition", 1));
        pairs.take(decision.deepCopy().put("sourceOffset", 0));

        assertThat(pairs.byVersions().get(VERSIONS)).as("three places").hasSize(3);
    }

    @Test
    void keepsToTheDaysAndCardsOfAProtocol() {
        LocalDate day = LocalDate.of(2018, 8, 8);
        ScorePairs pairs = new ScorePairs(
                frauds,
                new FraudAmounts(input -> {}),
                Optional.of(new Protocol(
                        day, day, Optional.of(new Protocol.Training(day.minusDays(8), day.minusDays(1))))));

        pairs.take(both("t9", 1, "known", NOON));
        pairs.take(both("t3", 2, "other", NOON));
        pairs.take(both("t4", 3, "other", NOON + 86_400_000L));
        // Of the training, and read only now: partitions are read one after the other.
        pairs.take(both("t1", 4, "known", NOON - WEEK));

        assertThat(pairs.byVersions().get(VERSIONS)).containsExactly(new Pair("other", NOON, 0.7, 0.2, null, null));
    }

    private static ObjectNode both(String transactionId, long offset, String cardId, long eventTimeMillis) {
        return scored(transactionId, offset)
                .put("cardId", cardId)
                .put("eventTimeMillis", eventTimeMillis)
                .put("challengerVersion", "1")
                .put("challengerScore", 0.2);
    }

    private static ObjectNode scored(String transactionId, long offset) {
        return new ObjectMapper()
                .createObjectNode()
                .put("transactionId", transactionId)
                .put("cardId", "c")
                .put("eventTimeMillis", NOON)
                .put("score", 0.7)
                .put("modelVersion", "0")
                .put("sourcePartition", 0)
                .put("sourceOffset", offset);
    }
}
