package fraud.flink.assess;

import fraud.config.DetectorParameters;
import fraud.decide.AssessedTransaction;
import fraud.features.EnrichedTransaction;
import fraud.features.MerchantHistory;
import fraud.features.MerchantUses;
import fraud.flink.features.MerchantRecord;
import fraud.flink.metrics.TaskMetrics;
import fraud.flink.score.ScoreTransactions;
import fraud.flink.versions.AcceptedVersion;
import fraud.flink.versions.BroadcastVersions;
import fraud.metrics.DetectorCounts;
import fraud.metrics.Metric;
import fraud.parse.ParseResult;
import fraud.recovery.RecordAttempts;
import fraud.ruleset.RuleSet;
import fraud.score.StartingModels;
import fraud.sequences.SequenceEvent;
import fraud.versions.VersionHistory;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Holds each transaction until every label, rule set and model that counts for it has been read (SEMANTICS 5.1), then
 * gives it the past of its merchant (SEMANTICS 14), and scores it and evaluates the rules with what is in force at its
 * own time (SEMANTICS 13.4, 15.5). Keyed by merchant; labels come on the same input, accepted rule sets and models by
 * broadcast, each in the order of their offsets. The watermark is the readiness clock
 * ({@link fraud.flink.source.PartitionClocks}), less 1 ms: a transaction at t waits for a timer at t - lead. Live that
 * has passed when it comes.
 *
 * <p>What was read ahead changes nothing, since labels and rule sets say themselves from when on they count.
 *
 * <p>State of a merchant: the transactions that wait, none live, in a backfill those that were read ahead, each until
 * its timer; the {@link MerchantHistory}, at most the daily limit's labels for each of 38 days and the days read ahead,
 * until the watermark passes the horizon of each day; the {@link MerchantUses}, some hundred counts, for 29 days; and
 * the time of the timer that frees this memory. For all
 * merchants: the rule sets and the models, at most as many as are accepted, for good. Of each task: how many
 * transactions wait, for its metric only; since merchants may move to other tasks, only the sum over all tasks counts.
 */
