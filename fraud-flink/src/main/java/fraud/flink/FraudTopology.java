package fraud.flink;

import fraud.config.DetectorParameters;
import fraud.decide.AssessedTransaction;
import fraud.decide.Decision;
import fraud.features.EnrichedTransaction;
import fraud.flink.assess.AwaitSideInputs;
import fraud.flink.assess.SideInputs;
import fraud.flink.completion.EmitCompletions;
import fraud.flink.config.OperatorIds;
import fraud.flink.decide.Decide;
import fraud.flink.features.UpdateCardProfile;
import fraud.flink.parse.RouteRecords;
import fraud.flink.sequences.Sequences;
import fraud.flink.sink.FraudStreams;
import fraud.flink.state.BinaryTypes;
import fraud.flink.versions.AcceptVersions;
import fraud.flink.versions.AcceptedVersion;
import fraud.model.DeadLetter;
import fraud.model.Origin;
import fraud.parse.ParseResult;
import fraud.recovery.RecordAttempts;
import fraud.ruleset.RuleSet;
import fraud.score.StartingModels;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The detector as a pure dataflow: sources and sinks are passed in. Cards are followed at once, in offset order;
 * decisions wait for labels, rule sets and models only, which live are always ahead; alerts follow behind the
 * watermark.
 *
 * <pre>
 * transactions ─ route ─ by card ─ update card profile ─┬─ by merchant ─┐
 *                                                       └───────────────│─────────► duplicates, late
 * versions ───── route ─ accept versions ─ to all ──────────────────────┤
 * labels ─────── route ─────────────────── by merchant ─────────────────┤
 *                                                                       │
 *                                         await side inputs, then assess ─┬─ decide ──────► decisions
 *                                                                         └─ sequences ───► alerts
 * each route, accept ─────────────────────────────────────────────────────────────► dead letters
 * each route ─ ends of input ─ emit completions ──────────────────────────────────► completions
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
     * @param versions what was read from {@code versions}
     * @param parameters of the contract
     * @param firstRules the rule set of version 0
     * @param firstModels the models of version 0, and where others are
     * @param attempts at records
     */
    public static FraudStreams build(
            DataStream<ParseResult> transactions,
            DataStream<ParseResult> labels,
            DataStream<ParseResult> versions,
            DetectorParameters parameters,
            RuleSet firstRules,
            StartingModels firstModels,
            RecordAttempts attempts) {
        SingleOutputStreamOperator<ParseResult> ofCards =
                route(transactions, "route transactions", OperatorIds.ROUTE_TRANSACTIONS, attempts);
        SingleOutputStreamOperator<ParseResult> ofVersions =
                route(versions, "route versions", OperatorIds.ROUTE_VERSIONS, attempts);
        SingleOutputStreamOperator<ParseResult> ofMerchants =
                route(labels, "route labels", OperatorIds.ROUTE_LABELS, attempts);

        // One instance, since versions are accepted in the order of offsets of the topic's one partition.
        SingleOutputStreamOperator<AcceptedVersion> accepted = ofVersions
                .process(new AcceptVersions(parameters, firstRules, firstModels, attempts))
                .name("accept versions")
                .uid(OperatorIds.ACCEPT_VERSIONS)
                .setParallelism(1)
                .setMaxParallelism(1);

        SingleOutputStreamOperator<EnrichedTransaction> enriched = ofCards.keyBy(ParseResult::cardId)
                .process(new UpdateCardProfile(parameters, attempts), BinaryTypes.ENRICHED)
                .name("update card profile")
                .uid(OperatorIds.UPDATE_CARD_PROFILE);

        SingleOutputStreamOperator<AssessedTransaction> assessed = SideInputs.await(
                        enriched, ofMerchants, accepted, parameters, firstRules, firstModels, attempts)
                .name("await side inputs")
                .uid(OperatorIds.AWAIT_SIDE_INPUTS);

        DataStream<Decision> decisions = assessed.map(new Decide(parameters.withFeatures(), attempts))
                .name("decide")
                .uid(OperatorIds.DECIDE);

        Sequences sequences = Sequences.of(assessed.getSideOutput(AwaitSideInputs.TIMELY), parameters, attempts);

        DataStream<DeadLetter> deadLetters = ofCards.getSideOutput(RouteRecords.DEAD_LETTERS)
                .union(
                        ofVersions.getSideOutput(RouteRecords.DEAD_LETTERS),
                        ofMerchants.getSideOutput(RouteRecords.DEAD_LETTERS),
                        accepted.getSideOutput(AcceptVersions.REJECTED));

        return new FraudStreams(
                decisions,
                sequences.alerts(),
                deadLetters,
                enriched.getSideOutput(UpdateCardProfile.DUPLICATES),
                enriched.getSideOutput(UpdateCardProfile.LATE),
                completions(ofCards, ofMerchants, ofVersions, parameters),
                sequences.skewViolations());
    }

    /** In the tasks that read. */
    private static SingleOutputStreamOperator<ParseResult> route(
            DataStream<ParseResult> records, String name, String uid, RecordAttempts attempts) {
        return records.process(new RouteRecords(attempts), BinaryTypes.PARSE_RESULT)
                .name(name)
                .uid(uid)
                .setParallelism(records.getParallelism());
    }

    /** One instance: a signal is rare, and its completion waits for the slowest source anyway. */
    private static DataStream<Integer> completions(
            SingleOutputStreamOperator<ParseResult> ofCards,
            SingleOutputStreamOperator<ParseResult> ofMerchants,
            SingleOutputStreamOperator<ParseResult> ofVersions,
            DetectorParameters parameters) {
        DataStream<Origin> ofSideInputs = ofMerchants
                .getSideOutput(RouteRecords.ENDS_OF_INPUT)
                .union(ofVersions.getSideOutput(RouteRecords.ENDS_OF_INPUT));
        return ofCards.getSideOutput(RouteRecords.ENDS_OF_INPUT)
                .connect(ofSideInputs)
                .keyBy(Origin::partition, Origin::partition)
                .process(new EmitCompletions(parameters))
                .name("emit completions")
                .uid(OperatorIds.EMIT_COMPLETIONS)
                .setParallelism(1);
    }
}
