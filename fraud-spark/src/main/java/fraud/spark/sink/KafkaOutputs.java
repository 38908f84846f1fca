package fraud.spark.sink;

import fraud.sink.OutputRecord;
import fraud.spark.config.JobConfig;
import fraud.spark.state.RecordEncoder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.streaming.DataStreamWriter;

/**
 * Writes all outputs through one sink, each row to its own topic: a second query would read and compute everything a
 * second time. At least once: a batch that is run again after a crash repeats its records, byte for byte (SEMANTICS
 * 2.3).
 */
public final class KafkaOutputs {

    private KafkaOutputs() {}

    /** The query's writer, yet to be named and started. */
    public static DataStreamWriter<KafkaRow> write(Dataset<OutputRecord> outputs, JobConfig config) {
        return outputs.map(
                        new ToKafkaRow(config.detector().detectorName(), version()), RecordEncoder.of(KafkaRow.class))
                .writeStream()
                .format("kafka")
                .option("kafka.acks", "all")
                .option("kafka.enable.idempotence", "true")
                .option("kafka.linger.ms", "5")
                .option("kafka.batch.size", "65536")
                .option("kafka.compression.type", "lz4")
                .options(config.kafkaOptions());
    }

    /** The jar's version; classes that are in no jar have none. */
    private static String version() {
        String packaged = KafkaOutputs.class.getPackage().getImplementationVersion();
        return packaged == null ? "unpackaged" : packaged;
    }
}
