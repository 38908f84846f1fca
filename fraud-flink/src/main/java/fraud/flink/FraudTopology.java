package fraud.flink;

import fraud.config.DetectorParameters;
import fraud.flink.features.EnrichedTransaction;
import fraud.flink.features.UpdateCardProfile;
import fraud.flink.parse.RouteRecords;
import fraud.flink.rules.Decide;
import fraud.flink.rules.EvaluateRules;
import fraud.flink.sequences.AccountTakeoverPattern;
import fraud.flink.sequences.CardSequences;
import fraud.flink.sequences.CardTestingPattern;
import fraud.flink.sequences.EscalationPattern;
import fraud.flink.sequences.UnconfirmedDevicePattern;
import fraud.flink.sink.EchoEndMarks;
import fraud.model.Decision;
import fraud.model.Origin;
import fraud.model.SequenceRule;
import fraud.parse.ParseResult;
import fraud.rules.RuleSet;
import fraud.sequences.AccountTakeover;
import fraud.sequences.CardTesting;
import fraud.sequences.Escalation;
import fraud.sequences.UnconfirmedDevice;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The detector as a pure dataflow: sources and sinks are passed in. Decisions are made at once, in offset order per card; alerts follow
 * behind the watermark.
 *
 * <pre>
 * records ─ route ─┬─ by card ─ update card profile ─┬─ evaluate rules ─ decide ──► decisions
 *                  │                                 ├─────────────────────────────► duplicates, late
 *                  │                                 └─ candidates by card ─ each sequence ─► alerts
 *                  ├──────────────────────────────────────────────────────────────► dead letters
 *                  └─ end marks ─ echo ───────────────────────────────────────────► echoes
 * </pre>
 */
public final class FraudTopology {

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
                .process(new UpdateCardProfile(parameters))
                .name("update card profile")
                .uid(OperatorIds.UPDATE_CARD_PROFILE);

        DataStream<Decision> decisions = enriched.map(new EvaluateRules(rules))
                .name("evaluate rules")
                .uid(OperatorIds.EVALUATE_RULES)
                .map(new Decide(rules.version(), parameters.withFeatures()))
                .name("decide")
                .uid(OperatorIds.DECIDE);

        CardSequences sequences = new CardSequences(enriched.getSideOutput(UpdateCardProfile.TIMELY), rules.version());
        sequences.add(
                SequenceRule.CARD_TESTING,
                OperatorIds.CARD_TESTING,
                event -> CardTesting.isCandidate(event, rules),
                CardTestingPattern.of(rules));
        sequences.add(
                SequenceRule.ACCOUNT_TAKEOVER,
                OperatorIds.ACCOUNT_TAKEOVER,
                event -> AccountTakeover.isCandidate(event, rules),
                AccountTakeoverPattern.of(rules));
        sequences.add(
                SequenceRule.ESCALATION,
                OperatorIds.ESCALATION,
                event -> Escalation.isCandidate(event, rules),
                EscalationPattern.of(rules));
        sequences.add(
                SequenceRule.UNCONFIRMED_DEVICE,
                OperatorIds.UNCONFIRMED_DEVICE,
                event -> UnconfirmedDevice.isCandidate(event, rules),
                UnconfirmedDevicePattern.of(rules));

        // One instance: a mark is rare, and its echo waits for the slowest source anyway.
        DataStream<Integer> echoes = ofCards.getSideOutput(RouteRecords.END_MARKS)
                .keyBy(Origin::partition)
                .process(new EchoEndMarks(parameters))
                .name("echo end marks")
                .uid(OperatorIds.ECHO_END_MARKS)
                .setParallelism(1);

        return new FraudStreams(
                decisions,
                sequences.alerts(),
                ofCards.getSideOutput(RouteRecords.DEAD_LETTERS),
                enriched.getSideOutput(UpdateCardProfile.DUPLICATES),
                enriched.getSideOutput(UpdateCardProfile.LATE),
                echoes,
                sequences.skewViolations());
    }
}
