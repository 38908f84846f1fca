package fraud.spark.features;

import fraud.config.DetectorParameters;
import fraud.features.MerchantHistory;
import fraud.parse.ParseResult;
import fraud.recovery.RecordAttempts;
import fraud.spark.state.Due;
import fraud.spark.state.KeyTimer;
import fraud.spark.state.RecordState;
import java.util.Comparator;
import java.util.List;

/**
 * Remembers what was settled at each merchant (SEMANTICS 14), the labels in offset order.
 *
 * <p>State of a merchant: its {@link MerchantHistory}, by the daily limit a bounded number of labels a day, until the
 * readiness clock is past the last day's end plus 38 days.
 */
final class UpdateMerchantHistory {

    /** Spark gives the rows of a key in no order; the labels of a merchant are in one partition. */
    private static final Comparator<ParseResult> OFFSET_ORDER =
            Comparator.comparingLong(label -> label.origin().offset());

    private final RecordState<MerchantHistory> historyState;
    private final KeyTimer timer;
    private final DetectorParameters parameters;
    private final RecordAttempts.Step remember;

    UpdateMerchantHistory(
            RecordState<MerchantHistory> historyState,
            KeyTimer timer,
            DetectorParameters parameters,
            RecordAttempts attempts) {
        this.historyState = historyState;
        this.timer = timer;
        this.parameters = parameters;
        this.remember = attempts.step("remember label");
    }

    /** The history of the merchant at hand with the labels of one batch; not stored yet. */
    MerchantHistory with(List<ParseResult> labels) {
        MerchantHistory history = historyState.get();
        for (ParseResult label : labels.stream().sorted(OFFSET_ORDER).toList()) {
            MerchantHistory before = history;
            history = remember.get(
                    label.origin(), () -> before.with(label.label(), label.origin(), parameters.merchantDailyLimit()));
        }
        return history;
    }

    /** Remembers a history, less what no later transaction can ask for. */
    void store(MerchantHistory history, long nowMillis) {
        MerchantHistory lasting = history.forget(nowMillis);
        historyState.set(lasting);
        timer.clear(Due.FORGET_LABELS);
        if (!lasting.isEmpty()) {
            timer.set(Due.FORGET_LABELS, lasting.forgettableFromMillis());
        }
    }

    /** Forgets what no later transaction can ask for, if it is time to look. */
    void forget(long nowMillis) {
        if (timer.isDue(Due.FORGET_LABELS, nowMillis)) {
            store(historyState.get(), nowMillis);
        }
    }
}
