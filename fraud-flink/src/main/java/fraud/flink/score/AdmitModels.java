package fraud.flink.score;

import fraud.config.DetectorParameters;
import fraud.model.DeadLetter;
import fraud.model.PublishedVersion;
import fraud.parse.ParseResult;
import fraud.recovery.RecordAttempts;
import fraud.score.ModelHistory;
import fraud.score.PublishedModel;
import fraud.score.StartingModels;
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
 * Lets pass the versions of the models that may take effect, in the order of their offsets, each after a look at its
 * files (SEMANTICS 15.5); the others leave as dead letters. One instance sees them all.
 *
 * <p>State: what was admitted, at most {@link PublishedVersion#MAX_VERSIONS}, for good.
 */
public final class AdmitModels extends ProcessFunction<ParseResult, AdmittedVersion> implements CheckpointedFunction {

    /** Models that were not admitted. */
    public static final OutputTag<DeadLetter> REFUSED = new OutputTag<>("refused-models") {};

    private static final long serialVersionUID = 1L;

    private final long leadMillis;
    private final RecordAttempts.Step admit;
    private final StartingModels first;
    private transient ListState<PublishedModel> admittedState;
    private transient ModelHistory admitted;

    /**
     * The admission of models.
     *
     * @param first what the detector was started with
     */
    public AdmitModels(DetectorParameters parameters, StartingModels first, RecordAttempts attempts) {
        this.leadMillis = parameters.leadMillis();
        this.admit = attempts.step("admit models");
        this.first = first;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        admittedState = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("admitted", TypeInformation.of(PublishedModel.class)));
        admitted = ModelHistory.startingWith(first);
        for (PublishedModel model : admittedState.get()) {
            admitted = admitted.with(model);
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
        PublishedModel model = record.model();
        Optional<DeadLetter> refusal = admitted.refusal(model, record.origin(), leadMillis);
        if (refusal.isPresent()) {
            context.output(REFUSED, refusal.get());
        } else {
            admitted = admitted.with(model);
            out.collect(AdmittedVersion.of(model, record.origin()));
        }
    }
}
