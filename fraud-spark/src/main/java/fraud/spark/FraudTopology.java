package fraud.spark;

import static org.apache.spark.sql.functions.col;

import fraud.config.DetectorParameters;
import fraud.parse.SourceRecord;
import fraud.rules.RuleSet;
import fraud.sink.OutputRecord;
import fraud.spark.features.CardOutput;
import fraud.spark.features.CardProcessor;
import fraud.spark.parse.ParseTransactions;
import fraud.spark.parse.ParsedRecord;
import fraud.spark.rules.AssessedOutput;
import fraud.spark.rules.Decide;
import fraud.spark.rules.EvaluateRules;
import fraud.spark.source.PartitionClocks;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.TimeMode;

/**
 * The dataflow of the detector, without its ends: records in, outputs out. One stateful stage, and nothing forks, since Spark reads the
 * source and runs the stages before it once for each branch.
 */
public final class FraudTopology {

    private FraudTopology() {}

    /**
     * All outputs of a stream of transactions.
     *
     * @param partitions each partition of {@code transactions} with the columns of Spark's Kafka source, headers included; their order is
     *     pinned in checkpoints
     */
    public static Dataset<OutputRecord> build(
            List<Dataset<Row>> partitions, DetectorParameters parameters, RuleSet rules) {
        Dataset<SourceRecord> records = PartitionClocks.withClocks(partitions, parameters);
        return records.flatMap(new ParseTransactions(parameters.partitions()), RecordEncoder.of(ParsedRecord.class))
                .groupBy(col("key"))
                .as(Encoders.STRING(), RecordEncoder.of(ParsedRecord.class))
                .transformWithState(
                        new CardProcessor(parameters, rules),
                        TimeMode.EventTime(),
                        OutputMode.Append(),
                        RecordEncoder.of(CardOutput.class))
                .map(new EvaluateRules(rules), RecordEncoder.of(AssessedOutput.class))
                .map(new Decide(rules.version(), parameters.withFeatures()), RecordEncoder.of(OutputRecord.class));
    }
}
