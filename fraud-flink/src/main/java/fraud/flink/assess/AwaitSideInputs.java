package fraud.flink.assess;

import fraud.config.DetectorParameters;
import fraud.decide.AssessedTransaction;
import fraud.features.EnrichedTransaction;
import fraud.features.MerchantUses;
import fraud.flink.features.UpdateMerchant;
import fraud.flink.metrics.TaskMetrics;
import fraud.flink.score.ScoreTransactions;
import fraud.flink.state.BinaryTypes;
import fraud.flink.versions.AcceptedVersion;
import fraud.flink.versions.BroadcastVersions;
import fraud.metrics.DetectorCounts;
import fraud.metrics.Metric;
import fraud.parse.ParseResult;
import fraud.recovery.RecordAttempts;
import fraud.ruleset.RuleSet;
import fraud.score.StartingModels;
import fraud.sequences.SequenceEvent;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractInput;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorV2;
import org.apache.flink.streaming.api.operators.Input;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.MultipleInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.function.ThrowingConsumer;

/**
 * Holds each transaction until every label, rule set and model that counts for it has been read (SEMANTICS 5.1), then
 * gives it the past of its merchant (SEMANTICS 14), and scores it and evaluates the rules with what is in force at its
 * own time (SEMANTICS 13.4, 15.5). Keyed by merchant. What was read ahead changes nothing, since labels and rule sets
 * say themselves from when on they count.
 *
 * <p>An operator of three inputs, since it has to know how far each has been read, by its own watermark: a function
 * knows the least of all only, and would have each transaction of a backfill wait for the watermark behind it. A
 * transaction at t passes at once if the watermarks of both side inputs have come to t - lead
 * ({@link fraud.flink.source.PartitionClocks}), and that of the transactions to the last quarter of a day whose uses
 * count for it ({@link MerchantUses}), which live they have. One that has to wait is released by a timer, at the least
 * watermark of all inputs, the readiness clock less 1 ms.
 *
 * <p>State of a merchant: what {@link UpdateMerchant} remembers, and the transactions that wait, none live, in a
 * backfill those that were read ahead, each until its timer. For all merchants: the rule sets and the models, at most
 * as many as are accepted, for good. Of each task: how many transactions wait, for its metric only; since merchants may
 * move to other tasks, only the sum over all tasks counts.
 */
