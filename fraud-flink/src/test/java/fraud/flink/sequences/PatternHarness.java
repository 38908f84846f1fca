package fraud.flink.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.features.TestFeatures;
import fraud.features.TestTransaction;
import fraud.flink.Attempts;
import fraud.flink.state.BinaryTypes;
import fraud.model.Channel;
import fraud.ruleset.RuleSet;
import fraud.sequences.Alert;
import fraud.sequences.SequenceEvent;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.operator.CepOperator;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * The sequence of one card, of one merchant, or of one issuer range, as CEP gives it, with the watermark in the test's
 * hand.
 */
final class PatternHarness {

    static final OutputTag<SequenceEvent> BEHIND_WATERMARK = new OutputTag<>("behind-watermark") {};

    private static final RuleSet RULES = RuleSet.defaults();
    private static final String CARD = "c-1";

    private final SequencePattern sequence;
    private KeyedOneInputStreamOperatorTestHarness<String, SequenceEvent, Alert> operator;
    private long nextOffset;

    PatternHarness(SequencePattern sequence) throws Exception {
        this.sequence = sequence;
        this.operator = operator(sequence);
        operator.open();
    }

    void pay(String transactionId, long atMillis, long amountMinor) throws Exception {
        see(transactionId, CARD, atMillis, amountMinor, null, null, null);
    }

    void buy(String transactionId, long atMillis, long amountMinor, String device) throws Exception {
        see(transactionId, CARD, atMillis, amountMinor, Channel.ECOMMERCE, device, false);
    }

    void buyOnNew(String transactionId, long atMillis, long amountMinor, String device) throws Exception {
        see(transactionId, CARD, atMillis, amountMinor, Channel.ECOMMERCE, device, true);
    }

    void chip(String transactionId, long atMillis) throws Exception {
        see(transactionId, CARD, atMillis, 1_000, Channel.CHIP, null, null);
    }

    void draw(String transactionId, String card, long atMillis, long amountMinor) throws Exception {
        see(transactionId, card, atMillis, amountMinor, Channel.ATM, null, null);
    }

    /** An attempt online without a device, of the least amount, with a card of range b-1. */
    void tryOut(String transactionId, String card, String merchant, long atMillis) throws Exception {
        operator.processElement(
                SequenceEvent.of(
                        TestTransaction.of(0)
                                .id(transactionId)
                                .card(card)
                                .merchant(merchant)
                                .at(atMillis)
                                .channel(Channel.ECOMMERCE)
                                .issuerRange("b-1")
                                .enriched(nextOffset++),
                        RULES),
                atMillis);
    }

    private void see(
            String transactionId,
            String card,
            long atMillis,
            long amountMinor,
            Channel channel,
            String device,
            Boolean newDevice)
            throws Exception {
        operator.processElement(
                event(transactionId, card, atMillis, amountMinor, channel, device, newDevice, nextOffset++), atMillis);
    }

    /** What the sequences keep of a transaction at merchant m-1, by the default rules. */
    static SequenceEvent event(
            String transactionId,
            String card,
            long atMillis,
            long amountMinor,
            Channel channel,
            String device,
            Boolean newDevice,
            long offset) {
        return SequenceEvent.of(
                TestTransaction.of(amountMinor)
                        .id(transactionId)
                        .card(card)
                        .merchant("m-1")
                        .at(atMillis)
                        .channel(channel)
                        .device(device)
                        .with(TestFeatures.some().newDevice(newDevice))
                        .enriched(offset),
                RULES);
    }

    void watermark(long millis) throws Exception {
        operator.processWatermark(millis);
    }

    /** The transactions of each alert so far. */
    List<List<String>> matches() {
        return alerts().stream().map(Alert::transactionIds).toList();
    }

    List<Alert> alerts() {
        return operator.extractOutputValues();
    }

    /** Goes on in a new operator with what the old one had written to its checkpoint. */
    void restart() throws Exception {
        OperatorSubtaskState snapshot = operator.snapshot(1, 1);
        operator.close();
        operator = operator(sequence);
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

    static KeyedOneInputStreamOperatorTestHarness<String, SequenceEvent, Alert> operator(SequencePattern sequence)
            throws Exception {
        Pattern<SequenceEvent, ?> pattern = sequence.pattern(Attempts.ofAJob());
        KeySelector<SequenceEvent, String> key = sequence.rule().subject()::idOf;
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new CepOperator<>(
                        BinaryTypes.SEQUENCE_EVENT.createSerializer(new SerializerConfigImpl()),
                        false,
                        NFACompiler.compileFactory(pattern, false),
                        new SequenceOrder(),
                        pattern.getAfterMatchSkipStrategy(),
                        new RaiseAlert(sequence.rule(), Attempts.ofAJob()),
                        BEHIND_WATERMARK),
                key,
                Types.STRING);
    }
}
