package fraud.lab.bench.systems;

import fraud.cli.detectors.DetectorProcess;
import fraud.cli.process.ChildProcess;
import fraud.cli.process.Installation;
import fraud.cli.process.Workspace;
import fraud.cli.topics.KafkaConnection;
import fraud.config.DetectorParameters;
import fraud.lab.bench.profile.Profiler;
import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.telemetry.RunClock;
import fraud.score.StartingModels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Starts systems in processes of their own, an engine's as {@code deploy/standalone} does it.
 *
 * @param installation the build
 * @param workspace whose processes they are
 * @param connection to the broker
 * @param parameters of the contract
 * @param models that detectors start with
 * @param clock of the run
 * @param logs directory for what a cluster's processes say; it stays
 * @param profiled whether their JVMs are sampled
 * @param state where a system has what it can go on from
 * @param shape of an engine's cluster
 */
public record Systems(
        Installation installation,
        Workspace workspace,
        KafkaConnection connection,
        DetectorParameters parameters,
        StartingModels models,
        RunClock clock,
        Path logs,
        boolean profiled,
        StateDirectory state,
        ClusterShape shape) {

    /**
     * Options of every JVM of every system, since the JVM would choose by the machine: one with a single core gets
     * another garbage collector.
     */
    public static final List<String> JVM_OPTIONS = List.of(
            "-XX:+UseG1GC",
            "-XX:ActiveProcessorCount=" + Runtime.getRuntime().availableProcessors(),
            "-XX:+ExitOnOutOfMemoryError");

    /** What names a garbage collector. */
    private static final Pattern COLLECTOR = Pattern.compile("-XX:[+]Use\\w+GC");

    /** Heap of a loop, as much as a TaskManager or an executor has. */
    private static final String LOOP_HEAP = "-Xmx1g";

    /**
     * Starts a system; returns once it has been submitted.
     *
     * @throws fraud.cli.failure.OperationFailedException if it does not start
     */
    public RunningSystem start(SystemSpec spec) {
        return switch (spec.kind()) {
            case LOOP -> startLoop(spec);
            case FLINK -> FlinkSystem.start(this, spec);
            case SPARK -> SparkSystem.start(this, spec);
        };
    }

    private RunningSystem startLoop(SystemSpec spec) {
        String config = DetectorProcess.writeConfig(
                        workspace.data(), spec.name(), connection, parameters, settings(spec))
                .toString();
        List<String> jvm = new ArrayList<>(List.of(LOOP_HEAP, "-Dfraud.log.level=warn"));
        jvm.addAll(jvmOptions(spec));
        ChildProcess process = workspace.start(
                spec.name(), Installation.javaCommandHere(jvm, spec.main(), List.of("--config", config)));
        return () -> Map.of("loop", process.handle().stream().toList());
    }

    /** The options of each of a system's JVMs: everyone's, the recordings, and those of its file, which win. */
    List<String> jvmOptions(SystemSpec spec) {
        List<String> options = commonOptions(spec.jvm());
        options.addAll(FlightRecording.options(recordings()));
        if (profiled) {
            options.addAll(Profiler.options(profilerRecordings()));
        }
        options.addAll(spec.jvm());
        return options;
    }

    /**
     * Everyone's options, without the garbage collector if a system has its own: two are an error of the JVM, whichever
     * comes last.
     */
    static List<String> commonOptions(List<String> own) {
        List<String> options = new ArrayList<>(JVM_OPTIONS);
        if (own.stream().anyMatch(option -> COLLECTOR.matcher(option).matches())) {
            options.removeIf(option -> COLLECTOR.matcher(option).matches());
        }
        return options;
    }

    /** Task slots or cores that a system's job needs. */
    static int slots(SystemSpec spec) {
        return spec.slots() == 0 ? Runtime.getRuntime().availableProcessors() : spec.slots();
    }

    /** Where a JVM's flight recording is once it has ended. */
    public Path recordings() {
        return workspace.data().resolve("recordings");
    }

    /** Where the samples of a JVM that is profiled are once it has ended. */
    public Path profilerRecordings() {
        return workspace.data().resolve("profiler");
    }

    /** The job's settings: the models', and those of the file. */
    Map<String, String> settings(SystemSpec spec) {
        Map<String, String> settings = new HashMap<>(DetectorProcess.settings(models));
        settings.putAll(spec.settings());
        return settings;
    }
}
