package fraud.flink.sequences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.flink.Attempts;
import fraud.model.Origin;
import fraud.recovery.RecordFailedException;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import org.junit.jupiter.api.Test;

class PredicateOnEventTest {

    private static final SequenceEvent EVENT =
            new SequenceEvent("c1", "m1", "t1", 0, 100, null, null, 0, 0, 3, 17, Origin.UNKNOWN);

    @Test
    void saysAtWhichRecordItFails() {
        PredicateOnEvent claim = PredicateOnEvent.of(
                event -> {
                    throw new IllegalStateException("no such stage");
                },
                SequenceRule.CARD_TESTING,
                "probes",
                Attempts.ofAJob());

        assertThatThrownBy(() -> claim.filter(EVENT, null))
                .isInstanceOf(RecordFailedException.class)
                .hasMessageContaining("transactions-3 offset 17");
    }

    @Test
    void isOtherwiseTheClaim() throws Exception {
        PredicateOnEvent claim = PredicateOnEvent.of(
                event -> event.amountMinor() == 100, SequenceRule.CARD_TESTING, "probes", Attempts.ofAJob());

        assertThat(claim.filter(EVENT, null)).isTrue();
    }
}
