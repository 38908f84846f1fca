package fraud.spark.assess;

import fraud.config.DetectorParameters;
import fraud.features.EnrichedTransaction;
import fraud.metrics.DetectorCounts;
import fraud.spark.state.Due;
import fraud.spark.state.KeyTimer;
import fraud.spark.state.RecordState;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds each transaction with its card until every label, rule set and model that counts for it has been read
 * (SEMANTICS 5.1), which is once the readiness clock is past its event time less the lead
 * ({@link fraud.spark.source.PartitionClocks}). Live that has happened before it comes.
 *
 * <p>State of a card: the transactions that wait, none live, in a backfill those that were read ahead.
 */
public final class AwaitSideInputs {

    private final RecordState<WaitingTransactions> waitingState;
    private final KeyTimer timer;
    private final long leadMillis;
    private final DetectorCounts counts;

    /** For the transactions of each card. */
    public AwaitSideInputs(
            RecordState<WaitingTransactions> waitingState,
            KeyTimer timer,
            DetectorParameters parameters,
            DetectorCounts counts) {
        this.waitingState = waitingState;
        this.timer = timer;
        this.leadMillis = parameters.leadMillis();
        this.counts = counts;
    }

    /**
     * Those that need not wait any more, of what came and what waits; the others wait on.
     *
     * @param came what the batch brought for the card at hand
     * @param nowMillis the readiness clock
     */
    public List<EnrichedTransaction> release(List<EnrichedTransaction> came, long nowMillis) {
        boolean someLeave = timer.isDue(Due.RELEASE, nowMillis);
        boolean someJoin = came.stream().anyMatch(enriched -> releasedAtMillis(enriched) > nowMillis);
        List<EnrichedTransaction> transactions = came;
        if (timer.isSet(Due.RELEASE) && (someLeave || someJoin)) {
            transactions = new ArrayList<>(waitingState.get().transactions());
            transactions.addAll(came);
        }
        List<EnrichedTransaction> released = new ArrayList<>();
        List<EnrichedTransaction> waiting = new ArrayList<>();
        for (EnrichedTransaction enriched : transactions) {
            (releasedAtMillis(enriched) <= nowMillis ? released : waiting).add(enriched);
        }
        if (someLeave || someJoin) {
            waitingState.set(new WaitingTransactions(waiting));
            counts.waiting(waiting.size() - (transactions.size() - came.size()));
            timer.clear(Due.RELEASE);
            waiting.forEach(enriched -> timer.setNoLaterThan(Due.RELEASE, releasedAtMillis(enriched)));
        }
        return released;
    }

    /** The least readiness clock at which it need not wait any more. */
    private long releasedAtMillis(EnrichedTransaction enriched) {
        return enriched.eventTimeMillis() - leadMillis + 1;
    }
}
