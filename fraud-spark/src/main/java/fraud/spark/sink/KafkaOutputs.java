package fraud.spark.sink;

import fraud.sink.OutputRecord;
import fraud.sink.ProducerDefaults;
import fraud.spark.config.JobConfig;
import fraud.spark.state.RecordEncoder;
import java.util.Map;
import java.util.TreeMap;
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
                .options(sinkOptions(config));
    }

    /** Options of a sink of outputs. */
    public static Map<String, String> sinkOptions(JobConfig config) {
        Map<String, String> options = new TreeMap<>();
        options.put("kafka.acks", "all");
        options.put("kafka.enable.idempotence", "true");
        ProducerDefaults.SETTINGS.forEach((name, value) -> options.put("kafka." + name, value));
        options.putAll(config.kafkaOptions());
        return options;
    }

    /** The jar's version; classes that are in no jar have none. */
    private static String version() {
        String packaged = KafkaOutputs.class.getPackage().getImplementationVersion();
        return packaged == null ? "unpackaged" : packaged;
    }
}