public final class AwaitSideInputs
        extends KeyedBroadcastProcessFunction<String, MerchantRecord, AcceptedVersion, AssessedTransaction>
        implements CheckpointedFunction {

    /** The transactions that the sequences may look at, neither late nor duplicates, in no particular order. */
    public static final OutputTag<SequenceEvent> TIMELY = new OutputTag<>("timely") {};

    private static final long serialVersionUID = 1L;

    private final DetectorParameters parameters;
    private final RuleSet firstRules;
    private final StartingModels firstModels;
    private final RecordAttempts.Step take;
    private final RecordAttempts.Step receive;
    private final RecordAttempts.Step release;
    private transient MapState<Long, List<EnrichedTransaction>> waitingState;
    private transient ValueState<MerchantHistory> merchantState;
    private transient ValueState<MerchantUses> usesState;
    private transient ValueState<Long> timerState;
    private transient ListState<Integer> waitingCountState;
    private transient BroadcastVersions versions;
    private transient ScoreTransactions scoring;
    private transient AssessTransactions assessment;
    private transient DetectorCounts counts;

    /**
     * The stage of all merchants.
     *
     * @param firstRules the rule set of version 0
     * @param firstModels the models of version 0
     */
    public AwaitSideInputs(
            DetectorParameters parameters, RuleSet firstRules, StartingModels firstModels, RecordAttempts attempts) {
        this.parameters = parameters;
        this.firstRules = firstRules;
        this.firstModels = firstModels;
        this.take = attempts.step("take accepted version");
        this.receive = attempts.step("await side inputs");
        this.release = attempts.step("release");
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        waitingCountState =
                context.getOperatorStateStore().getListState(new ListStateDescriptor<>("waiting-count", Types.INT));
        counts = TaskMetrics.in(getRuntimeContext().getMetricGroup(), Metric.WAITING_TRANSACTIONS);
        for (Integer waiting : waitingCountState.get()) {
            counts.waiting(waiting);
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        waitingCountState.update(List.of((int) counts.value(Metric.WAITING_TRANSACTIONS, 0)));
    }

    @Override
    public void open(OpenContext context) {
        waitingState = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(
                        "waiting", Types.LONG, Types.LIST(TypeInformation.of(EnrichedTransaction.class))));
        merchantState = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("merchant", TypeInformation.of(MerchantHistory.class)));
        usesState = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("uses", TypeInformation.of(MerchantUses.class)));
        timerState = getRuntimeContext().getState(new ValueStateDescriptor<>("timer", Types.LONG));
        versions = new BroadcastVersions(firstRules, firstModels);
        scoring = new ScoreTransactions(firstModels, parameters.withFeatures());
        assessment = new AssessTransactions(scoring);
    }

    @Override
    public void processBroadcastElement(AcceptedVersion accepted, Context context, Collector<AssessedTransaction> out)
            throws Exception {
        take.run(accepted.origin(), () -> take(accepted, context));
    }

    private void take(AcceptedVersion accepted, Context context) throws Exception {
        versions.add(accepted, context);
        if (accepted.model() != null) {
            scoring.prepare(accepted.model());
        }
    }

    @Override
    public void processElement(MerchantRecord record, ReadOnlyContext context, Collector<AssessedTransaction> out)
            throws Exception {
        if (record.label() != null) {
            receive.run(record.label().origin(), () -> remember(record.label(), context));
            return;
        }
        EnrichedTransaction enriched = record.transaction();
        long opensAfterMillis = opensAfterMillis(enriched.eventTimeMillis());
        receive.run(enriched.origin(), () -> count(enriched, context));
        if (context.timerService().currentWatermark() >= opensAfterMillis) {
            release.run(enriched.origin(), () -> release(enriched, context, out));
        } else {
            receive.run(enriched.origin(), () -> await(enriched, opensAfterMillis, context));
        }
    }

    /** Releases what waited for this time, and forgets what no later transaction can ask for. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AssessedTransaction> out) throws Exception {
        long eventTimeMillis = timestamp + parameters.leadMillis();
        List<EnrichedTransaction> waiting = waitingState.get(eventTimeMillis);
        if (waiting != null) {
            waitingState.remove(eventTimeMillis);
            counts.waiting(-waiting.size());
            for (EnrichedTransaction enriched : waiting) {
                release.run(enriched.origin(), () -> release(enriched, context, out));
            }
        }
        Long forgetsAt = timerState.value();
        if (forgetsAt != null && forgetsAt == timestamp) {
            timerState.clear();
            MerchantHistory merchant = merchant().forget(timestamp);
            MerchantUses uses = uses().forget(timestamp);
            store(merchant);
            store(uses);
            setTimerNoLaterThan(Math.min(merchant.forgettableFromMillis(), uses.forgottenFromMillis()), context);
        }
    }

    /**
     * The readiness clock is greater than this once all that counts for a transaction of this event time has been read.
     */
    private long opensAfterMillis(long eventTimeMillis) {
        return eventTimeMillis - parameters.leadMillis();
    }

    private void await(EnrichedTransaction enriched, long opensAfterMillis, ReadOnlyContext context) throws Exception {
        long eventTimeMillis = enriched.eventTimeMillis();
        List<EnrichedTransaction> earlier = waitingState.get(eventTimeMillis);
        List<EnrichedTransaction> waiting = earlier == null ? new ArrayList<>(1) : new ArrayList<>(earlier);
        waiting.add(enriched);
        waitingState.put(eventTimeMillis, waiting);
        counts.waiting(1);
        context.timerService().registerEventTimeTimer(opensAfterMillis);
    }

    /** Its use counts for others an hour after its quarter of the day at the earliest, however long it waits. */
    private void count(EnrichedTransaction enriched, ReadOnlyContext context) throws Exception {
        MerchantUses uses = uses().forget(context.timerService().currentWatermark())
                .with(enriched.origin().publishedAtMillis(), enriched.features().newMerchant());
        store(uses);
        setTimerNoLaterThan(uses.forgottenFromMillis(), context);
    }

    @SuppressWarnings("ReferenceEquality") // a day that is full gives the same history back: nothing to write
    private void remember(ParseResult label, ReadOnlyContext context) throws Exception {
        MerchantHistory merchant = merchant();
        MerchantHistory next = merchant.with(label.label(), label.origin(), parameters.merchantDailyLimit());
        if (next != merchant) {
            store(next);
            setTimerNoLaterThan(next.forgettableFromMillis(), context);
        }
    }

    private void release(EnrichedTransaction enriched, ReadOnlyContext context, Collector<AssessedTransaction> out)
            throws Exception {
        VersionHistory history = versions.history(context);
        RuleSet rules = history.rulesAt(enriched.eventTimeMillis());
        AssessedTransaction assessed = assessment.assess(enriched, merchant(), uses(), rules, history);
        out.collect(assessed);
        SequenceEvent.ofTimely(assessed.enriched(), rules, parameters)
                .ifPresent(event -> context.output(TIMELY, event));
    }

    private MerchantHistory merchant() throws Exception {
        MerchantHistory stored = merchantState.value();
        return stored == null ? MerchantHistory.EMPTY : stored;
    }

    private MerchantUses uses() throws Exception {
        MerchantUses stored = usesState.value();
        return stored == null ? MerchantUses.EMPTY : stored;
    }

    private void store(MerchantHistory merchant) throws Exception {
        if (merchant.isEmpty()) {
            merchantState.clear();
        } else {
            merchantState.update(merchant);
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
     * The timer that frees memory, for whichever comes first; what is left then sets it anew. A later one that was set
     * before stays, and does nothing when it fires: a transaction may wait for the same time.
     */
    private void setTimerNoLaterThan(long atMillis, ReadOnlyContext context) throws Exception {
        Long set = timerState.value();
        if (atMillis == Long.MAX_VALUE || (set != null && set <= atMillis)) {
            return;
        }
        context.timerService().registerEventTimeTimer(atMillis);
        timerState.update(atMillis);
    }
}
