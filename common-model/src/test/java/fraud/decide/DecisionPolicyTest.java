package fraud.decide;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.model.Outcome;
import fraud.rules.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SEMANTICS 5.3. */
class DecisionPolicyTest {

    @Test
    void approvesWithoutAReason() {
        assertThat(DecisionPolicy.outcome(List.of())).isEqualTo(Outcome.APPROVE);
    }

    @Test
    void reviewsForOneReason() {
        assertThat(DecisionPolicy.outcome(List.of(Reason.AMOUNT_LIMIT))).isEqualTo(Outcome.REVIEW);
        assertThat(DecisionPolicy.outcome(List.of(Reason.VELOCITY_COUNT))).isEqualTo(Outcome.REVIEW);
        assertThat(DecisionPolicy.outcome(List.of(Reason.VELOCITY_SUM))).isEqualTo(Outcome.REVIEW);
        assertThat(DecisionPolicy.outcome(List.of(Reason.UNUSUAL_AMOUNT))).isEqualTo(Outcome.REVIEW);
        assertThat(DecisionPolicy.outcome(List.of(Reason.NEW_DEVICE))).isEqualTo(Outcome.REVIEW);
        assertThat(DecisionPolicy.outcome(List.of(Reason.DORMANT_CARD))).isEqualTo(Outcome.REVIEW);
    }

    @Test
    void declinesForOneGraveReason() {
        assertThat(DecisionPolicy.outcome(List.of(Reason.CARD_BLOCKED))).isEqualTo(Outcome.DECLINE);
        assertThat(DecisionPolicy.outcome(List.of(Reason.IMPOSSIBLE_TRAVEL))).isEqualTo(Outcome.DECLINE);
        assertThat(DecisionPolicy.outcome(List.of(Reason.COUNTRY_FLIP))).isEqualTo(Outcome.DECLINE);
    }

    @Test
    void declinesForTwoReasons() {
        assertThat(DecisionPolicy.outcome(List.of(Reason.AMOUNT_LIMIT, Reason.UNUSUAL_AMOUNT)))
                .isEqualTo(Outcome.DECLINE);
    }
}
