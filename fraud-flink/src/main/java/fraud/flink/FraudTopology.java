package fraud.flink;

import fraud.config.DetectorParameters;
import fraud.flink.features.EnrichedTransaction;
import fraud.flink.features.MerchantRecord;
import fraud.flink.features.UpdateCardProfile;
import fraud.flink.parse.RouteRecords;
import fraud.flink.rules.AdmitRuleSets;
import fraud.flink.rules.AssessedTransaction;
import fraud.flink.rules.AwaitSideInputs;
import fraud.flink.rules.Decide;
import fraud.flink.score.AdmitModels;
import fraud.flink.score.AdmittedVersion;
import fraud.flink.sequences.AccountTakeoverPattern;
import fraud.flink.sequences.CardTestingPattern;
import fraud.flink.sequences.EscalationPattern;
import fraud.flink.sequences.MuleCashOutPattern;
import fraud.flink.sequences.SequenceTime;
import fraud.flink.sequences.Sequences;
import fraud.flink.sequences.UnconfirmedDevicePattern;
import fraud.flink.sink.EchoEndMarks;
import fraud.model.DeadLetter;
import fraud.model.Decision;
import fraud.model.Origin;
import fraud.model.SequenceRule;
import fraud.parse.ParseResult;
import fraud.recovery.RecordAttempts;
import fraud.rules.RuleSet;
import fraud.score.StartingModels;
import fraud.sequences.AccountTakeover;
import fraud.sequences.CardTesting;
import fraud.sequences.Escalation;
import fraud.sequences.MuleCashOut;
import fraud.sequences.SequenceEvent;
import fraud.sequences.UnconfirmedDevice;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The detector as a pure dataflow: sources and sinks are passed in. Cards are followed at once, in offset order;
 * decisions wait for labels rule sets and models only, which live are always ahead; alerts follow behind the watermark.
 *
 * <pre>
 * transactions ─ route ─ by card ─ update card profile ─┬─ by merchant ─┐
 *                                                       └───────────────│─────────► duplicates, late
 * labels ─────── route ─────────────────── by merchant ─────────────────┤
 *                                                                       │
 * rules ──────── route ─ admit rule sets, models ─ to all ──────────────┤
 *                                                                       │
 *                                                              await side inputs ─┬─ decide ──────────► decisions
 *                                                                                 └─ each sequence ───► alerts
 * each route, admit ──────────────────────────────────────────────────────────────► dead letters
 * each route ─ end marks ─ echo ──────────────────────────────────────────────────► echoes
 * </pre>
 */
public final class FraudTopology {

    private FraudTopology() {}

    /**
     * Wires the detector. Each input is what was read from a topic, each partition's records in offset order, with the
     * watermarks of {@link fraud.flink.source.PartitionClocks} for it.
     *
     * @param transactions what was read from {@code transactions}
     * @param labels what was read from {@code labels}
     * @param rules what was read from {@code rules}
     * @param parameters of the contract
     * @param firstRules the rule set of version 0
     * @param firstModels the models of version 0, and where others are
     * @param attempts at records
     */
    public static FraudStreams build(
            DataStream<ParseResult> transactions,
            DataStream<ParseResult> labels,
            DataStream<ParseResult> rules,
            DetectorParameters parameters,
            RuleSet firstRules,
            StartingModels firstModels,
            RecordAttempts attempts) {
        SingleOutputStreamOperator<ParseResult> ofCards =
                route(transactions, "route transactions", OperatorIds.ROUTE_TRANSACTIONS, attempts);
        SingleOutputStreamOperator<ParseResult> ofMerchants =
                route(labels, "route labels", OperatorIds.ROUTE_LABELS, attempts);
        SingleOutputStreamOperator<ParseResult> ofRules =
                route(rules, "route rules", OperatorIds.ROUTE_RULES, attempts);

        SingleOutputStreamOperator<EnrichedTransaction> enriched = ofCards.keyBy(ParseResult::cardId)
                .process(new UpdateCardProfile(parameters, attempts))
                .name("update card profile")
                .uid(OperatorIds.UPDATE_CARD_PROFILE);

        // One instance of each, since versions are admitted in the order of offsets of the topic's one partition.
        SingleOutputStreamOperator<AdmittedVersion> ruleSets = ofRules.process(
                        new AdmitRuleSets(parameters, firstRules, attempts))
                .name("admit rule sets")
                .uid(OperatorIds.ADMIT_RULE_SETS)
                .setParallelism(1)
                .setMaxParallelism(1);
        SingleOutputStreamOperator<AdmittedVersion> models = ofRules.getSideOutput(RouteRecords.MODELS)
                .process(new AdmitModels(parameters, firstModels, attempts))
                .name("admit models")
                .uid(OperatorIds.ADMIT_MODELS)
                .setParallelism(1)
                .setMaxParallelism(1);

        SingleOutputStreamOperator<AssessedTransaction> assessed = byMerchant(enriched, ofMerchants)
                .keyBy(MerchantRecord::merchantId)
                .connect(ruleSets.union(models).broadcast(AwaitSideInputs.RULE_SETS, AwaitSideInputs.MODELS))
                .process(new AwaitSideInputs(parameters, firstRules, firstModels, attempts))
                .name("await side inputs")
                .uid(OperatorIds.AWAIT_SIDE_INPUTS);

        DataStream<Decision> decisions = assessed.map(new Decide(parameters.withFeatures(), attempts))
                .name("decide")
                .uid(OperatorIds.DECIDE);

        DataStream<SequenceEvent> timely = assessed.getSideOutput(AwaitSideInputs.TIMELY);
        DataStream<SequenceEvent> inTheirTime = timely.transform(
                        "sequence time", timely.getType(), new SequenceTime(parameters.boundMillis()))
                .uid(OperatorIds.SEQUENCE_TIME);
        Sequences sequences = sequences(new Sequences(inTheirTime, attempts), attempts);

        DataStream<DeadLetter> deadLetters = ofCards.getSideOutput(RouteRecords.DEAD_LETTERS)
                .union(
                        ofMerchants.getSideOutput(RouteRecords.DEAD_LETTERS),
                        ofRules.getSideOutput(RouteRecords.DEAD_LETTERS),
                        ruleSets.getSideOutput(AdmitRuleSets.REFUSED),
                        models.getSideOutput(AdmitModels.REFUSED));

        return new FraudStreams(
                decisions,
                sequences.alerts(),
                deadLetters,
                enriched.getSideOutput(UpdateCardProfile.DUPLICATES),
                enriched.getSideOutput(UpdateCardProfile.LATE),
                echoes(ofCards, ofMerchants, ofRules, parameters),
                sequences.skewViolations());
    }

