package fraud.spark.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.model.Channel;
import fraud.ruleset.RuleSet;
import fraud.sequences.Alert;
import fraud.sequences.CardTesting;
import fraud.sequences.Escalation;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import fraud.sequences.UnconfirmedDevice;
import fraud.spark.Attempts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When events are handled and forgotten, whatever the sequence (SEMANTICS 8.1, 9). */
class SequencesTest {

    private static final RuleSet RULES = RuleSet.defaults();
    private static final long SMALL = RULES.get(CardTesting.SMALL_MAX);
    private static final long LARGE = RULES.get(CardTesting.LARGE_ABOVE) + 1;
    private static final long WITHIN = SequenceRule.CARD_TESTING.within().toMillis();

    private final Sequences sequences = Sequences.ofCard(Attempts.ofAJob());

    @Test
    void eachSequenceHasOneMachine() {
        assertThat(Stream.of(
                                Sequences.ofCard(Attempts.ofAJob()),
                                Sequences.ofMerchant(Attempts.ofAJob()),
                                Sequences.ofIssuerRange(Attempts.ofAJob()))
                        .flatMap(some -> some.rules().stream()))
                .containsExactlyInAnyOrder(SequenceRule.values());
    }

    @Test
    void seesWhatAnySequenceSees() {
        assertThat(sequences.isCandidate(paid(0, SMALL))).isTrue();
        assertThat(sequences.isCandidate(paid(0, SMALL + 1))).isFalse();
        assertThat(sequences.isCandidate(paid(0, RULES.get(Escalation.MIN_AMOUNT) - 1)))
                .isFalse();
        assertThat(sequences.isCandidate(paid(0, RULES.get(Escalation.MIN_AMOUNT))))
                .isTrue();
        assertThat(sequences.isCandidate(event(0, 1_000, Channel.CHIP, null, false)))
                .isTrue();
        assertThat(sequences.isCandidate(event(0, 1_000, Channel.ECOMMERCE, "d", true)))
                .isTrue();
        assertThat(sequences.isCandidate(event(0, 1_000, Channel.ECOMMERCE, "d", false)))
                .isFalse();
    }

    @Test
    void handlesAnEventOnceTheClockIsPastIt() {
        SequencesState state = observe(paid(0, SMALL), paid(1, SMALL), paid(2, SMALL), paid(3, LARGE));

        Sequences.Progress at = sequences.advance(state, 3);
        assertThat(at.alerts()).isEmpty();
        assertThat(at.state().pending()).hasSize(1);
        assertThat(sequences.advance(at.state(), 4).alerts())
                .extracting(Alert::rule)
                .containsExactly(SequenceRule.CARD_TESTING);
    }

    @Test
    void goesByEventTimeWhateverTheOrderOfArrivalAndOfBatches() {
        SequencesState state = observe(paid(3, LARGE), paid(1, SMALL));
        state = sequences.observe(state, List.of(paid(2, SMALL), paid(0, SMALL)));

        assertThat(sequences.advance(state, 4).alerts()).hasSize(1);
    }

    @Test
    void keepsAnAttemptUntilItsTimeIsOver() {
        SequencesState state = sequences.advance(observe(paid(0, SMALL)), 1).state();

        assertThat(sequences.nextMillis(state)).hasValue(WITHIN + 1);
        assertThat(sequences.advance(state, WITHIN).state().isEmpty()).isFalse();
        assertThat(sequences.advance(state, WITHIN + 1).state().isEmpty()).isTrue();
    }

    @Test
    void wakesForWhatComesFirst() {
        SequencesState state = sequences.advance(observe(paid(0, SMALL)), 1).state();
        state = sequences.observe(state, List.of(paid(50, SMALL)));

        assertThat(sequences.nextMillis(state)).hasValue(51);
        assertThat(sequences.nextMillis(SequencesState.EMPTY)).isEmpty();
    }

    @Test
    void forgetsEverySequenceOnceTheLongestTimeIsOver() {
        SequencesState state = observe(
                paid(0, SMALL),
                event(1, RULES.get(Escalation.MIN_AMOUNT), Channel.ECOMMERCE, "a", true),
                event(2, RULES.get(UnconfirmedDevice.HIGH_ABOVE) + 1, Channel.ECOMMERCE, "b", true));
        SequencesState open = sequences.advance(state, 3).state();
        assertThat(open.attempt(SequenceRule.CARD_TESTING)).hasSize(1);
        assertThat(open.attempt(SequenceRule.ACCOUNT_TAKEOVER)).hasSize(1);
        assertThat(open.attempt(SequenceRule.ESCALATION)).hasSize(2);
        assertThat(open.attempt(SequenceRule.UNCONFIRMED_DEVICE)).hasSize(1);

        Sequences.Progress after =
                sequences.advance(open, 2 + SequenceRule.ESCALATION.within().toMillis() + 1);
        assertThat(after.state().isEmpty()).isTrue();
        assertThat(after.alerts()).extracting(Alert::rule).containsExactly(SequenceRule.UNCONFIRMED_DEVICE);
    }

    private SequencesState observe(SequenceEvent... events) {
        return sequences.observe(SequencesState.EMPTY, List.of(events));
    }

    private static SequenceEvent paid(long atMillis, long amountMinor) {
        return event(atMillis, amountMinor, null, null, false);
    }

    private static SequenceEvent event(
            long atMillis, long amountMinor, Channel channel, String device, boolean newDevice) {
        return SequenceEvents.of("card", "t" + atMillis, atMillis, amountMinor, channel, device, newDevice, atMillis);
    }
}
