package fraud.flink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.config.ConfigException;
import fraud.config.DetectorParameters;
import fraud.recovery.JobFailedException;
import fraud.topics.InputTopics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobConfigTest {

    @Test
    void needsBrokersAndACheckpointDirectoryOnly() {
        JobConfig config = parse();

        assertThat(config.detector().topics()).isEqualTo(new InputTopics("transactions", "labels", "versions"));
        assertThat(config.detector().detectorName()).isEqualTo("flink");
        assertThat(config.detector().parameters().maxOutOfOrdernessMillis()).isEqualTo(10_000);
        assertThat(config.stateBackend()).isEqualTo(JobConfig.StateBackend.HASHMAP);
    }

    @ParameterizedTest
    @CsvSource({
        "max.out.of.orderness.millis, -1",
        "max.out.of.orderness.millis, 82800001",
        "skew.millis, 60001",
        "history.limit, 15",
        "versions.lead.millis, 119999",
        "merchant.daily.limit, 15",
        "features, yes",
        "parallelism, 721",
        "state.backend, forst",
        "checkpoint.interval.millis, 0",
        "delivery.guarantee, exactly_once",
        "transaction.timeout.millis, 999",
        "buffer.timeout.millis, ten",
        "object.reuse, yes",
        "web.port, 65536",
        "record.attempts, 0",
    })
    void namesASettingThatCannotBeUsed(String key, String value) {
        assertThatThrownBy(() -> parse("--" + key, value))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(value)
                .hasMessageNotContaining("\n");
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
    void takesEveryParameterOfTheContract() {
        JobConfig config = parse(
                "--max.out.of.orderness.millis",
                "1",
                "--skew.millis",
                "2",
                "--versions.lead.millis",
                "120003",
                "--history.limit",
                "100",
                "--merchant.daily.limit",
                "200",
                "--features",
                "true");

        assertThat(config.detector().parameters().withPartitions(4, 3))
                .isEqualTo(new DetectorParameters(4, 3, 1, 2, 120_003, 100, 200, true));
    }

    @Test
    void rejectsASettingItDoesNotKnow() {
        assertThatThrownBy(() -> parse("--checkpont.interval.millis", "100"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("checkpont.interval.millis");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> JobConfig.parse("--bootstrap.servers", "b:1"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("checkpoint.dir");
    }

    @Test
    void handsKafkaSettingsToEveryClientAndKeepsTheirValuesOutOfTheLog() {
        JobConfig config = parse("--kafka.sasl.jaas.config", "password=s3cret");

        Properties properties = config.kafkaProperties();
        assertThat(properties).containsEntry("sasl.jaas.config", "password=s3cret");
        assertThat(properties).containsEntry("bootstrap.servers", "broker:9092");
        assertThat(config.lines()).contains("kafka.sasl.jaas.config = (set)");
        assertThat(config.lines() + config.toString()).doesNotContain("s3cret");
    }

    @Test
    void takesACheckpointDirectoryAsPathOrAsUri(@TempDir Path directory) {
        String path = directory.toString();
        assertThat(parse("--checkpoint.dir", path).checkpointDirectory())
                .hasScheme("file")
                .hasPath(path);
        assertThat(parse("--checkpoint.dir", "s3://bucket/checkpoints").checkpointDirectory())
                .hasToString("s3://bucket/checkpoints");
    }

    @Test
    void copiesRecordsOnlyWhenTold() {
        assertThat(FlinkSettings.ofJob(parse()).get(PipelineOptions.OBJECT_REUSE))
                .isTrue();
        assertThat(FlinkSettings.ofJob(parse("--object.reuse", "false")).get(PipelineOptions.OBJECT_REUSE))
                .isFalse();
    }

    @Test
    void goesOnFromACheckpointWhenGivenOne() {
        assertThat(parse().restoreFrom()).isEmpty();
        JobConfig config = parse("--restore.from", "/checkpoints/chk-7");
        assertThat(FlinkSettings.ofJob(config).get(StateRecoveryOptions.SAVEPOINT_PATH))
                .isEqualTo("file:///checkpoints/chk-7");
    }

    @Test
    void deliversAtLeastOnceUnlessToldOtherwise() {
        assertThat(parse().delivery()).isEqualTo(JobConfig.Delivery.AT_LEAST_ONCE);
        assertThat(parse("--delivery.guarantee", "exactly-once").delivery()).isEqualTo(JobConfig.Delivery.EXACTLY_ONCE);
        assertThatThrownBy(() -> parse("--delivery.guarantee", "exactly-onc"))
                .hasMessage("delivery.guarantee = exactly-onc: must be one of at-least-once, exactly-once:"
                        + " did you mean exactly-once?");
    }

    @Test
    void wantsATransactionToOutliveThreeCheckpointIntervals() {
        String[] tooShort = {"--transaction.timeout.millis", "2999", "--checkpoint.interval.millis", "1000"};
        assertThat(parse(tooShort).transactionTimeout()).hasMillis(2_999);

        List<String> exactlyOnce = new ArrayList<>(List.of(tooShort));
        exactlyOnce.addAll(List.of("--delivery.guarantee", "exactly-once"));
        assertThatThrownBy(() -> parse(exactlyOnce.toArray(String[]::new)))
                .isInstanceOf(ConfigException.class)
                .hasMessage("transaction.timeout.millis = 2999: must be at least 3000,"
                        + " three times checkpoint.interval.millis");
    }

    @Test
    void goesBackToTheLastCheckpointBeforeATransactionTimesOut() {
        Configuration flink = FlinkSettings.ofJob(parse(
                "--delivery.guarantee",
                "exactly-once",
                "--transaction.timeout.millis",
                "30000",
                "--checkpoint.interval.millis",
                "10000"));

        assertThat(flink.get(CheckpointingOptions.CHECKPOINTING_TIMEOUT)).hasSeconds(10);
        assertThat(flink.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER)).isZero();
        assertThat(FlinkSettings.ofJob(parse()).get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER))
                .isPositive();
    }

    private static JobConfig parse(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--bootstrap.servers", "broker:9092"));
        if (!List.of(more).contains("--checkpoint.dir")) {
            arguments.addAll(List.of("--checkpoint.dir", "checkpoints"));
        }
        arguments.addAll(List.of(more));
        return JobConfig.parse(arguments.toArray(String[]::new));
    }
}
