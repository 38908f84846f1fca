package fraud.flink;

import fraud.config.DetectorParameters;
import fraud.flink.features.EnrichedTransaction;
import fraud.flink.features.UpdateCardProfile;
import fraud.flink.parse.RouteRecords;
import fraud.flink.rules.Decide;
import fraud.flink.rules.EvaluateRules;
import fraud.flink.sequences.CardTestingPattern;
import fraud.flink.sequences.RaiseAlert;
import fraud.flink.sequences.SequenceOrder;
import fraud.flink.sink.EchoEndMarks;
import fraud.model.Alert;
import fraud.model.Decision;
import fraud.model.Origin;
import fraud.model.SequenceRule;
import fraud.parse.ParseResult;
import fraud.rules.RuleSet;
import fraud.sequences.SequenceEvent;
import org.apache.flink.cep.CEP;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * The detector as a pure dataflow: sources and sinks are passed in. Decisions are made at once, in offset order per card; alerts follow
 * behind the watermark.
 *
 * <pre>
 * records ─ route ─┬─ by card ─ update card profile ─┬─ evaluate rules ─ decide ──► decisions
 *                  │                                 ├─────────────────────────────► duplicates, late
 *                  │                                 └─ candidates by card ─ card testing ──► alerts
 *                  ├──────────────────────────────────────────────────────────────► dead letters
 *                  └─ end marks ─ echo ───────────────────────────────────────────► echoes
 * </pre>
 */
public final class FraudTopology {

    private static final OutputTag<SequenceEvent> SKEW_VIOLATIONS = new OutputTag<>("skew-violations") {};

    private FraudTopology() {}

    /**
     * Wires the detector.
     *
     * @param records what was read from {@code transactions}, with the watermarks of {@link
     *     fraud.flink.source.PartitionClocks#watermarks}, each partition's in offset order
     * @param parameters of the contract
     * @param rules the rule set in force
     */
    public static FraudStreams build(DataStream<ParseResult> records, DetectorParameters parameters, RuleSet rules) {
        SingleOutputStreamOperator<ParseResult> ofCards = records.process(new RouteRecords())
                .name("route records")
                .uid(OperatorIds.ROUTE_RECORDS)
                .setParallelism(records.getParallelism());

        SingleOutputStreamOperator<EnrichedTransaction> enriched = ofCards.keyBy(ParseResult::cardId)
                .process(new UpdateCardProfile(parameters, rules))
                .name("update card profile")
                .uid(OperatorIds.UPDATE_CARD_PROFILE);

        DataStream<Decision> decisions = enriched.map(new EvaluateRules(rules))
                .name("evaluate rules")
                .uid(OperatorIds.EVALUATE_RULES)
                .map(new Decide(rules.version(), parameters.withFeatures()))
                .name("decide")
                .uid(OperatorIds.DECIDE);

        SingleOutputStreamOperator<Alert> alerts = CEP.pattern(
                        enriched.getSideOutput(UpdateCardProfile.CANDIDATES).keyBy(SequenceEvent::cardId),
                        CardTestingPattern.of(rules),
                        new SequenceOrder())
                .sideOutputLateData(SKEW_VIOLATIONS)
                .process(new RaiseAlert(SequenceRule.CARD_TESTING, rules.version()))
                .name("card testing")
                .uid(OperatorIds.CARD_TESTING);

        // One instance: a mark is rare, and its echo waits for the slowest source anyway.
        DataStream<Integer> echoes = ofCards.getSideOutput(RouteRecords.END_MARKS)
                .keyBy(Origin::partition)
                .process(new EchoEndMarks(parameters))
                .name("echo end marks")
                .uid(OperatorIds.ECHO_END_MARKS)
                .setParallelism(1);

        return new FraudStreams(
                decisions,
                alerts,
                ofCards.getSideOutput(RouteRecords.DEAD_LETTERS),
                enriched.getSideOutput(UpdateCardProfile.DUPLICATES),
                enriched.getSideOutput(UpdateCardProfile.LATE),
                echoes,
                alerts.getSideOutput(SKEW_VIOLATIONS));
    }
}