public final class AwaitSideInputs extends AbstractStreamOperatorV2<AssessedTransaction>
        implements MultipleInputStreamOperator<AssessedTransaction>, Triggerable<String, VoidNamespace> {

    /** The transactions that the sequences may look at, neither late nor duplicates, in no particular order. */
    public static final OutputTag<SequenceEvent> TIMELY = new OutputTag<>("timely", BinaryTypes.SEQUENCE_EVENT);

    private static final long serialVersionUID = 1L;

    /** Numbers of the inputs, from 1. */
    static final int TRANSACTIONS = 1;

    static final int LABELS = 2;
    static final int VERSIONS = 3;
    private static final int INPUTS = 3;

    private final DetectorParameters parameters;
    private final RuleSet firstRules;
    private final StartingModels firstModels;
    private final RecordAttempts.Step take;
    private final RecordAttempts.Step receive;
    private final RecordAttempts.Step release;

    /** How far each input has been read, as a share of the readiness clock, by its number less 1. */
    private final long[] watermarks = {Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE};

    private transient MapState<Long, List<EnrichedTransaction>> waitingState;
    private transient ListState<Integer> waitingCountState;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient UpdateMerchant merchants;
    private transient BroadcastVersions versions;
    private transient ScoreTransactions scoring;
    private transient AssessTransactions assessment;
    private transient DetectorCounts counts;

    AwaitSideInputs(
            StreamOperatorParameters<AssessedTransaction> operator,
            DetectorParameters parameters,
            RuleSet firstRules,
            StartingModels firstModels,
            RecordAttempts attempts) {
        super(operator, INPUTS);
        this.parameters = parameters;
        this.firstRules = firstRules;
        this.firstModels = firstModels;
        this.take = attempts.step("take accepted version");
        this.receive = attempts.step("await side inputs");
        this.release = attempts.step("release");
    }

    @Override
    @SuppressWarnings("rawtypes") // by Flink
    public List<Input> getInputs() {
        return List.of(
                new ElementsOf<>(TRANSACTIONS, this::onTransaction),
                new ElementsOf<>(LABELS, this::onLabel),
                new ElementsOf<>(VERSIONS, this::onVersion));
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        versions = new BroadcastVersions(context.getOperatorStateStore(), firstRules, firstModels);
        waitingCountState =
                context.getOperatorStateStore().getListState(new ListStateDescriptor<>("waiting-count", Types.INT));
        counts = TaskMetrics.in(getMetricGroup(), Metric.WAITING_TRANSACTIONS);
        for (Integer waiting : waitingCountState.get()) {
            counts.waiting(waiting);
        }
    }

    @Override
    public void open() {
        KeyedStateStore keyed = getKeyedStateStore().orElseThrow();
        timers = getInternalTimerService("side-inputs", VoidNamespaceSerializer.INSTANCE, this);
        waitingState =
                keyed.getMapState(new MapStateDescriptor<>("waiting", Types.LONG, Types.LIST(BinaryTypes.ENRICHED)));
        merchants = new UpdateMerchant(parameters, keyed, timers);
        scoring = new ScoreTransactions(firstModels, parameters.withFeatures());
        assessment = new AssessTransactions(scoring);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        waitingCountState.update(List.of((int) counts.value(Metric.WAITING_TRANSACTIONS, 0)));
    }

    @Override
    protected void reportWatermark(Watermark watermark, int input) throws Exception {
        watermarks[input - 1] = watermark.getTimestamp();
        super.reportWatermark(watermark, input);
    }

    private void onTransaction(EnrichedTransaction enriched) throws Exception {
        MerchantUses uses = receive.get(enriched.origin(), () -> merchants.count(enriched));
        if (isComplete(enriched)) {
            release.run(enriched.origin(), () -> release(enriched, uses));
        } else {
            receive.run(enriched.origin(), () -> await(enriched));
        }
    }

    private void onLabel(ParseResult label) throws Exception {
        receive.run(label.origin(), () -> merchants.remember(label.label(), label.origin()));
    }

    private void onVersion(AcceptedVersion accepted) throws Exception {
        take.run(accepted.origin(), () -> take(accepted));
    }

    private void take(AcceptedVersion accepted) throws Exception {
        versions.add(accepted);
        if (accepted.model() != null) {
            scoring.prepare(accepted.model());
        }
    }

    /** Releases what waited for this time, and forgets what no later transaction can ask for. */
    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        long eventTimeMillis = timer.getTimestamp() + parameters.leadMillis();
        List<EnrichedTransaction> waiting = waitingState.get(eventTimeMillis);
        if (waiting != null) {
            waitingState.remove(eventTimeMillis);
            counts.waiting(-waiting.size());
            for (EnrichedTransaction enriched : waiting) {
                release.run(enriched.origin(), () -> release(enriched, merchants.uses()));
            }
        }
        merchants.forget(timer.getTimestamp());
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("no such timer is set");
    }

    /**
     * Whether all has been read that counts for a transaction. Of the other transactions only their merchant's uses do,
     * which need not be new.
     */
    private boolean isComplete(EnrichedTransaction enriched) {
        long opensAfterMillis = opensAfterMillis(enriched);
        return watermarks[LABELS - 1] >= opensAfterMillis
                && watermarks[VERSIONS - 1] >= opensAfterMillis
                && watermarks[TRANSACTIONS - 1] >= MerchantUses.lastCountedMillis(enriched.eventTimeMillis());
    }

    /** All has been read that counts for a transaction once the watermarks of all inputs are at this time. */
    private long opensAfterMillis(EnrichedTransaction enriched) {
        return enriched.eventTimeMillis() - parameters.leadMillis();
    }

    private void await(EnrichedTransaction enriched) throws Exception {
        long eventTimeMillis = enriched.eventTimeMillis();
        List<EnrichedTransaction> earlier = waitingState.get(eventTimeMillis);
        List<EnrichedTransaction> waiting = earlier == null ? new ArrayList<>(1) : new ArrayList<>(earlier);
        waiting.add(enriched);
        waitingState.put(eventTimeMillis, waiting);
        counts.waiting(1);
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, opensAfterMillis(enriched));
    }

    private void release(EnrichedTransaction enriched, MerchantUses uses) throws Exception {
        RuleSet rules = versions.history().rulesAt(enriched.eventTimeMillis());
        AssessedTransaction assessed =
                assessment.assess(enriched, merchants.history(), uses, rules, versions.history());
        output.collect(new StreamRecord<>(assessed));
        SequenceEvent.ofTimely(assessed.enriched(), rules, parameters)
                .ifPresent(event -> output.collect(TIMELY, new StreamRecord<>(event)));
    }

    /** An input, each element of which is taken by a method of the operator. */
    @SuppressWarnings("unchecked") // in Flink's own class
    private final class ElementsOf<T> extends AbstractInput<T, AssessedTransaction> {

        private final ThrowingConsumer<T, Exception> taker;

        ElementsOf(int input, ThrowingConsumer<T, Exception> taker) {
            super(AwaitSideInputs.this, input);
            this.taker = taker;
        }

        @Override
        public void processElement(StreamRecord<T> element) throws Exception {
            taker.accept(element.getValue());
        }
    }
}
