package fraud.flink.rules;

import fraud.config.DetectorParameters;
import fraud.flink.score.AdmittedVersion;
import fraud.model.DeadLetter;
import fraud.model.PublishedVersion;
import fraud.parse.ParseResult;
import fraud.parse.RuleSetCodec;
import fraud.recovery.RecordAttempts;
import fraud.rules.PublishedRuleSet;
import fraud.rules.RuleSet;
import fraud.rules.RuleSetHistory;
import java.util.Optional;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Lets pass the rule sets that may take effect, in the order of their offsets (SEMANTICS 13.3); the others leave as
 * dead letters. One instance sees them all.
 *
 * <p>State: what was admitted, at most {@link PublishedVersion#MAX_VERSIONS}, for good.
 */
public final class AdmitRuleSets extends ProcessFunction<ParseResult, AdmittedVersion> implements CheckpointedFunction {

    /** Rule sets that were not admitted. */
    public static final OutputTag<DeadLetter> REFUSED = new OutputTag<>("refused") {};

    private static final long serialVersionUID = 1L;

    private final long leadMillis;
    private final RecordAttempts.Step admit;
    private final RuleSet first;
    private transient ListState<PublishedRuleSet> admittedState;
    private transient RuleSetHistory admitted;

    /**
     * The admission of rule sets.
     *
     * @param first the rule set of version 0
     */
    public AdmitRuleSets(DetectorParameters parameters, RuleSet first, RecordAttempts attempts) {
        this.leadMillis = parameters.leadMillis();
        this.admit = attempts.step("admit rule sets");
        this.first = first;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        admittedState = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("admitted", TypeInformation.of(PublishedRuleSet.class)));
        admitted = RuleSetHistory.startingWith(first);
        for (PublishedRuleSet ruleSet : admittedState.get()) {
            admitted = admitted.with(ruleSet, RuleSetCodec.rules(ruleSet));
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        admittedState.update(admitted.published());
    }

    @Override
    public void processElement(ParseResult record, Context context, Collector<AdmittedVersion> out) {
        admit.run(record.origin(), () -> admit(record, context, out));
    }

    private void admit(ParseResult record, Context context, Collector<AdmittedVersion> out) {
        PublishedRuleSet ruleSet = record.ruleSet();
        Optional<DeadLetter> refusal = admitted.refusal(ruleSet, record.origin(), leadMillis);
        if (refusal.isPresent()) {
            context.output(REFUSED, refusal.get());
        } else {
            admitted = admitted.with(ruleSet, RuleSetCodec.rules(ruleSet));
            out.collect(AdmittedVersion.of(ruleSet, record.origin()));
        }
    }
}
