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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: losing workers ends no job and changes no output. Method: both jobs, submitted as a user would, on clusters of
 * separate processes, while traffic is published; at seeded moments within a minute and a half six TaskManagers, four
 * executors and two supervised drivers get {@code kill -9}, and the cluster's supervisor starts the TaskManagers
 * again. Then the input ends, and both must equal the reference.
 */
@Tag("stress")
class LossOfWorkersTest {

    private static final long SEED = Long.getLong("fraud.seed", 13);
    private static final DetectorParameters PARAMETERS =
            DetectorParameters.defaults(3).withFeatures(true);
    /** Of the traffic, and of the losses. */
    private static final Duration LENGTH = Duration.ofSeconds(90);

    private static final int EVENTS_PER_SECOND = 200;
    /** Before the first loss, so that there is something to lose. */
    private static final int FIRST_EVENTS = 2_000;

    private static final long EVENTS = FIRST_EVENTS + EVENTS_PER_SECOND * LENGTH.toSeconds();
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** With the logs of all processes, which are kept when it fails. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    /** A process that is killed, and when. */
    private record Loss(StandaloneCluster.Part part, long afterMillis) {

        static List<Loss> of(Random random, List<StandaloneCluster.Part> parts) {
            List<StandaloneCluster.Part> shuffled = new ArrayList<>(parts);
            Collections.shuffle(shuffled, random);
            List<Long> moments = random.longs(shuffled.size(), 0, LENGTH.toMillis())
                    .sorted()
                    .boxed()
                    .toList();
            List<Loss> losses = new ArrayList<>();
            for (int i = 0; i < shuffled.size(); i++) {
                losses.add(new Loss(shuffled.get(i), moments.get(i)));
            }
            return losses;
        }
    }

    @Test
    void endsNoJobAndChangesNoOutput() throws Exception {
        Random random = new Random(SEED);
        List<Loss> ofFlink = Loss.of(random, Collections.nCopies(6, StandaloneCluster.Part.TASK_MANAGER));
        List<StandaloneCluster.Part> sparks = new ArrayList<>(Collections.nCopies(4, StandaloneCluster.Part.EXECUTOR));
        sparks.addAll(Collections.nCopies(2, StandaloneCluster.Part.DRIVER));
        List<Loss> ofSpark = Loss.of(random, sparks);
        System.out.println("LossOfWorkersTest, seed " + SEED + " in " + directory + ": " + ofFlink + " " + ofSpark);

        Path out = directory.resolve("out");
        try (Workspace workspace = Workspace.create(directory.resolve("logs"))) {
            KafkaConnection broker = KafkaConnection.toOwnBroker(EmbeddedBroker.start(workspace, 0));
            try (Admin admin = broker.admin();
                    Producer<byte[], byte[]> producer = broker.producer();
                    StandaloneCluster flink = StandaloneCluster.start(Engine.FLINK, directory, "--workers", "2");
                    StandaloneCluster spark = StandaloneCluster.start(Engine.SPARK, directory, "--slots", "3")) {
                Topics.createInputs(admin, InputTopics.DEFAULT, PARAMETERS, Topics.Timestamps.PUBLISHER);
                Topics.createOutputs(admin, Engine.wireNames(Engine.all()), PARAMETERS.partitions());
                LiveTraffic traffic = new LiveTraffic(
                        GeneratorConfig.defaults()
                                .with(Parameter.SEED, SEED)
                                .with(Parameter.COUNT, EVENTS)
                                .with(Parameter.CARDS, 300),
                        producer,
                        new Signals(producer, Topics.inputPartitions(admin, InputTopics.DEFAULT)));
                traffic.publish(FIRST_EVENTS);
                flink.submit(broker, workspace.data(), "--features", "true", "--parallelism", "2");
                spark.submit(broker, workspace.data(), "--features", "true");
                RunningDetectors detectors = detectors(broker, admin);
                for (Engine engine : Engine.processes()) {
                    detectors.awaitAnswers(engine, 1);
                }

                long start = System.nanoTime();
                CompletableFuture<Void> losses = CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> lose(ofFlink, flink, start)),
                        CompletableFuture.runAsync(() -> lose(ofSpark, spark, start)));
                traffic.publish(EVENTS, EVENTS_PER_SECOND);
                losses.get();
                detectors.awaitCompletions(() -> traffic.signal(Signal.END_OF_INPUT, PARAMETERS.lagMillis() + 1));
                System.out.println("the last completion after " + secondsSince(start) + " s");
            }
            try (Admin admin = broker.admin()) {
                for (Engine engine : Engine.all()) {
                    assertClean(detectors(broker, admin).examine(engine, out, workspace.data()));
                }
            }
        }

        OutputComparison comparison = OutputComparison.of(out, Engine.wireNames(Engine.all()));
        assertThat(comparison.equal()).as("%s", comparison.difference()).hasValue(true);
    }

    /** Kills what there is at each moment; after a loss of the driver its executors take some seconds to come. */
    private static void lose(List<Loss> losses, StandaloneCluster cluster, long startNanos) {
        for (Loss loss : losses) {
            LockSupport.parkNanos(
                    startNanos + Duration.ofMillis(loss.afterMillis()).toNanos() - System.nanoTime());
            long pid = await().atMost(PATIENCE).until(() -> cluster.kill(loss.part()), killed -> killed != 0);
            System.out.println(secondsSince(startNanos) + " s: killed " + loss.part() + ", process " + pid);
            cluster.revive();
        }
    }

    private static long secondsSince(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos).toSeconds();
    }

    /** What the clusters run; a process that dies there is to be started again. */
    private static RunningDetectors detectors(KafkaConnection broker, Admin admin) {
        return new RunningDetectors(broker, admin, PARAMETERS, StartingModels.NONE, PATIENCE, () -> {});
    }

    private static void assertClean(EngineSummary summary) {
        System.out.println(summary);
        assertThat(summary.findings()).isEmpty();
        assertThat(summary.isClean()).isTrue();
        assertThat(summary.decisions()).isGreaterThan(EVENTS / 2);
        assertThat(summary.alerts()).isPositive();
    }
}
