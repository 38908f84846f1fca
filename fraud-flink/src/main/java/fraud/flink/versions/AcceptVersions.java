package fraud.flink.versions;

import fraud.config.DetectorParameters;
import fraud.flink.metrics.TaskMetrics;
import fraud.flink.state.BinaryTypes;
import fraud.metrics.DetectorCounts;
import fraud.metrics.Metric;
import fraud.model.DeadLetter;
import fraud.model.PublishedVersion;
import fraud.parse.ParseResult;
import fraud.recovery.RecordAttempts;
import fraud.ruleset.PublishedRuleSet;
import fraud.ruleset.RuleSet;
import fraud.score.PublishedModel;
import fraud.score.StartingModels;
import fraud.versions.ModelCheck;
import fraud.versions.VersionHistory;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Lets pass the rule sets and models that may take effect, in the order of their offsets, a model after a look at its
 * files (SEMANTICS 13.3, 15.5); the others leave as dead letters. One instance sees them all.
 *
 * <p>State: what was accepted, at most {@link PublishedVersion#MAX_VERSIONS} of each kind, for good.
 */
public final class AcceptVersions extends ProcessFunction<ParseResult, AcceptedVersion>
        implements CheckpointedFunction {

    /** Versions that were not accepted. */
    public static final OutputTag<DeadLetter> REJECTED = new OutputTag<>("rejected") {};

    private static final long serialVersionUID = 1L;

    private final long leadMillis;
    private final RuleSet firstRules;
    private final StartingModels firstModels;
    private final RecordAttempts.Step accept;
    private transient ModelCheck modelCheck;
    private transient ListState<PublishedRuleSet> ruleSetsState;
    private transient ListState<PublishedModel> modelsState;
    private transient VersionHistory accepted;
    private transient DetectorCounts counts;

    /**
     * The acceptance of versions.
     *
     * @param firstRules the rule set of version 0
     * @param firstModels the models of version 0, and where others are
     */
    public AcceptVersions(
            DetectorParameters parameters, RuleSet firstRules, StartingModels firstModels, RecordAttempts attempts) {
        this.leadMillis = parameters.leadMillis();
        this.firstRules = firstRules;
        this.firstModels = firstModels;
        this.accept = attempts.step("accept versions");
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        modelCheck = ModelCheck.ofFiles(firstModels);
        ruleSetsState = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("rule-sets", BinaryTypes.RULE_SET));
        modelsState =
                context.getOperatorStateStore().getListState(new ListStateDescriptor<>("models", BinaryTypes.MODEL));
        accepted = VersionHistory.startingWith(firstRules, firstModels);
        for (PublishedRuleSet ruleSet : ruleSetsState.get()) {
            accepted = accepted.with(ruleSet);
        }
        for (PublishedModel model : modelsState.get()) {
            accepted = accepted.with(model);
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        ruleSetsState.update(accepted.ruleSets());
        modelsState.update(accepted.models());
    }

    @Override
    public void open(OpenContext context) {
        counts = TaskMetrics.in(getRuntimeContext().getMetricGroup(), Metric.DEAD_LETTERS);
    }

    @Override
    public void processElement(ParseResult record, Context context, Collector<AcceptedVersion> out) {
        accept.run(record.origin(), () -> accept(record, context, out));
    }

    private void accept(ParseResult record, Context context, Collector<AcceptedVersion> out) {
        VersionHistory.Offer offer = accepted.offer(record, leadMillis, modelCheck);
        accepted = offer.history();
        offer.rejection()
                .ifPresentOrElse(
                        rejection -> {
                            context.output(REJECTED, rejection);
                            counts.deadLetter(rejection.reason());
                        },
                        () -> out.collect(AcceptedVersion.of(record)));
    }
}
