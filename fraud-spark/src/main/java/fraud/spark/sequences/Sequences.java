package fraud.spark.sequences;

import fraud.metrics.DetectorCounts;
import fraud.recovery.RecordAttempts;
import fraud.sequences.Alert;
import fraud.sequences.Alerts;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The sequences of one card, of one merchant, or of one issuer range (SEMANTICS 8): candidates wait until no earlier
 * one can come, so that the order of arrival makes no difference; then each machine that sees them makes its steps.
 * Stateless; what is remembered is a {@link SequencesState}.
 */
public final class Sequences {

    private final List<Guarded> machines;

    private Sequences(RecordAttempts attempts, SequenceMachine... machines) {
        this.machines = Stream.of(machines)
                .map(machine -> Guarded.of(machine, attempts))
                .toList();
    }

    /** Those that are keyed by card. */
    public static Sequences ofCard(RecordAttempts attempts) {
        return new Sequences(
                attempts,
                new CardTestingMachine(),
                new AccountTakeoverMachine(),
                new EscalationMachine(),
                new UnconfirmedDeviceMachine());
    }

    /** Those that are keyed by merchant. */
    public static Sequences ofMerchant(RecordAttempts attempts) {
        return new Sequences(attempts, new MuleCashOutMachine());
    }

    /** Those that are keyed by issuer range. */
    public static Sequences ofIssuerRange(RecordAttempts attempts) {
        return new Sequences(attempts, new BinEnumerationMachine());
    }

    /** A machine that, when it fails, says at which record it did. */
    private record Guarded(SequenceMachine machine, RecordAttempts.Step match, RecordAttempts.Step expire) {

        static Guarded of(SequenceMachine machine, RecordAttempts attempts) {
            return new Guarded(
                    machine, attempts.step("match " + machine.rule()), attempts.step("expire " + machine.rule()));
        }

        boolean isCandidate(SequenceEvent event) {
            return machine.isCandidate(event);
        }

        List<SequenceEvent> handle(List<SequenceEvent> attempt, SequenceEvent event, List<Alert> alerts) {
            return match.get(event, () -> attemptAfter(machine, machine.handle(attempt, event), alerts));
        }

        List<SequenceEvent> expire(List<SequenceEvent> attempt, List<Alert> alerts) {
            return expire.get(attempt.get(0), () -> attemptAfter(machine, machine.expire(attempt), alerts));
        }
    }

    /**
     * What became of the one that they are about.
     *
     * @param state where it stands now
     * @param alerts its matches
     */
    public record Progress(SequencesState state, List<Alert> alerts) {}

    /** Which these are. */
    List<SequenceRule> rules() {
        return machines.stream().map(guarded -> guarded.machine().rule()).toList();
    }

    /** Whether any sequence sees this event. */
    public boolean isCandidate(SequenceEvent event) {
        return machines.stream().anyMatch(machine -> machine.isCandidate(event));
    }

    /** Counts an event for each sequence that sees it. */
    void countCandidate(SequenceEvent event, DetectorCounts counts) {
        for (Guarded guarded : machines) {
            if (guarded.isCandidate(event)) {
                counts.candidate(guarded.machine().rule());
            }
        }
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
     * @param nowMillis the sequence clock: no event before it is still to come (SEMANTICS 7.2)
     */
    public Progress advance(SequencesState state, long nowMillis) {
        List<SequenceEvent> due = new ArrayList<>();
        List<SequenceEvent> pending = new ArrayList<>();
        for (SequenceEvent event : state.pending()) {
            (event.eventTimeMillis() < nowMillis ? due : pending).add(event);
        }
        List<Alert> alerts = new ArrayList<>();
        List<Attempt> attempts = new ArrayList<>();
        for (Guarded guarded : machines) {
            SequenceRule rule = guarded.machine().rule();
            List<SequenceEvent> events = advance(guarded, state.attempt(rule), due, nowMillis, alerts);
            if (!events.isEmpty()) {
                attempts.add(new Attempt(rule, events));
            }
        }
        return new Progress(new SequencesState(pending, attempts), alerts);
    }

    private static List<SequenceEvent> advance(
            Guarded machine, List<SequenceEvent> before, List<SequenceEvent> due, long nowMillis, List<Alert> alerts) {
        List<SequenceEvent> attempt = before;
        for (SequenceEvent event : due) {
            if (machine.isCandidate(event)) {
                // An event at the deadline is behind it: the time is exclusive.
                List<SequenceEvent> open = expire(machine, attempt, event.eventTimeMillis() + 1, alerts);
                attempt = machine.handle(open, event, alerts);
            }
        }
        return expire(machine, attempt, nowMillis, alerts);
    }

    private static List<SequenceEvent> expire(
            Guarded machine, List<SequenceEvent> before, long nowMillis, List<Alert> alerts) {
        List<SequenceEvent> attempt = before;
        while (!attempt.isEmpty() && endMillis(new Attempt(machine.machine().rule(), attempt)) < nowMillis) {
            attempt = machine.expire(attempt, alerts);
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

    /** The least sequence clock at which {@link #advance} has something to do, if there is anything to wait for. */
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
