package fraud.flink.assess;

import fraud.config.DetectorParameters;
import fraud.decide.AssessedTransaction;
import fraud.features.EnrichedTransaction;
import fraud.flink.versions.AcceptedVersion;
import fraud.parse.ParseResult;
import fraud.recovery.RecordAttempts;
import fraud.ruleset.RuleSet;
import fraud.score.StartingModels;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.MultipleConnectedStreams;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.transformations.KeyedMultipleInputTransformation;

/** Connects the transactions with their side inputs, as {@link AwaitSideInputs}. */
public final class SideInputs {

    private SideInputs() {}

    /**
     * Connects them.
     *
     * @param transactions with the features of their cards
     * @param labels what was read from {@code labels} and is one
     * @param versions those that were accepted, in the order of offsets
     * @param firstRules the rule set of version 0
     * @param firstModels the models of version 0
     */
    public static SingleOutputStreamOperator<AssessedTransaction> await(
            DataStream<EnrichedTransaction> transactions,
            DataStream<ParseResult> labels,
            DataStream<AcceptedVersion> versions,
            DetectorParameters parameters,
            RuleSet firstRules,
            StartingModels firstModels,
            RecordAttempts attempts) {
        KeySelector<EnrichedTransaction, String> ofTransactions =
                enriched -> enriched.transaction().merchantId();
        KeySelector<ParseResult, String> ofLabels = label -> label.label().merchantId();
        StreamExecutionEnvironment environment = transactions.getExecutionEnvironment();
        KeyedMultipleInputTransformation<AssessedTransaction> connected = new KeyedMultipleInputTransformation<>(
                "await side inputs",
                new Factory(parameters, firstRules, firstModels, attempts),
                TypeInformation.of(AssessedTransaction.class),
                environment.getParallelism(),
                Types.STRING);
        // In the order of the operator's inputs; what is broadcast has no key.
        connected
                .addInput(transactions.keyBy(ofTransactions).getTransformation(), ofTransactions)
                .addInput(labels.keyBy(ofLabels).getTransformation(), ofLabels)
                .addInput(versions.broadcast().getTransformation(), null);
        environment.addOperator(connected);
        return new MultipleConnectedStreams(environment).transform(connected);
    }

    /** Makes the operator where it runs. */
    static final class Factory extends AbstractStreamOperatorFactory<AssessedTransaction> {

        private static final long serialVersionUID = 1L;

        private final DetectorParameters parameters;
        private final RuleSet firstRules;
        private final StartingModels firstModels;
        private final RecordAttempts attempts;

        Factory(
                DetectorParameters parameters,
                RuleSet firstRules,
                StartingModels firstModels,
                RecordAttempts attempts) {
            this.parameters = parameters;
            this.firstRules = firstRules;
            this.firstModels = firstModels;
            this.attempts = attempts;
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Flink's signature; asks for this class
        public <T extends StreamOperator<AssessedTransaction>> T createStreamOperator(
                StreamOperatorParameters<AssessedTransaction> operator) {
            return (T) new AwaitSideInputs(operator, parameters, firstRules, firstModels, attempts);
        }

        @Override
        @SuppressWarnings("rawtypes") // by Flink
        public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
            return AwaitSideInputs.class;
        }
    }
}
