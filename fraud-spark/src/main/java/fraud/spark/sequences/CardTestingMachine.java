package fraud.spark.sequences;

import fraud.model.Alert;
import fraud.model.SequenceRule;
import fraud.rules.RuleSet;
import fraud.sequences.Alerts;
import fraud.sequences.CardTesting;
import fraud.sequences.SequenceEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

/**
 * The sequence {@code CARD_TESTING} of one card as an explicit state machine (SEMANTICS 8.2): three small amounts in a row, then a large
 * one, within a time. Candidates wait until no earlier one can come, so that arrival order makes no difference; then each is one step:
 * a small one joins the row of smalls (three at most), a large one ends the row, with an alert if it was full and in time.
 */
public final class CardTestingMachine {

    private final RuleSet rules;

    /** A machine under one rule set. */
    public CardTestingMachine(RuleSet rules) {
        this.rules = rules;
    }

    /**
     * What became of a card.
     *
     * @param state where it stands now
     * @param alerts its matches, in order
     */
    public record Progress(CardTestingState state, List<Alert> alerts) {}

    /** Whether the sequence sees this event at all. */
    public boolean isCandidate(SequenceEvent event) {
        return CardTesting.isCandidate(event.amountMinor(), rules);
    }

    /** Keeps a candidate until its time has come; it is neither late nor a duplicate. */
    public CardTestingState observe(CardTestingState state, SequenceEvent event) {
        List<SequenceEvent> pending = new ArrayList<>(state.pending());
        pending.add(event);
        pending.sort(SequenceEvent.ORDER);
        return new CardTestingState(pending, state.smalls());
    }

    /**
     * Handles, in order, every event before a time.
     *
     * @param nowMillis W: no event before it is still to come (SEMANTICS 7.2)
     */
    public Progress advance(CardTestingState state, long nowMillis) {
        Deque<SequenceEvent> smalls = new ArrayDeque<>(state.smalls());
        List<SequenceEvent> pending = new ArrayList<>();
        List<Alert> alerts = new ArrayList<>();
        for (SequenceEvent event : state.pending()) {
            if (event.eventTimeMillis() >= nowMillis) {
                pending.add(event);
            } else if (CardTesting.isSmall(event.amountMinor(), rules)) {
                smalls.addLast(event);
                if (smalls.size() > RuleSet.CardTesting.SMALL_COUNT) {
                    smalls.removeFirst();
                }
            } else {
                if (isFollowedInTime(smalls, event)) {
                    List<SequenceEvent> match = new ArrayList<>(smalls);
                    match.add(event);
                    alerts.add(Alerts.of(SequenceRule.CARD_TESTING, match, rules.version()));
                }
                smalls.clear();
            }
        }
        smalls.removeIf(small -> endMillis(small) < nowMillis);
        return new Progress(new CardTestingState(pending, List.copyOf(smalls)), alerts);
    }

    /** The least W at which {@link #advance} has something to do, if there is anything to wait for. */
    public OptionalLong nextMillis(CardTestingState state) {
        long next = Long.MAX_VALUE;
        if (!state.pending().isEmpty()) {
            next = state.pending().get(0).eventTimeMillis() + 1;
        }
        if (!state.smalls().isEmpty()) {
            next = Math.min(next, endMillis(state.smalls().get(0)) + 1);
        }
        return next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(next);
    }

    private boolean isFollowedInTime(Deque<SequenceEvent> smalls, SequenceEvent large) {
        return smalls.size() == RuleSet.CardTesting.SMALL_COUNT
                && large.eventTimeMillis() < endMillis(smalls.getFirst());
    }

    /** From then on a small amount begins no match any more. */
    private long endMillis(SequenceEvent small) {
        return small.eventTimeMillis() + rules.cardTesting().withinMillis();
    }
}
