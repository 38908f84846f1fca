package fraud.flink.features;

import fraud.config.DetectorParameters;
import fraud.features.EnrichedTransaction;
import fraud.features.MerchantHistory;
import fraud.features.MerchantUses;
import fraud.flink.state.BinaryTypes;
import fraud.model.Label;
import fraud.model.Origin;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;

/**
 * Remembers each merchant (SEMANTICS 14): its labels and how often it was used.
 *
 * <p>State of a merchant: the {@link MerchantHistory}, at most the daily limit's labels for each of 38 days and the
 * days read ahead, until the watermark passes the horizon of each day; the {@link MerchantUses}, some hundred counts,
 * for 29 days; and the time of the timer that frees this memory.
 */
public final class UpdateMerchant {

    private final DetectorParameters parameters;
    private final InternalTimerService<VoidNamespace> timers;
    private final ValueState<MerchantHistory> historyState;
    private final ValueState<MerchantUses> usesState;
    private final ValueState<Long> timerState;

    /**
     * The memory of all merchants of a task.
     *
     * @param timers whose event-time timers come back as {@link #forget}
     */
    public UpdateMerchant(
            DetectorParameters parameters, KeyedStateStore store, InternalTimerService<VoidNamespace> timers) {
        this.parameters = parameters;
        this.timers = timers;
        this.historyState = store.getState(new ValueStateDescriptor<>("merchant", BinaryTypes.MERCHANT_HISTORY));
        this.usesState = store.getState(new ValueStateDescriptor<>("uses", BinaryTypes.MERCHANT_USES));
        this.timerState = store.getState(new ValueStateDescriptor<>("timer", Types.LONG));
    }

    /** The labels of the merchant at hand. */
    public MerchantHistory history() throws Exception {
        MerchantHistory stored = historyState.value();
        return stored == null ? MerchantHistory.EMPTY : stored;
    }

    /** The uses of the merchant at hand. */
    public MerchantUses uses() throws Exception {
        MerchantUses stored = usesState.value();
        return stored == null ? MerchantUses.EMPTY : stored;
    }

    /**
     * Counts a use of the merchant at hand, which counts for others an hour after its quarter of the day at the
     * earliest, however long it waits.
     *
     * @return its uses from here on
     */
    public MerchantUses count(EnrichedTransaction enriched) throws Exception {
        MerchantUses before = uses();
        MerchantUses uses = before.forget(timers.currentWatermark())
                .with(enriched.origin().publishedAtMillis(), enriched.features().newMerchant());
        usesState.update(uses);
        if (before.isEmpty()) {
            setTimerNoLaterThan(uses.forgottenFromMillis());
        }
        return uses;
    }

    /** Remembers a label of the merchant at hand. */
    @SuppressWarnings("ReferenceEquality") // a day that is full gives the same history back: nothing to write
    public void remember(Label label, Origin origin) throws Exception {
        MerchantHistory history = history();
        MerchantHistory next = history.with(label, origin, parameters.merchantDailyLimit());
        if (next == history) {
            return;
        }
        historyState.update(next);
        if (next.forgettableFromMillis() < history.forgettableFromMillis()) {
            setTimerNoLaterThan(next.forgettableFromMillis());
        }
    }

    /** Forgets of the merchant at hand what no later transaction can ask for, if this is the time to look. */
    public void forget(long timestamp) throws Exception {
        Long forgetsAt = timerState.value();
        if (forgetsAt == null || forgetsAt != timestamp) {
            return;
        }
        timerState.clear();
        MerchantHistory history = history().forget(timestamp);
        MerchantUses uses = uses().forget(timestamp);
        store(history);
        store(uses);
        setTimerNoLaterThan(Math.min(history.forgettableFromMillis(), uses.forgottenFromMillis()));
    }

    private void store(MerchantHistory history) throws Exception {
        if (history.isEmpty()) {
            historyState.clear();
        } else {
            historyState.update(history);
        }
    }

    private void store(MerchantUses uses) throws Exception {
        if (uses.isEmpty()) {
            usesState.clear();
        } else {
            usesState.update(uses);
        }
    }

    /**
     * The timer that frees memory, for whichever comes first; what is left then sets it anew. As long as something is
     * remembered it is set, so only what has to be forgotten earlier asks for it. A later one that was set before
     * stays, and does nothing when it fires: a transaction may wait for the same time.
     */
    private void setTimerNoLaterThan(long atMillis) throws Exception {
        Long set = timerState.value();
        if (atMillis == Long.MAX_VALUE || (set != null && set <= atMillis)) {
            return;
        }
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, atMillis);
        timerState.update(atMillis);
    }
}
