package fraud.flink.assess;

import fraud.config.DetectorParameters;
import fraud.decide.AssessedTransaction;
import fraud.features.EnrichedTransaction;
import fraud.flink.versions.AcceptedVersion;
import fraud.parse.ParseResult;
import fraud.recovery.RecordAttempts;
import fraud.ruleset.RuleSet;
import fraud.score.StartingModels;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedMultiInputStreamOperatorTestHarness;

/** The stage of all merchants, its three inputs and their clocks in the test's hand. */
public final class MerchantsHarness extends KeyedMultiInputStreamOperatorTestHarness<String, AssessedTransaction> {

    /** A stage that is yet to be opened. */
    public MerchantsHarness(DetectorParameters parameters, RecordAttempts attempts) throws Exception {
        super(new SideInputs.Factory(parameters, RuleSet.defaults(), StartingModels.NONE, attempts), Types.STRING);
        KeySelector<EnrichedTransaction, String> ofTransactions =
                enriched -> enriched.transaction().merchantId();
        KeySelector<ParseResult, String> ofLabels =
                label -> label.label() == null ? "m1" : label.label().merchantId();
        setKeySelector(AwaitSideInputs.TRANSACTIONS - 1, ofTransactions);
        setKeySelector(AwaitSideInputs.LABELS - 1, ofLabels);
    }

    /** A transaction comes. */
    public void transaction(EnrichedTransaction enriched) throws Exception {
        processElement(AwaitSideInputs.TRANSACTIONS - 1, new StreamRecord<>(enriched));
    }

    /** A label comes; one without content is of merchant m1. */
    public void label(ParseResult label) throws Exception {
        processElement(AwaitSideInputs.LABELS - 1, new StreamRecord<>(label));
    }

    /** A version comes. */
    public void version(AcceptedVersion accepted) throws Exception {
        processElement(AwaitSideInputs.VERSIONS - 1, new StreamRecord<>(accepted));
    }

    void transactionsClock(long watermark) throws Exception {
        processWatermark(AwaitSideInputs.TRANSACTIONS - 1, new Watermark(watermark));
    }

    void labelsClock(long watermark) throws Exception {
        processWatermark(AwaitSideInputs.LABELS - 1, new Watermark(watermark));
    }

    void versionsClock(long watermark) throws Exception {
        processWatermark(AwaitSideInputs.VERSIONS - 1, new Watermark(watermark));
    }

    /** All clocks go on. */
    public void clocks(long watermark) throws Exception {
        transactionsClock(watermark);
        labelsClock(watermark);
        versionsClock(watermark);
    }

    HeapKeyedStateBackend<?> backend() {
        return (HeapKeyedStateBackend<?>) ((AwaitSideInputs) getCastedOperator()).<String>getKeyedStateBackend();
    }
}
