package fraud.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fraud.config.DetectorParameters;
import fraud.flink.config.FlinkSettings;
import fraud.flink.config.JobConfig;
import fraud.flink.sink.FraudStreams;
import fraud.metrics.Metric;
import fraud.metrics.Scrape;
import fraud.model.Origin;
import fraud.model.Outcome;
import fraud.model.RejectReason;
import fraud.parse.SourceRecord;
import fraud.reference.ReferenceDetector;
import fraud.reference.SeededStream;
import fraud.rules.Reason;
import fraud.ruleset.RuleSet;
import fraud.score.TestModels;
import fraud.sequences.SequenceRule;
import fraud.sink.OutputKind;
import fraud.topics.InputTopics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: a detector that runs shows the metrics of the catalogue and no others, and they say what it did. Method: a
 * seeded stream through the production topology with the settings of a local run, scraped over HTTP; the counts are
 * held against the reference's outputs. What only Kafka knows is not there, since there is no broker.
 */
@Tag("engine")
class ScrapedJobTest {

    private static final RuleSet RULES = RuleSet.defaults();
    private static final DetectorParameters PARAMETERS =
            new DetectorParameters(3, 2, 10_000, 0, DetectorParameters.DEFAULT_LEAD_MILLIS, 32, 16, true);

    @TempDir
    private Path checkpoints;

    @Test
    void showsWhatTheCatalogueNamesAndWhatTheReferenceCounts() throws Exception {
        List<SourceRecord> records = SeededStream.of(5, PARAMETERS, RULES, 1_000);
        List<String> expected = ReferenceOutputs.of(records, PARAMETERS, RULES);
        int port = freePort();

        JobClient job = start(records, port);
        try {
            await().atMost(Duration.ofMinutes(1))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> isDone(Scrape.of(port), expected));
            Scrape scrape = Scrape.of(port);

            scrape.assertIsCatalogue(
                    Metric::nameInFlink,
                    Set.of("job_name", "operator_name", "subtask_index"),
                    Set.of(Metric.PARTITION_READINESS, Metric.PARTITION_LAG, Metric.SEQUENCE_ATTEMPTS_OPEN));
            assertThat(scrape.of(Metric.PARTITION_READINESS.nameInFlink())).hasSize(6);
            for (Outcome outcome : Outcome.values()) {
                assertCount(scrape, Metric.DECISIONS, outcome, expected, OutputKind.DECISION);
            }
            for (Reason reason : Reason.values()) {
                assertCount(scrape, Metric.RULES_FIRED, reason, expected, OutputKind.DECISION);
            }
            for (SequenceRule rule : SequenceRule.values()) {
                assertCount(scrape, Metric.SEQUENCES_FIRED, rule, expected, OutputKind.ALERT);
            }
            for (RejectReason reason : RejectReason.values()) {
                assertCount(scrape, Metric.DEAD_LETTERS, reason, expected, OutputKind.DEAD_LETTER);
            }
            assertThat(scrape.sum(Metric.DUPLICATES.nameInFlink()))
                    .isEqualTo(count(expected, OutputKind.DUPLICATE, ""));
            assertThat(scrape.sum(Metric.LATE_TRANSACTIONS.nameInFlink()))
                    .isEqualTo(count(expected, OutputKind.LATE, ""));
            assertThat(scrape.sum(Metric.WAITING_TRANSACTIONS.nameInFlink())).isZero();
            assertThat(scrape.sum(Metric.DECISION_LATENCY.nameInFlink() + "_count"))
                    .isEqualTo(decisionsWithSendTime(records));
            assertThat(scrape.of(Metric.LAST_DECISION.nameInFlink())).anyMatch(sample -> sample.value() > 0);
        } finally {
            job.cancel().get(1, TimeUnit.MINUTES);
        }
    }

    private static boolean isDone(Scrape scrape, List<String> expected) {
        return scrape.sum(Metric.DECISIONS.nameInFlink()) == count(expected, OutputKind.DECISION, "")
                && scrape.sum(Metric.SEQUENCES_FIRED.nameInFlink()) == count(expected, OutputKind.ALERT, "")
                && scrape.sum(Metric.DUPLICATES.nameInFlink()) == count(expected, OutputKind.DUPLICATE, "")
                && scrape.sum(Metric.LATE_TRANSACTIONS.nameInFlink()) == count(expected, OutputKind.LATE, "")
                && scrape.sum(Metric.DEAD_LETTERS.nameInFlink()) == count(expected, OutputKind.DEAD_LETTER, "");
    }

    private static void assertCount(
            Scrape scrape, Metric metric, Enum<?> value, List<String> expected, OutputKind kind) {
        String label = metric.labels().get(0).labelName();
        assertThat(scrape.sum(metric.nameInFlink(), label, value.name()))
                .as("%s %s", metric, value)
                .isEqualTo(count(expected, kind, "\"" + value + "\""));
    }

    private static double count(List<String> outputs, OutputKind kind, String part) {
        return outputs.stream()
                .filter(output -> output.startsWith(kind + " ") && output.contains(part))
                .count();
    }

    private static double decisionsWithSendTime(List<SourceRecord> records) {
        return new ReferenceDetector(PARAMETERS, RULES, TestModels.starting(), InputTopics.DEFAULT)
                .detect(records).stream()
                        .filter(output -> output.kind() == OutputKind.DECISION)
                        .filter(output -> output.intendedSendMicros() != Origin.UNKNOWN)
                        .count();
    }

    private JobClient start(List<SourceRecord> records, int port) throws Exception {
        JobConfig config = JobConfig.parse(
                "--bootstrap.servers",
                "none:1",
                "--checkpoint.dir",
                checkpoints.toString(),
                "--parallelism",
                "2",
                "--metrics.port",
                String.valueOf(port));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(FlinkSettings.ofLocalJob(config));
        Replay replay = Replay.thatStays(records, PARAMETERS);
        FraudStreams streams = FraudTopology.build(
                replay.transactions(environment),
                replay.labels(environment),
                replay.rules(environment),
                PARAMETERS,
                RULES,
                TestModels.starting(),
                config.attempts());
        List<Function<FraudStreams, DataStream<?>>> outputs = List.of(
                FraudStreams::decisions,
                FraudStreams::alerts,
                FraudStreams::deadLetters,
                FraudStreams::duplicates,
                FraudStreams::late,
                FraudStreams::completions,
                FraudStreams::skewViolations);
        for (int i = 0; i < outputs.size(); i++) {
            collect(outputs.get(i).apply(streams), "sink-" + i);
        }
        return environment.executeAsync("fraud-flink");
    }

    private static <T> void collect(DataStream<T> stream, String id) {
        stream.sinkTo(new CollectingSink<>()).uid(id);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