    /** In the tasks that read. */
    private static SingleOutputStreamOperator<ParseResult> route(
            DataStream<ParseResult> records, String name, String uid, RecordAttempts attempts) {
        return records.process(new RouteRecords(attempts)).name(name).uid(uid).setParallelism(records.getParallelism());
    }

    private static DataStream<MerchantRecord> byMerchant(
            DataStream<EnrichedTransaction> transactions, DataStream<ParseResult> labels) {
        return transactions
                .map(MerchantRecord::ofTransaction)
                .name("transactions of merchants")
                .uid(OperatorIds.TRANSACTIONS_OF_MERCHANTS)
                .union(labels.map(MerchantRecord::ofLabel)
                        .name("labels of merchants")
                        .uid(OperatorIds.LABELS_OF_MERCHANTS)
                        .setParallelism(labels.getParallelism()));
    }

    private static Sequences sequences(Sequences sequences, RecordAttempts attempts) {
        sequences.add(
                SequenceRule.CARD_TESTING,
                OperatorIds.CARD_TESTING,
                CardTesting::isCandidate,
                CardTestingPattern.of(attempts));
        sequences.add(
                SequenceRule.ACCOUNT_TAKEOVER,
                OperatorIds.ACCOUNT_TAKEOVER,
                AccountTakeover::isCandidate,
                AccountTakeoverPattern.of(attempts));
        sequences.add(
                SequenceRule.ESCALATION,
                OperatorIds.ESCALATION,
                Escalation::isCandidate,
                EscalationPattern.of(attempts));
        sequences.add(
                SequenceRule.UNCONFIRMED_DEVICE,
                OperatorIds.UNCONFIRMED_DEVICE,
                UnconfirmedDevice::isCandidate,
                UnconfirmedDevicePattern.of(attempts));
        sequences.add(
                SequenceRule.MULE_CASH_OUT,
                OperatorIds.MULE_CASH_OUT,
                MuleCashOut::isCandidate,
                MuleCashOutPattern.of(attempts));
        return sequences;
    }

    /** One instance: a mark is rare, and its echo waits for the slowest source anyway. */
    private static DataStream<Integer> echoes(
            SingleOutputStreamOperator<ParseResult> ofCards,
            SingleOutputStreamOperator<ParseResult> ofMerchants,
            SingleOutputStreamOperator<ParseResult> ofRules,
            DetectorParameters parameters) {
        DataStream<Origin> ofSideInputs =
                ofMerchants.getSideOutput(RouteRecords.END_MARKS).union(ofRules.getSideOutput(RouteRecords.END_MARKS));
        return ofCards.getSideOutput(RouteRecords.END_MARKS)
                .connect(ofSideInputs)
                .keyBy(Origin::partition, Origin::partition)
                .process(new EchoEndMarks(parameters))
                .name("echo end marks")
                .uid(OperatorIds.ECHO_END_MARKS)
                .setParallelism(1);
    }
}
