package fraud.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.Cli;
import fraud.cli.outputs.OutputRecorder;
import fraud.cli.process.ChildProcess;
import fraud.cli.process.EmbeddedBroker;
import fraud.cli.process.Installation;
import fraud.cli.process.Patience;
import fraud.cli.process.Workspace;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.generator.stream.TransactionStream;
import fraud.lab.bench.launch.Drain;
import fraud.lab.bench.launch.Load;
import fraud.lab.bench.launch.OutputCheck;
import fraud.lab.bench.launch.Watch;
import fraud.lab.bench.measure.OutputTap;
import fraud.lab.bench.spec.SpecFiles;
import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.bench.systems.ClusterShape;
import fraud.lab.bench.systems.RunningSystem;
import fraud.lab.bench.systems.StateDirectory;
import fraud.lab.bench.systems.Systems;
import fraud.lab.telemetry.RunClock;
import fraud.lab.workload.StretchedTime;
import fraud.score.StartingModels;
import fraud.topics.InputTopics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Goal: a detector goes on with more tasks, and with fewer again, and its output is what it is without. Method: a
 * stream in three parts; between them Flink stops with a savepoint, and Spark between batches, whose state is then
 * repartitioned.
 */
@Tag("stress")
class RescaleTest {

    private static final Path HOME = Path.of("").toAbsolutePath().getParent().getParent();
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final List<Integer> TASKS = List.of(2, 4, 2);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final TransactionStream stream = TransactionStream.of(GeneratorConfig.defaults()
            .with(Parameter.CARDS, 500)
            .with(Parameter.HISTORY_DAYS, 12)
            .with(Parameter.COUNT, 1));

    @BeforeAll
    static void setHome() {
        // Where the commands that this test runs find the build.
        System.setProperty(Installation.HOME_PROPERTY, HOME.toString());
    }

    @ParameterizedTest
    @CsvSource({"flink-heap, parallelism", "flink-rocksdb, parallelism", "spark-microbatch, shuffle.partitions"})
    void goesOnWithMoreTasksAndWithFewer(String system, String setting) {
        SystemSpec spec = new SpecFiles(HOME.resolve("load-tests")).systems().get(system);
        DetectorParameters parameters =
                StretchedTime.parameters(GeneratorConfig.defaults().partitions());
        try (Workspace workspace = Workspace.create(directory.resolve("logs"))) {
            KafkaConnection broker = KafkaConnection.toOwnBroker(EmbeddedBroker.start(workspace, 0));
            try (Admin admin = broker.admin();
                    Producer<byte[], byte[]> producer = broker.producer()) {
                Topics.createInputs(admin, InputTopics.DEFAULT, parameters, Topics.Timestamps.PUBLISHER);
                Topics.createOutputs(admin, List.of(system), parameters.partitions());
                try (OutputTap tap = new OutputTap(broker, admin, system, false);
                        Load load = new Load(broker, stream, Duration.ofMillis(parameters.leadMillis()), 0)) {
                    for (int part = 0; part < TASKS.size(); part++) {
                        RunClock clock = new RunClock(Instant.now(), System.nanoTime());
                        Systems systems = new Systems(
                                new Installation(HOME),
                                workspace,
                                broker,
                                parameters,
                                StartingModels.NONE,
                                clock,
                                directory.resolve("part-" + part),
                                false,
                                new StateDirectory(workspace.data().resolve("state"), part > 0),
                                ClusterShape.PLAIN);
                        RunningSystem running = systems.start(with(spec, setting, TASKS.get(part)));
                        Watch watch = new Watch(
                                new Watch.Scene(system, running, Map::of, others -> Double.NaN, workspace::check),
                                clock,
                                new Patience(PATIENCE, System::nanoTime),
                                tap,
                                load);
                        load.sendHistoryUpTo(stream.historyCount() * (part + 1) / TASKS.size());
                        watch.await(() -> tap.answers() >= load.toAnswer());
                        if (part + 1 == TASKS.size()) {
                            new Drain(admin, watch, tap).toCompletion(producer, parameters, load.progress());
                        } else {
                            setAside(workspace);
                            running.stopForLater();
                            stopSystem(workspace);
                            if (system.startsWith("spark")) {
                                repartition(systems.state().checkpoint(), TASKS.get(part + 1));
                            }
                        }
                    }
                }
                OutputCheck.Verdict verdict = new OutputCheck(
                                broker, admin, parameters, StartingModels.NONE, workspace.data())
                        .verify(system, OutputRecorder.RECORDED);
                assertThat(verdict.summary().findings()).isEmpty();
                assertThat(verdict.summary().isClean()).isTrue();
                assertThat(verdict.difference()).isEmpty();
                assertThat(verdict.summary().repeats()).isZero();
            }
        }
    }

    private static SystemSpec with(SystemSpec spec, String setting, int tasks) {
        Map<String, String> settings = new HashMap<>(spec.settings());
        settings.put(setting, String.valueOf(tasks));
        return new SystemSpec(
                spec.name(),
                spec.title(),
                spec.kind(),
                spec.guarantee(),
                null,
                null,
                spec.input(),
                true,
                1,
                Collections.max(TASKS),
                settings,
                spec.engine(),
                spec.jvm());
    }

    /** The savepoint that this part began with: the next one is to be the only one of its directory. */
    private static void setAside(Workspace workspace) {
        Path state = workspace.data().resolve("state");
        try {
            Files.createDirectories(state);
            try (Stream<Path> savepoints = Files.list(state)) {
                for (Path savepoint : savepoints
                        .filter(file -> file.getFileName().toString().startsWith("savepoint-"))
                        .toList()) {
                    Files.move(savepoint, state.resolve("used-" + savepoint.getFileName()));
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void stopSystem(Workspace workspace) {
        List<ChildProcess> system = new ArrayList<>(workspace.running());
        system.removeIf(process -> process.name().equals("broker"));
        Collections.reverse(system);
        system.forEach(workspace::stop);
    }

    private static void repartition(Path checkpoint, int partitions) {
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        assertThat(new Cli()
                        .run(
                                writer,
                                writer,
                                "state",
                                "repartition",
                                "--checkpoint",
                                checkpoint.toString(),
                                "--partitions",
                                String.valueOf(partitions)))
                .as("%s", said)
                .isZero();
    }
}
