package fraud.spark.sequences;

import fraud.model.Alert;
import fraud.sequences.Alerts;
import fraud.sequences.SequenceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The sequences of one card, or of one merchant (SEMANTICS 8): candidates wait until no earlier one can come, so that the order of arrival
 * makes no difference; then each machine that sees them makes its steps. Stateless; what is remembered is a {@link SequencesState}.
 */
public final class Sequences {

    private final List<SequenceMachine> machines;

    private Sequences(SequenceMachine... machines) {
        this.machines = List.of(machines);
    }

    /** Those that are keyed by card. */
    public static Sequences ofCard() {
        return new Sequences(
                new CardTestingMachine(),
                new AccountTakeoverMachine(),
                new EscalationMachine(),
                new UnconfirmedDeviceMachine());
    }

    /** Those that are keyed by merchant. */
    public static Sequences ofMerchant() {
        return new Sequences(new MuleCashOutMachine());
    }

    /**
     * What became of a card or merchant.
     *
     * @param state where it stands now
     * @param alerts its matches
     */
    public record Progress(SequencesState state, List<Alert> alerts) {}

    /** Whether any sequence sees this event. */
    public boolean isCandidate(SequenceEvent event) {
        return machines.stream().anyMatch(machine -> machine.isCandidate(event));
    }

    /** Keeps candidates, neither late nor duplicates, until their time has come. */
    public SequencesState observe(SequencesState state, List<SequenceEvent> candidates) {
        List<SequenceEvent> pending = new ArrayList<>(state.pending());
        pending.addAll(candidates);
        pending.sort(SequenceEvent.ORDER);
        return new SequencesState(pending, state.attempts());
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
        List<Attempt> attempts = new ArrayList<>();
        for (SequenceMachine machine : machines) {
            List<SequenceEvent> events = advance(machine, state.attempt(machine.rule()), due, nowMillis, alerts);
            if (!events.isEmpty()) {
                attempts.add(new Attempt(machine.rule(), events));
            }
        }
        return new Progress(new SequencesState(pending, attempts), alerts);
    }

    private static List<SequenceEvent> advance(
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

    private static List<SequenceEvent> expire(
            SequenceMachine machine, List<SequenceEvent> before, long nowMillis, List<Alert> alerts) {
        List<SequenceEvent> attempt = before;
        while (!attempt.isEmpty() && endMillis(new Attempt(machine.rule(), attempt)) < nowMillis) {
            attempt = attemptAfter(machine, machine.expire(attempt), alerts);
        }
        return attempt;
    }

    private static List<SequenceEvent> attemptAfter(
            SequenceMachine machine, SequenceMachine.Step step, List<Alert> alerts) {
        if (!step.match().isEmpty()) {
            alerts.add(Alerts.of(machine.rule(), step.match()));
        }
        return step.attempt();
    }

    /** The least W at which {@link #advance} has something to do, if there is anything to wait for. */
    public OptionalLong nextMillis(SequencesState state) {
        Stream<Long> events = state.pending().stream().limit(1).map(SequenceEvent::eventTimeMillis);
        Stream<Long> ends = state.attempts().stream().map(Sequences::endMillis);
        return LongStream.concat(events.mapToLong(Long::longValue), ends.mapToLong(Long::longValue))
                .map(millis -> millis + 1)
                .min();
    }

    /** From then on the first event of an attempt begins no match any more. */
    private static long endMillis(Attempt attempt) {
        return attempt.events().get(0).eventTimeMillis()
                + attempt.rule().within().toMillis();
    }
}
