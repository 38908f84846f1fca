package fraud.spark.features;

import fraud.features.EnrichedTransaction;
import fraud.features.MerchantUses;
import fraud.recovery.RecordAttempts;
import fraud.spark.state.Due;
import fraud.spark.state.KeyTimer;
import fraud.spark.state.RecordState;
import java.util.List;

/**
 * Counts how often each merchant is used (SEMANTICS 14.7), in no order.
 *
 * <p>State of a merchant: its {@link MerchantUses}, some hundred counts, until the readiness clock is past 29 days
 * after the last.
 */
final class CountMerchantUses {

    private final RecordState<MerchantUses> usesState;
    private final KeyTimer timer;
    private final RecordAttempts.Step count;

    CountMerchantUses(RecordState<MerchantUses> usesState, KeyTimer timer, RecordAttempts attempts) {
        this.usesState = usesState;
        this.timer = timer;
        this.count = attempts.step("count use");
    }

    /** The uses of the merchant at hand with the transactions of one batch, which count for none of them. */
    MerchantUses with(List<EnrichedTransaction> transactions, long nowMillis) {
        MerchantUses uses = usesState.get();
        if (transactions.isEmpty()) {
            return uses;
        }
        for (EnrichedTransaction enriched : transactions) {
            MerchantUses before = uses;
            uses = count.get(
                    enriched.origin(),
                    () -> before.with(
                            enriched.origin().publishedAtMillis(),
                            enriched.features().newMerchant()));
        }
        store(uses.forget(nowMillis));
        return uses;
    }

    /** Forgets what no later transaction can ask for, if it is time to look. */
    void forget(long nowMillis) {
        if (timer.isDue(Due.FORGET_USES, nowMillis)) {
            store(usesState.get().forget(nowMillis));
        }
    }

    private void store(MerchantUses uses) {
        usesState.set(uses);
        timer.clear(Due.FORGET_USES);
        if (!uses.isEmpty()) {
            timer.set(Due.FORGET_USES, uses.forgottenFromMillis());
        }
    }
}
