package fraud.spark;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.spark.config.JobConfig;
import fraud.spark.sink.KafkaOutputs;
import fraud.spark.source.KafkaInputs;
import org.junit.jupiter.api.Test;

class KafkaOptionsTest {

    private static final String READ_AHEAD = "kafka.fetch.max.wait.ms";

    @Test
    void readsOfMicroBatchesDoNotWaitBehindTheirReadAhead() {
        assertThat(KafkaInputs.batchSourceOptions(parse())).containsEntry(READ_AHEAD, "1");
        assertThat(KafkaInputs.batchSourceOptions(parse(READ_AHEAD, "20"))).containsEntry(READ_AHEAD, "20");
    }

    /** Real-Time Mode waits for records that are yet to come: it would ask a thousand times a second. */
    @Test
    void otherReadsWaitAsKafkaDoes() {
        assertThat(KafkaInputs.sourceOptions(parse())).doesNotContainKey(READ_AHEAD);
    }

    @Test
    void theOperatorHasTheLastWordOnCompression() {
        assertThat(KafkaOutputs.sinkOptions(parse())).containsEntry("kafka.compression.type", "snappy");
        assertThat(KafkaOutputs.sinkOptions(parse("kafka.compression.type", "zstd")))
                .containsEntry("kafka.compression.type", "zstd");
    }

    private static JobConfig parse() {
        return JobConfig.parse("--bootstrap.servers", "localhost:9092", "--checkpoint.dir", "/checkpoint");
    }

    private static JobConfig parse(String key, String value) {
        return JobConfig.parse(
                "--bootstrap.servers", "localhost:9092", "--checkpoint.dir", "/checkpoint", "--" + key, value);
    }
}
