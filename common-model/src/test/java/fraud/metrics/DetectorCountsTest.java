package fraud.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.decide.Decision;
import fraud.model.Origin;
import fraud.model.Outcome;
import fraud.model.RejectReason;
import fraud.rules.Reason;
import fraud.score.Scores;
import fraud.sequences.SequenceRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectorCountsTest {

    private static final long NOW = 1_767_571_200_000L;
    private static final int RULES = 0;
    private static final int CHAMPION = 1;
    private static final int CHALLENGER = 2;

    private final DetectorCounts counts = new DetectorCounts();

    @Test
    void countsADecisionOnceByItsOutcomeAndOnceForEachRule() {
        counts.decided(decision(1, 0, Scores.NONE, Reason.AMOUNT_LIMIT, Reason.NEW_DEVICE), NOW);

        assertThat(counts.value(Metric.DECISIONS, Outcome.REVIEW)).isEqualTo(1);
        assertThat(counts.value(Metric.DECISIONS, Outcome.APPROVE)).isZero();
        assertThat(counts.value(Metric.RULES_FIRED, Reason.AMOUNT_LIMIT)).isEqualTo(1);
        assertThat(counts.value(Metric.RULES_FIRED, Reason.NEW_DEVICE)).isEqualTo(1);
        assertThat(counts.value(Metric.RULES_FIRED, Reason.CARD_BLOCKED)).isZero();
        assertThat(counts.value(Metric.LAST_DECISION, 0)).isEqualTo(NOW);
    }

    @Test
    void takesTheVersionsOfTheLatestEventTimeWhateverTheOrder() {
        counts.decided(decision(20, 3, new Scores(0.5, "7", 0.9, 0.95, List.of(), 0.1, "8")), NOW);
        counts.decided(decision(10, 2, Scores.NONE), NOW + 1);

        assertThat(counts.value(Metric.VERSION_IN_FORCE, RULES)).isEqualTo(3);
        assertThat(counts.value(Metric.VERSION_IN_FORCE, CHAMPION)).isEqualTo(7);
        assertThat(counts.value(Metric.VERSION_IN_FORCE, CHALLENGER)).isEqualTo(8);

        DetectorCounts other = new DetectorCounts();
        other.decided(decision(21, 4, Scores.NONE), NOW - 1);
        counts.merge(other);
        counts.merge(new DetectorCounts());

        assertThat(counts.value(Metric.VERSION_IN_FORCE, RULES)).isEqualTo(4);
        assertThat(counts.value(Metric.VERSION_IN_FORCE, CHAMPION)).isEqualTo(-1);
        assertThat(counts.value(Metric.LAST_DECISION, 0)).isEqualTo(NOW + 1);
        assertThat(counts.value(Metric.DECISIONS, Outcome.REVIEW)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, 0", "5, 0", "6, 1", "300000, 13", "300001, 14"})
    void putsALatencyIntoTheFirstBucketThatItDoesNotExceed(long millis, int bucket) {
        counts.decided(decision(new Origin("transactions", 0, 1, NOW, (NOW - millis) * 1_000)), NOW);

        assertThat(counts.value(Metric.DECISION_LATENCY, bucket)).isEqualTo(1);
        assertThat(counts.cumulative(LatencyBuckets.COUNT - 1)).isEqualTo(1);
        assertThat(bucket == 0 ? 0 : counts.cumulative(bucket - 1)).isZero();
        assertThat(counts.value(Metric.DECISION_LATENCY, LatencyBuckets.COUNT))
                .as("the sum")
                .isEqualTo(Math.max(0, millis) * 1_000);
    }

    @Test
    void leavesLatencyAloneWhereNothingSaysWhenARecordWasMeantToBeSent() {
        counts.decided(decision(1, 0, Scores.NONE), NOW);

        assertThat(counts.cumulative(LatencyBuckets.COUNT - 1)).isZero();
    }

    @Test
    void keepsEachMetricApartAndIsZeroOnceCleared() {
        counts.fired(SequenceRule.ESCALATION);
        counts.candidate(SequenceRule.CARD_TESTING);
        counts.attemptsOpen(SequenceRule.MULE_CASH_OUT, 2);
        counts.attemptsOpen(SequenceRule.MULE_CASH_OUT, -1);
        counts.deadLetter(RejectReason.BAD_MODEL);
        counts.duplicate();
        counts.late();
        counts.waiting(5);

        assertThat(counts.value(Metric.SEQUENCES_FIRED, SequenceRule.ESCALATION))
                .isEqualTo(1);
        assertThat(counts.value(Metric.SEQUENCE_CANDIDATES, SequenceRule.CARD_TESTING))
                .isEqualTo(1);
        assertThat(counts.value(Metric.SEQUENCE_ATTEMPTS_OPEN, SequenceRule.MULE_CASH_OUT))
                .isEqualTo(1);
        assertThat(counts.value(Metric.DEAD_LETTERS, RejectReason.BAD_MODEL)).isEqualTo(1);
        assertThat(counts.value(Metric.DUPLICATES, 0)).isEqualTo(1);
        assertThat(counts.value(Metric.LATE_TRANSACTIONS, 0)).isEqualTo(1);
        assertThat(counts.value(Metric.WAITING_TRANSACTIONS, 0)).isEqualTo(5);
        assertThat(counts.isZero()).isFalse();

        counts.clear();

        assertThat(counts.isZero()).isTrue();
        assertThat(counts.value(Metric.WAITING_TRANSACTIONS, 0)).isZero();
    }

    private static Decision decision(long eventTimeMillis, int ruleSetVersion, Scores scores, Reason... reasons) {
        return decision(
                eventTimeMillis,
                ruleSetVersion,
                scores,
                new Origin("transactions", 0, 1, NOW, Origin.UNKNOWN),
                reasons);
    }

    private static Decision decision(Origin origin) {
        return decision(1, 0, Scores.NONE, origin);
    }

    private static Decision decision(
            long eventTimeMillis, int ruleSetVersion, Scores scores, Origin origin, Reason... reasons) {
        return new Decision(
                "t",
                "c",
                eventTimeMillis,
                Outcome.REVIEW,
                List.of(reasons),
                List.of(),
                ruleSetVersion,
                scores,
                null,
                origin);
    }
}
