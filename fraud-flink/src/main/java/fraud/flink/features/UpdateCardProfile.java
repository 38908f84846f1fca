package fraud.flink.features;

import fraud.config.DetectorParameters;
import fraud.features.CardProfile;
import fraud.features.CardUpdate;
import fraud.features.EnrichedTransaction;
import fraud.flink.metrics.TaskMetrics;
import fraud.flink.state.BinaryTypes;
import fraud.metrics.DetectorCounts;
import fraud.metrics.Metric;
import fraud.model.Duplicate;
import fraud.model.LateTransaction;
import fraud.model.Origin;
import fraud.model.Transaction;
import fraud.parse.ParseResult;
import fraud.recovery.RecordAttempts;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Remembers each card (SEMANTICS 4, 6, 7): applies controls, tells duplicates apart, and gives every other transaction
 * the features of its card. Records of a card come in offset order, since they share a partition; no watermark is
 * waited for.
 *
 * <p>State of a card: its {@link CardProfile}, at most the history limit's entries, until the watermark passes its
 * horizon (a block stays until it is released), and the time of its one timer, which frees that memory and decides
 * nothing.
 */
public final class UpdateCardProfile extends KeyedProcessFunction<String, ParseResult, EnrichedTransaction> {

    /** Transactions that came again. */
    public static final OutputTag<Duplicate> DUPLICATES = new OutputTag<>("duplicates") {};

    /** Transactions that came too late for the sequences. */
    public static final OutputTag<LateTransaction> LATE = new OutputTag<>("late") {};

    private static final long serialVersionUID = 1L;

    private final DetectorParameters parameters;
    private final RecordAttempts.Step update;
    private transient ValueState<CardProfile> profileState;
    private transient ValueState<Long> timerState;
    private transient DetectorCounts counts;

    /** The stage of all cards. */
    public UpdateCardProfile(DetectorParameters parameters, RecordAttempts attempts) {
        this.parameters = parameters;
        this.update = attempts.step("update card profile");
    }

    @Override
    public void open(OpenContext context) {
        profileState = getRuntimeContext().getState(new ValueStateDescriptor<>("profile", BinaryTypes.CARD_PROFILE));
        timerState = getRuntimeContext().getState(new ValueStateDescriptor<>("timer", Types.LONG));
        counts = TaskMetrics.in(getRuntimeContext().getMetricGroup(), Metric.DUPLICATES, Metric.LATE_TRANSACTIONS);
    }

    @Override
    public void processElement(ParseResult record, Context context, Collector<EnrichedTransaction> out)
            throws Exception {
        update.run(record.origin(), () -> update(record, context, out));
    }

    private void update(ParseResult record, Context context, Collector<EnrichedTransaction> out) throws Exception {
        CardProfile stored = profileState.value();
        CardProfile profile = stored == null ? CardProfile.EMPTY : stored;
        switch (record.kind()) {
            case CONTROL -> store(profile.after(record.control().action()));
            case TRANSACTION -> handle(record.transaction(), record.origin(), profile, context, out);
            case LABEL, RULE_SET, MODEL, SIGNAL, DEAD_LETTER ->
                throw new IllegalStateException("has no card: " + record.origin());
        }
    }

    private void handle(
            Transaction transaction,
            Origin origin,
            CardProfile profile,
            Context context,
            Collector<EnrichedTransaction> out)
            throws Exception {
        CardUpdate update = CardUpdate.of(profile, transaction, origin, parameters);
        update.duplicate().ifPresent(duplicate -> {
            context.output(DUPLICATES, duplicate);
            counts.duplicate();
        });
        if (update.enriched().isEmpty()) {
            return;
        }
        out.collect(update.enriched().get());
        update.late().ifPresent(late -> {
            context.output(LATE, late);
            counts.late();
        });
        profileState.update(update.profile());
        // As long as there is a history its timer is set, so nothing has to be asked for.
        if (!profile.hasHistory() && timerState.value() == null) {
            setTimer(update.profile().invisibleFromMillis(), context);
        }
    }

    /**
     * Forgets a history that no later record can see; where it has grown since the timer was set, sets the timer again.
     */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<EnrichedTransaction> out) throws Exception {
        timerState.clear();
        CardProfile profile = profileState.value();
        if (profile == null) {
            return;
        }
        if (profile.invisibleFromMillis() <= timestamp) {
            store(profile.withoutHistory());
        } else {
            setTimer(profile.invisibleFromMillis(), context);
        }
    }

    private void setTimer(long atMillis, Context context) throws Exception {
        context.timerService().registerEventTimeTimer(atMillis);
        timerState.update(atMillis);
    }

    private void store(CardProfile profile) throws Exception {
        if (profile.isEmpty()) {
            profileState.clear();
        } else {
            profileState.update(profile);
        }
    }
}
