package fraud.spark.sequences;

import fraud.config.DetectorParameters;
import fraud.metrics.DetectorCounts;
import fraud.sequences.Alert;
import fraud.sequences.SequenceEvent;
import fraud.sink.OutputCodec;
import fraud.sink.OutputRecord;
import fraud.spark.state.Due;
import fraud.spark.state.KeyTimer;
import fraud.spark.state.RecordState;
import java.util.List;
import java.util.function.Consumer;

/**
 * Follows the sequences of each card, each merchant or each issuer range behind the watermark (SEMANTICS 7.2, 8).
 *
 * <p>State of a key: its {@link SequencesState}, candidates and one open attempt of each sequence, until its time is
 * over.
 */
public final class FollowSequences {

    private final Sequences sequences;
    private final RecordState<SequencesState> sequencesState;
    private final KeyTimer timer;
    private final DetectorParameters parameters;
    private final DetectorCounts counts;

    /**
     * For the sequences of each key.
     *
     * @param sequences those that are about what the keys are
     */
    public FollowSequences(
            Sequences sequences,
            RecordState<SequencesState> sequencesState,
            KeyTimer timer,
            DetectorParameters parameters,
            DetectorCounts counts) {
        this.sequences = sequences;
        this.sequencesState = sequencesState;
        this.timer = timer;
        this.parameters = parameters;
        this.counts = counts;
    }

    /** Keeps the candidates of a batch until their time has come; if it has, the timer fires in this batch. */
    public void observe(List<SequenceEvent> candidates) {
        if (!candidates.isEmpty()) {
            store(sequences.observe(sequencesState.get(), candidates));
        }
    }

    /**
     * Handles what is due.
     *
     * @param candidates that came with the time
     * @param nowMillis the readiness clock
     * @param outputs gets the alerts
     */
    public void advance(List<SequenceEvent> candidates, long nowMillis, Consumer<OutputRecord> outputs) {
        if (candidates.isEmpty() && !timer.isDue(Due.ADVANCE_SEQUENCES, nowMillis)) {
            return;
        }
        SequencesState observed = sequences.observe(sequencesState.get(), candidates);
        Sequences.Progress progress = sequences.advance(observed, nowMillis - parameters.maxOutOfOrdernessMillis());
        store(progress.state());
        observed.attempts().forEach(before -> counts.attemptsOpen(before.rule(), -1));
        progress.state().attempts().forEach(open -> counts.attemptsOpen(open.rule(), 1));
        for (Alert alert : progress.alerts()) {
            outputs.accept(OutputCodec.encode(alert));
            counts.fired(alert.rule());
        }
    }

    private void store(SequencesState state) {
        sequencesState.set(state);
        timer.clear(Due.ADVANCE_SEQUENCES);
        sequences
                .nextMillis(state)
                .ifPresent(millis -> timer.set(Due.ADVANCE_SEQUENCES, millis + parameters.maxOutOfOrdernessMillis()));
    }
}
