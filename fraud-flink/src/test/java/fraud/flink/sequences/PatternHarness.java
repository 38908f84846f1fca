package fraud.flink.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.model.Alert;
import fraud.model.Channel;
import fraud.model.Origin;
import fraud.model.SequenceRule;
import fraud.sequences.SequenceEvent;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.operator.CepOperator;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** One card's sequence as CEP tells it, with the watermark in the test's hand. */
final class PatternHarness {

    static final OutputTag<SequenceEvent> BEHIND_WATERMARK = new OutputTag<>("behind-watermark") {};

    private static final String CARD = "c-1";

    private final SequenceRule rule;
    private final Pattern<SequenceEvent, ?> pattern;
    private KeyedOneInputStreamOperatorTestHarness<String, SequenceEvent, Alert> operator;
    private long nextOffset;

    PatternHarness(SequenceRule rule, Pattern<SequenceEvent, ?> pattern) throws Exception {
        this.rule = rule;
        this.pattern = pattern;
        this.operator = operator(rule, pattern);
        operator.open();
    }

    void pay(String transactionId, long atMillis, long amountMinor) throws Exception {
        see(transactionId, atMillis, amountMinor, null, null, false);
    }

    void buy(String transactionId, long atMillis, long amountMinor, String device) throws Exception {
        see(transactionId, atMillis, amountMinor, Channel.ECOMMERCE, device, false);
    }

    void buyOnNew(String transactionId, long atMillis, long amountMinor, String device) throws Exception {
        see(transactionId, atMillis, amountMinor, Channel.ECOMMERCE, device, true);
    }

    void chip(String transactionId, long atMillis) throws Exception {
        see(transactionId, atMillis, 1_000, Channel.CHIP, null, false);
    }

    private void see(
            String transactionId, long atMillis, long amountMinor, Channel channel, String device, boolean newDevice)
            throws Exception {
        SequenceEvent event = new SequenceEvent(
                CARD,
                transactionId,
                atMillis,
                amountMinor,
                channel,
                device,
                newDevice,
                0,
                nextOffset++,
                Origin.UNKNOWN);
        operator.processElement(event, atMillis);
    }

    void watermark(long millis) throws Exception {
        operator.processWatermark(millis);
    }

    /** The transactions of each alert so far. */
    List<List<String>> matches() {
        return operator.extractOutputValues().stream()
                .map(Alert::transactionIds)
                .toList();
    }

    /** Goes on in a new operator with what the old one had written to its checkpoint. */
    void restart() throws Exception {
        OperatorSubtaskState snapshot = operator.snapshot(1, 1);
        operator.close();
        operator = operator(rule, pattern);
        operator.initializeState(snapshot);
        operator.open();
    }

    boolean remembersSomething() {
        return operator.numKeyedStateEntries() > 0;
    }

    void assertNothingIsLeft() {
        assertThat(operator.numKeyedStateEntries()).isZero();
        assertThat(operator.numEventTimeTimers()).isZero();
    }

    void close() throws Exception {
        operator.close();
    }

    static KeyedOneInputStreamOperatorTestHarness<String, SequenceEvent, Alert> operator(
            SequenceRule rule, Pattern<SequenceEvent, ?> pattern) throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new CepOperator<>(
                        TypeInformation.of(SequenceEvent.class).createSerializer(new SerializerConfigImpl()),
                        false,
                        NFACompiler.compileFactory(pattern, false),
                        new SequenceOrder(),
                        pattern.getAfterMatchSkipStrategy(),
                        new RaiseAlert(rule, 0),
                        BEHIND_WATERMARK),
                SequenceEvent::cardId,
                Types.STRING);
    }
}
