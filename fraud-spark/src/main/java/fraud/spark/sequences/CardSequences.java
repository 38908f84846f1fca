package fraud.spark.sequences;

import fraud.model.Alert;
import fraud.rules.RuleSet;
import fraud.sequences.Alerts;
import fraud.sequences.SequenceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The sequences of one card (SEMANTICS 8): candidates wait until no earlier one can come, so that the order of arrival makes no difference;
 * then each machine that sees them makes its steps. Stateless; what is remembered of a card is its {@link SequencesState}.
 */
public final class CardSequences {

    private final int ruleSetVersion;
    private final SequenceMachine cardTesting;
    private final SequenceMachine accountTakeover;
    private final SequenceMachine escalation;
    private final SequenceMachine unconfirmedDevice;

    /** All sequences under one rule set. */
    public CardSequences(RuleSet rules) {
        ruleSetVersion = rules.version();
        cardTesting = new CardTestingMachine(rules);
        accountTakeover = new AccountTakeoverMachine(rules);
        escalation = new EscalationMachine(rules);
        unconfirmedDevice = new UnconfirmedDeviceMachine(rules);
    }

    /**
     * What became of a card.
     *
     * @param state where it stands now
     * @param alerts its matches
     */
    public record Progress(SequencesState state, List<Alert> alerts) {}

    /** Whether any sequence sees this event. */
    public boolean isCandidate(SequenceEvent event) {
        return cardTesting.isCandidate(event)
                || accountTakeover.isCandidate(event)
                || escalation.isCandidate(event)
                || unconfirmedDevice.isCandidate(event);
    }

    /** Keeps candidates, neither late nor duplicates, until their time has come. */
    public SequencesState observe(SequencesState state, List<SequenceEvent> candidates) {
        List<SequenceEvent> pending = new ArrayList<>(state.pending());
        pending.addAll(candidates);
        pending.sort(SequenceEvent.ORDER);
        return state.withPending(pending);
    }

    /**
     * Handles, in order, every event and every deadline before a time.
     *
     * @param nowMillis W: no event before it is still to come (SEMANTICS 7.2)
     */
    public Progress advance(SequencesState state, long nowMillis) {
        List<SequenceEvent> due = new ArrayList<>();
        List<SequenceEvent> pending = new ArrayList<>();
        for (SequenceEvent event : state.pending()) {
            (event.eventTimeMillis() < nowMillis ? due : pending).add(event);
        }
        List<Alert> alerts = new ArrayList<>();
        SequencesState next = new SequencesState(
                pending,
                advance(cardTesting, state.cardTesting(), due, nowMillis, alerts),
                advance(accountTakeover, state.accountTakeover(), due, nowMillis, alerts),
                advance(escalation, state.escalation(), due, nowMillis, alerts),
                advance(unconfirmedDevice, state.unconfirmedDevice(), due, nowMillis, alerts));
        return new Progress(next, alerts);
    }

    private List<SequenceEvent> advance(
            SequenceMachine machine,
            List<SequenceEvent> before,
            List<SequenceEvent> due,
            long nowMillis,
            List<Alert> alerts) {
        List<SequenceEvent> attempt = before;
        for (SequenceEvent event : due) {
            if (machine.isCandidate(event)) {
                // An event at the deadline is behind it: the time is exclusive.
                attempt = expire(machine, attempt, event.eventTimeMillis() + 1, alerts);
                attempt = attemptAfter(machine, machine.handle(attempt, event), alerts);
            }
        }
        return expire(machine, attempt, nowMillis, alerts);
    }

    private List<SequenceEvent> expire(
            SequenceMachine machine, List<SequenceEvent> before, long nowMillis, List<Alert> alerts) {
        List<SequenceEvent> attempt = before;
        while (!attempt.isEmpty() && endMillis(machine, attempt) < nowMillis) {
            attempt = attemptAfter(machine, machine.expire(attempt), alerts);
        }
        return attempt;
    }

    private List<SequenceEvent> attemptAfter(SequenceMachine machine, SequenceMachine.Step step, List<Alert> alerts) {
        if (!step.match().isEmpty()) {
            alerts.add(Alerts.of(machine.rule(), step.match(), ruleSetVersion));
        }
        return step.attempt();
    }

    /** The least W at which {@link #advance} has something to do, if there is anything to wait for. */
    public OptionalLong nextMillis(SequencesState state) {
        return Stream.of(
                        state.pending().stream().limit(1).map(SequenceEvent::eventTimeMillis),
                        end(cardTesting, state.cardTesting()),
                        end(accountTakeover, state.accountTakeover()),
                        end(escalation, state.escalation()),
                        end(unconfirmedDevice, state.unconfirmedDevice()))
                .flatMap(times -> times)
                .mapToLong(millis -> millis + 1)
                .min();
    }

    private static Stream<Long> end(SequenceMachine machine, List<SequenceEvent> attempt) {
        return attempt.isEmpty() ? Stream.of() : Stream.of(endMillis(machine, attempt));
    }

    /** From then on the first event of an attempt begins no match any more. */
    private static long endMillis(SequenceMachine machine, List<SequenceEvent> attempt) {
        return attempt.get(0).eventTimeMillis() + machine.withinMillis();
    }
}
