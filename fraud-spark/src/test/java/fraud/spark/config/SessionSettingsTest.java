package fraud.spark.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class SessionSettingsTest {

    @Test
    void overrulesWhatTheContractRestsOn() {
        SparkConf given = new SparkConf(false).set("spark.sql.streaming.multipleWatermarkPolicy", "max");

        assertThat(SessionSettings.applyTo(given, 3).get("spark.sql.streaming.multipleWatermarkPolicy"))
                .isEqualTo("min");
    }

    @Test
    void leavesWhatIsTheOperatorsChoice() {
        SparkConf given = new SparkConf(false)
                .set("spark.locality.wait", "1s")
                .set("spark.sql.streaming.stateStore.rocksdb.maxMemoryUsageMB", "4096")
                .set("spark.sql.streaming.stateStore.encodingFormat", "avro");

        SparkConf conf = SessionSettings.applyTo(given, 3);
        assertThat(conf.get("spark.locality.wait")).isEqualTo("1s");
        assertThat(conf.get("spark.sql.streaming.stateStore.rocksdb.maxMemoryUsageMB"))
                .isEqualTo("4096");
        assertThat(conf.get("spark.sql.streaming.stateStore.encodingFormat")).isEqualTo("avro");
    }

    @Test
    void hidesSettingsForKafkaThatHoldASecret() {
        Pattern hidden =
                Pattern.compile(SessionSettings.applyTo(new SparkConf(false), 3).get("spark.redaction.regex"));

        assertThat(List.of("kafka.sasl.jaas.config", "kafka.ssl.keystore.key", "kafka.ssl.key.password"))
                .allMatch(key -> hidden.matcher(key).find());
        assertThat(hidden.matcher("kafka.bootstrap.servers").find()).isFalse();
    }

    @Test
    void takesTheNumberOfStatePartitionsFromTheJob() {
        SparkConf given = new SparkConf(false).set("spark.sql.shuffle.partitions", "200");

        assertThat(SessionSettings.applyTo(given, 3).get("spark.sql.shuffle.partitions"))
                .isEqualTo("3");
    }

    @Test
    void neverEndsForTheExecutorsThatWereLost() {
        SparkConf conf = SessionSettings.applyTo(new SparkConf(false), 3);

        assertThat(conf.get("spark.stage.maxConsecutiveAttempts")).isEqualTo("2147483647");
        assertThat(conf.get("spark.executor.maxNumFailures")).isEqualTo("2147483647");
    }

    @Test
    void listensToLoopbackOnlyWhenLocal() {
        SparkConf conf = SessionSettings.applyToLocal(new SparkConf(false), 2);

        assertThat(conf.get("spark.master")).isEqualTo("local[2]");
        assertThat(conf.get("spark.driver.bindAddress")).isEqualTo("127.0.0.1");
        assertThat(conf.get("spark.ui.enabled")).isEqualTo("false");
    }
}
