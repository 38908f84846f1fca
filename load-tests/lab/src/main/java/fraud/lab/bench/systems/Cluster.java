package fraud.lab.bench.systems;

import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.process.ChildProcess;
import fraud.cli.process.LoopbackPort;
import fraud.lab.bench.spec.SystemSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** A cluster of an engine as {@code deploy/standalone/cluster run} starts it, which ends with this process. */
public final class Cluster {

    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration SUBMIT = Duration.ofMinutes(4);
    private static final long STEP_NANOS = Duration.ofMillis(100).toNanos();

    private final Systems systems;
    private final SystemSpec spec;
    private final Path directory;
    private final int port;

    private Cluster(Systems systems, SystemSpec spec) {
        this.systems = systems;
        this.spec = spec;
        this.directory = directory(systems.logs());
        this.port = LoopbackPort.free(0);
    }

    /**
     * Where a cluster has its logs, in {@code logs}, and Spark's worker what it started, in {@code work}.
     *
     * @param logs of the launch
     */
    public static Path directory(Path logs) {
        return logs.resolve("cluster");
    }

    /**
     * Starts one and waits until it answers.
     *
     * @param slots of each worker
     */
    static Cluster start(Systems systems, SystemSpec spec, String engine, int slots) {
        Cluster cluster = new Cluster(systems, spec);
        ClusterShape shape = systems.shape();
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                engine,
                "--dir",
                cluster.directory.toString(),
                "--port",
                String.valueOf(cluster.port),
                "--slots",
                String.valueOf(slots),
                "--workers",
                String.valueOf(shape.workers())));
        if (shape.supervised()) {
            arguments.addAll(List.of("--ha", "--supervise"));
        }
        ChildProcess process = systems.workspace().start("cluster", cluster.script("cluster", arguments));
        Path ready = cluster.directory.resolve("conf").resolve("cluster");
        long until = System.nanoTime() + START.toNanos();
        while (!Files.exists(ready)) {
            systems.workspace().check();
            if (System.nanoTime() - until > 0) {
                throw new OperationFailedException("the cluster does not start (log: " + process.log() + ")");
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        return cluster;
    }

    /** The command of a script beside the cluster's, with the options of the system's JVMs. */
    List<String> script(String name, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "JAVA_HOME=" + System.getProperty("java.home"),
                "JAVA_TOOL_OPTIONS=" + String.join(" ", systems.jvmOptions(spec)),
                "TMPDIR=" + systems.workspace().data(),
                "bash",
                systems.installation()
                        .home()
                        .resolve("deploy")
                        .resolve("standalone")
                        .resolve(name)
                        .toString()));
        command.addAll(arguments);
        return command;
    }

    /** The options of a script that submits: {@code --conf KEY=VALUE}, and {@code --jar} for another job. */
    List<String> ofSubmission() {
        List<String> options = new ArrayList<>();
        if (spec.jar() != null) {
            options.addAll(List.of(
                    "--jar", Requirements.jar(systems.installation(), spec).toString()));
        }
        spec.engine().forEach((key, value) -> options.addAll(List.of("--conf", key + "=" + value)));
        return options;
    }

    /** Where the JobManager's REST interface, or the master, is. */
    int port() {
        return port;
    }

    /** Where Flink's checkpoints go. */
    public static Path checkpoints(Systems systems) {
        return systems.workspace().data().resolve("checkpoints");
    }

    /** What manages it, by the name that the script gives it. */
    List<ProcessHandle> manager(String part) {
        return process(part).stream().toList();
    }

    /** Its workers. */
    List<ProcessHandle> workers(String part) {
        return IntStream.rangeClosed(1, systems.shape().workers())
                .mapToObj(number -> process(part + "-" + number))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<ProcessHandle> process(String part) {
        Path file = directory.resolve(part + ".pid");
        try {
            // One that is being started again has an empty file for a moment.
            return Files.exists(file)
                    ? Optional.of(Files.readString(file).strip())
                            .filter(id -> !id.isEmpty())
                            .flatMap(id -> ProcessHandle.of(Long.parseLong(id)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new OperationFailedException("cannot read " + file + ": " + FileFailure.reason(file, e), e);
        }
    }

    /** Runs a script to its end. */
    void runToEnd(String name, List<String> arguments) {
        ChildProcess process = systems.workspace().startToEnd(name, script(name, arguments));
        long until = System.nanoTime() + SUBMIT.toNanos();
        while (process.isAlive()) {
            systems.workspace().check();
            if (System.nanoTime() - until > 0) {
                throw new OperationFailedException(
                        name + " has not ended for " + SUBMIT.toMinutes() + " min (log: " + process.log() + ")");
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        systems.workspace().stop(process);
        process.requireSuccess();
    }
}
