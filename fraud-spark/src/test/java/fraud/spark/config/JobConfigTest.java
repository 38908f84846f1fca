package fraud.spark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.config.ConfigException;
import fraud.config.DetectorParameters;
import fraud.recovery.JobFailedException;
import fraud.topics.InputTopics;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobConfigTest {

    @Test
    void hasDefaultsForAllButBrokersAndCheckpoint() {
        JobConfig config = parse();

        assertThat(config.detector().topics()).isEqualTo(InputTopics.DEFAULT);
        assertThat(config.detector().detectorName()).isEqualTo("spark");
        assertThat(config.detector().parameters().withPartitions(4, 2)).isEqualTo(DetectorParameters.defaults(4));
        assertThat(config.webPort()).isEmpty();
        assertThat(config.progressFile()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bootstrap.servers", "checkpoint.dir"})
    void namesWhatIsMissing(String key) {
        String other = key.equals("bootstrap.servers") ? "checkpoint.dir" : "bootstrap.servers";
        assertThatThrownBy(() -> JobConfig.parse("--" + other, "x:1"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key + " is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "max.out.of.orderness.millis, -1",
        "max.out.of.orderness.millis, 82800001",
        "skew.millis, 60001",
        "versions.lead.millis, 119999",
        "versions.lead.millis, 3600001",
        "history.limit, 15",
        "merchant.daily.limit, 15",
        "features, yes",
        "shuffle.partitions, 0",
        "max.offsets.per.trigger, 0",
        "trigger.interval.millis, -1",
        "cores, 0",
        "web.port, 65536"
    })
    void rejectsValuesOutOfRange(String key, String value) {
        assertThatThrownBy(() -> parse("--" + key, value))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key);
    }

    @ParameterizedTest
    @CsvSource({"detector.name, a b", "detector.name, ü", "detector.name, ''", "topic.versions, a/b", "topic.labels, .."
    })
    void rejectsANameThatNoTopicOfKafkasHas(String key, String name) {
        assertThatThrownBy(() -> parse("--" + key, name))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(key + " = " + name + ": ");
        assertThat(parse("--detector.name", "x".repeat(236)).detector().detectorName())
                .hasSize(236);
        assertThatThrownBy(() -> parse("--detector.name", "x".repeat(237)))
                .hasMessageContaining("must be 1 to 236 of the characters");
    }

    @Test
    void showsNoCardNumber() {
        assertThatThrownBy(() -> parse("--history.limit", "4111111111111111"))
                .hasMessage("history.limit = ***: must be from 16 to 100000");
        assertThatThrownBy(() -> parse("--4111111111111111", "5")).hasMessageStartingWith("unknown setting ***: ");
        assertThat(new JobFailedException("no topic nope4111111111111111 at localhost:1"))
                .hasMessage("no topic nope*** at localhost:1");
    }

    @Test
    void readsEveryTopicUnderTheNameItIsGiven() {
        JobConfig config = parse("--topic.transactions", "t", "--topic.labels", "l", "--topic.versions", "r");

        assertThat(config.detector().topics()).isEqualTo(new InputTopics("t", "l", "r"));
        assertThat(config.lines()).contains("topic.transactions = t", "topic.labels = l", "topic.versions = r");
    }

    @Test
    void rejectsUnknownKeys() {
        assertThatThrownBy(() -> parse("--paralelism", "2"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("paralelism");
    }

    @Test
    void handsKafkaSettingsToEveryClientAsTheyAre() {
        JobConfig config = parse("--kafka.security.protocol", "SASL_SSL");

        assertThat(config.detector().kafkaClient())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("bootstrap.servers", "broker:9092");
        assertThat(config.kafkaOptions())
                .containsEntry("kafka.security.protocol", "SASL_SSL")
                .containsEntry("kafka.bootstrap.servers", "broker:9092");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sasl.jaas.config", "ssl.keystore.password", "ssl.keystore.key"})
    void printsNoSecret(String key) {
        assertThat(parse("--kafka." + key, "hush").lines())
                .contains("kafka." + key + " = (set)")
                .noneMatch(line -> line.contains("hush"));
    }

    private static JobConfig parse(String... more) {
        return JobConfig.parse(Stream.concat(
                        Stream.of("--bootstrap.servers", "broker:9092", "--checkpoint.dir", "checkpoint"),
                        Stream.of(more))
                .toArray(String[]::new));
    }
}
