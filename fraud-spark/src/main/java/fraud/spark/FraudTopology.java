package fraud.spark;

import static org.apache.spark.sql.functions.col;

import fraud.config.DetectorParameters;
import fraud.recovery.RecordAttempts;
import fraud.sink.OutputRecord;
import fraud.spark.decide.Decide;
import fraud.spark.features.CardProcessor;
import fraud.spark.features.MerchantOutput;
import fraud.spark.features.MerchantProcessor;
import fraud.spark.features.MerchantRecord;
import fraud.spark.metrics.CountsAccumulator;
import fraud.spark.parse.ParseRecords;
import fraud.spark.parse.ParsedRecord;
import fraud.spark.rules.AssessedOutput;
import fraud.spark.rules.EvaluateRules;
import fraud.spark.score.ScoreTransactions;
import fraud.spark.score.ScoredOutput;
import fraud.spark.source.InputStreams;
import fraud.spark.source.PartitionClocks;
import fraud.spark.state.RecordEncoder;
import fraud.spark.versions.VersionReader;
import fraud.topics.InputTopics;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.TimeMode;

/**
 * The dataflow of the detector, without its ends: records in, outputs out. Two stateful stages under one watermark, and
 * nothing forks, since Spark reads a source and runs the stages behind it once for each branch: what is final early
 * passes through what follows, and what belongs to an issuer range has a key of its own among the merchants.
 *
 * <pre>
 * transactions, versions ─ parse ─┐
 *                                 ├─ by card ─ CardProcessor ─┐
 * readiness clock ─ watermark ────┘                           ├─ by merchant ─ MerchantProcessor ─┐
 * labels ───────────────── parse ─────────────────────────────┘                                   │
 *                 ┌───────────────────────────────────────────────────────────────────────────────┘
 *                 └─ score ─ evaluate rules ─ decide ──► outputs
 * </pre>
 */
public final class FraudTopology {

    private FraudTopology() {}

    /**
     * All outputs.
     *
     * @param inputs the input topics
     * @param topics their names
     * @param versions the topic {@code versions} once more, for all tasks
     * @param attempts at records
     * @param counts of all tasks
     */
    public static Dataset<OutputRecord> build(
            InputStreams inputs,
            InputTopics topics,
            DetectorParameters parameters,
            VersionReader versions,
            RecordAttempts attempts,
            CountsAccumulator counts) {
        Encoder<ParsedRecord> parsed = RecordEncoder.of(ParsedRecord.class);
        Encoder<MerchantRecord> merchant = RecordEncoder.of(MerchantRecord.class);
        RecordAttempts.Step routeLabels = attempts.step("route labels");
        MapFunction<ParsedRecord, MerchantRecord> ofLabels =
                label -> routeLabels.get(label.result().origin(), () -> MerchantRecord.ofLabels(label));

        // As many tasks read as keep state: one more costs a batch more than the records that it would take over.
        int tasks = Integer.parseInt(inputs.ofCards().sparkSession().conf().get("spark.sql.shuffle.partitions"));
        Dataset<MerchantRecord> labels = PartitionClocks.records(inputs.labels())
                .flatMap(ParseRecords.ofLabels(parameters, attempts, counts), parsed)
                .map(ofLabels, merchant)
                .coalesce(Math.max(1, tasks / 2));

        Dataset<MerchantRecord> ofCards = PartitionClocks.records(inputs.ofCards())
                .flatMap(ParseRecords.ofCards(topics, parameters, attempts, counts), parsed)
                .union(PartitionClocks.watermark(inputs.clock(), parsed))
                .coalesce(tasks)
                .groupBy(col("key"))
                .as(Encoders.STRING(), parsed)
                .transformWithState(
                        new CardProcessor(parameters, versions, attempts, counts),
                        TimeMode.EventTime(),
                        OutputMode.Append(),
                        merchant);
        return ofCards.union(labels)
                .groupBy(col("key"))
                .as(Encoders.STRING(), merchant)
                .transformWithState(
                        new MerchantProcessor(parameters, versions, attempts, counts),
                        TimeMode.EventTime(),
                        OutputMode.Append(),
                        RecordEncoder.of(MerchantOutput.class))
                .map(
                        new ScoreTransactions(versions, parameters.withFeatures(), attempts),
                        RecordEncoder.of(ScoredOutput.class))
                .map(new EvaluateRules(versions, attempts), RecordEncoder.of(AssessedOutput.class))
                .map(new Decide(parameters.withFeatures(), attempts, counts), RecordEncoder.of(OutputRecord.class));
    }
}
