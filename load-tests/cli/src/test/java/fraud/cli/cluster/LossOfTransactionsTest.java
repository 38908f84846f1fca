package fraud.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fraud.cli.detectors.Engine;
import fraud.cli.live.LiveTraffic;
import fraud.cli.live.RunningDetectors;
import fraud.cli.outputs.OutputComparison;
import fraud.cli.process.EmbeddedBroker;
import fraud.cli.process.Workspace;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Signals;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.model.Signal;
import fraud.report.figures.Summary.EngineSummary;
import fraud.score.StartingModels;
import fraud.topics.InputTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: with {@code delivery.guarantee = exactly-once} the loss of TaskManagers repeats nothing and loses nothing for a
 * reader of what is committed. Method: a job on a cluster of two TaskManagers, of which one after the other gets
 * {@code kill -9} at seeded moments while traffic is published, with checkpoints so close together that some losses
 * fall between the end of a checkpoint and the commit of its transactions. Records are counted, not identities.
 */
@Tag("stress")
class LossOfTransactionsTest {

    private static final long SEED = Long.getLong("fraud.seed", 17);
    private static final DetectorParameters PARAMETERS =
            DetectorParameters.defaults(3).withFeatures(true);
    private static final int LOSSES = Integer.getInteger("fraud.losses", 5);
    private static final int EVENTS_PER_SECOND = 200;
    private static final int FIRST_EVENTS = 500;
    private static final long EVENTS_A_LOSS = 3_000;
    private static final long EVENTS = FIRST_EVENTS + LOSSES * EVENTS_A_LOSS;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** With the logs of all processes, which are kept when it fails. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void eachOutputIsCommittedOnce() throws Exception {
        Random random = new Random(SEED);
        Path out = directory.resolve("out");
        try (Workspace workspace = Workspace.create(directory.resolve("logs"))) {
            KafkaConnection broker = KafkaConnection.to(EmbeddedBroker.start(workspace, 0));
            try (Admin admin = broker.admin();
                    Producer<byte[], byte[]> producer = broker.producer();
                    StandaloneCluster flink = StandaloneCluster.start(Engine.FLINK, directory, "--workers", "2")) {
                Topics.createInputs(admin, InputTopics.DEFAULT, PARAMETERS, Topics.Timestamps.PUBLISHER);
                Topics.createOutputs(admin, Engine.wireNames(Engine.all()), PARAMETERS.partitions());
                LiveTraffic traffic = new LiveTraffic(
                        GeneratorConfig.defaults()
                                .with(Parameter.SEED, SEED)
                                .with(Parameter.COUNT, EVENTS)
                                .with(Parameter.CARDS, 300),
                        producer,
                        new Signals(producer, Topics.inputPartitions(admin, InputTopics.DEFAULT)));
                RunningDetectors detectors = new RunningDetectors(
                        broker, admin, PARAMETERS, StartingModels.NONE, PATIENCE, workspace::check);
                traffic.publish(FIRST_EVENTS);
                flink.submit(
                        broker,
                        workspace.data(),
                        "--features",
                        "true",
                        "--parallelism",
                        "2",
                        "--delivery.guarantee",
                        "exactly-once",
                        "--checkpoint.interval.millis",
                        "250");
                detectors.awaitAnswers(Engine.FLINK, 1);

                for (int loss = 0; loss < LOSSES; loss++) {
                    long before = random.nextLong(EVENTS_A_LOSS);
                    long start = FIRST_EVENTS + loss * EVENTS_A_LOSS;
                    traffic.publish(start + before, EVENTS_PER_SECOND);
                    long pid = await().atMost(PATIENCE)
                            .until(() -> flink.kill(StandaloneCluster.Part.TASK_MANAGER), killed -> killed != 0);
                    System.out.println("killed TaskManager " + pid + " after " + (start + before) + " events");
                    flink.revive();
                    traffic.publish(start + EVENTS_A_LOSS, EVENTS_PER_SECOND);
                }
                detectors.awaitCompletions(
                        Engine.FLINK, () -> traffic.signal(Signal.END_OF_INPUT, PARAMETERS.lagMillis() + 1));

                EngineSummary summary = detectors.examine(Engine.FLINK, out, workspace.data());
                RunningDetectors.Decisions decisions = detectors.countDecisions(Engine.FLINK);
                System.out.println(summary + " " + decisions);
                assertThat(summary.findings()).isEmpty();
                assertThat(summary.isClean()).isTrue();
                assertThat(summary.alerts()).isPositive();
                assertThat(summary.repeats()).isZero();
                assertThat(decisions.committed()).isEqualTo(summary.decisions());
                assertThat(decisions.others()).as("aborted").isPositive();
                detectors.examine(Engine.REFERENCE, out, workspace.data());
            }
        }

        OutputComparison comparison =
                OutputComparison.of(out, Engine.wireNames(List.of(Engine.REFERENCE, Engine.FLINK)));
        assertThat(comparison.equal()).as("%s", comparison.difference()).hasValue(true);
    }
}
