package fraud.lab.bench.launch;

import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.process.EmbeddedBroker;
import fraud.cli.process.Installation;
import fraud.cli.process.Patience;
import fraud.cli.process.Workspace;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.lab.bench.measure.OutputTap;
import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.bench.spec.WorkloadSeries;
import fraud.lab.bench.systems.ClusterShape;
import fraud.lab.bench.systems.RunningSystem;
import fraud.lab.bench.systems.SystemStuckException;
import fraud.lab.bench.systems.Systems;
import fraud.lab.bench.warm.WarmDirectory;
import fraud.lab.bench.warm.WarmKey;
import fraud.lab.bench.warm.WarmRoom;
import fraud.lab.telemetry.RunClock;
import fraud.lab.workload.StretchedTime;
import fraud.report.bench.Mark;
import fraud.report.bench.WarmStart;
import fraud.score.StartingModels;
import fraud.topics.InputTopics;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;

/**
 * Has a system catch up with the warm days of a workload's history, once, and keeps what it has come to.
 *
 * @param installation the build
 * @param root where all that is kept is
 * @param models that detectors start with
 * @param patience how long a system may show no progress
 * @param say told of what is done, line by line
 */
public record Warming(
        Installation installation, Path root, StartingModels models, Duration patience, Consumer<String> say) {

    private static final String LOGS = "warming";
    private static final long STEP_NANOS = Duration.ofMillis(50).toNanos();
    private static final double PROGRESS_SECONDS = 30;
    private static final double MB = 1e6;

    /**
     * Says what warm state takes, and requires that it is there.
     *
     * @throws OperationFailedException if disk or memory do not suffice
     */
    public void requireRoom(List<WorkloadSeries> all, List<SystemSpec> systems) {
        long kept = 0;
        long ofLaunch = 0;
        List<String> names = new ArrayList<>();
        for (WorkloadSeries series : all) {
            if (series.warmDays() == 0) {
                continue;
            }
            WarmRoom room = WarmRoom.of(series);
            say.accept(room.text());
            room.requireMemory(Runtime.getRuntime().maxMemory());
            for (SystemSpec system : systems) {
                if (isKept(series, system)) {
                    room.requireHeap(system);
                    kept += isThere(series, system) ? 0 : room.keptBytes();
                }
            }
            ofLaunch = Math.max(ofLaunch, room.launchBytes());
            names.add(series.name());
        }
        if (names.isEmpty()) {
            return;
        }
        String what = String.join(", ", names);
        FileStore ofKept = store(root);
        FileStore ofRuns = store(Path.of(System.getProperty("java.io.tmpdir")));
        if (ofKept.equals(ofRuns)) {
            WarmRoom.requireDisk(what, kept + ofLaunch, usable(ofKept));
        } else {
            WarmRoom.requireDisk(what + " in " + root, kept + ofLaunch, usable(ofKept));
            WarmRoom.requireDisk(what, ofLaunch, usable(ofRuns));
        }
    }

    /**
     * What launches begin with; it is made if it is not there.
     *
     * @param workspaces makes a workspace with its logs in a directory
     * @param logs of the launch
     * @return nothing if the workload begins with nothing, or the system can keep nothing; else to be closed
     */
    public Optional<WarmDirectory> prepare(
            WorkloadSeries series, SystemSpec system, Function<Path, Workspace> workspaces, Path logs) {
        if (!isKept(series, system)) {
            if (series.warmDays() > 0) {
                say.accept("  nothing of a loop survives its end: it gets the whole history in each launch");
            }
            return Optional.empty();
        }
        WarmDirectory directory = WarmDirectory.open(root, key(series, system));
        try {
            Optional<WarmStart> kept = directory.start();
            if (kept.isEmpty()) {
                kept = Optional.of(make(directory, series, system, workspaces, logs.resolve(LOGS)));
            }
            kept.ifPresent(start -> say.accept("  begins with " + text(start)));
            return Optional.of(directory);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static boolean isKept(WorkloadSeries series, SystemSpec system) {
        return series.warmDays() > 0 && system.kind() != SystemSpec.Kind.LOOP;
    }

    private boolean isThere(WorkloadSeries series, SystemSpec system) {
        WarmKey key = key(series, system);
        if (!Files.exists(root.resolve(key.name()))) {
            return false;
        }
        try (WarmDirectory directory = WarmDirectory.open(root, key)) {
            return directory.start().isPresent();
        }
    }

    private WarmKey key(WorkloadSeries series, SystemSpec system) {
        return WarmKey.of(system, series, installation, parameters(series), models);
    }

    static DetectorParameters parameters(WorkloadSeries series) {
        return StretchedTime.parameters(series.workloads().get(0).stream().partitions());
    }

    private WarmStart make(
            WarmDirectory directory,
            WorkloadSeries series,
            SystemSpec system,
            Function<Path, Workspace> workspaces,
            Path logs) {
        long records = series.stream().countOfDays(series.warmDays());
        say.accept(String.format(
                Locale.ROOT, "  catching up once with %d days, %,d transactions", series.warmDays(), records));
        directory.clear();
        RunClock clock = new RunClock(Instant.now(), System.nanoTime());
        long stateBytes;
        try (Workspace workspace = workspaces.apply(logs)) {
            stateBytes = catchUp(directory, series, system, workspace, logs, clock, records);
        } catch (RuntimeException e) {
            // Half of it is of no use, and may be what the disk is full of.
            directory.clear();
            throw e;
        }
        return directory.keep(series.warmDays(), records, stateBytes, clock.now());
    }

    /** The size of the state at the end, as the engine counts it. */
    private long catchUp(
            WarmDirectory directory,
            WorkloadSeries series,
            SystemSpec spec,
            Workspace workspace,
            Path logs,
            RunClock clock,
            long records) {
        KafkaConnection connection =
                KafkaConnection.toOwnBroker(EmbeddedBroker.start(workspace, directory.broker(), 0));
        workspace.interruptOnDeath();
        DetectorParameters parameters = parameters(series);
        try (Admin admin = connection.admin()) {
            Topics.createInputs(admin, InputTopics.DEFAULT, parameters, Topics.Timestamps.PUBLISHER);
            Topics.createOutputs(admin, List.of(spec.name()), parameters.partitions());
            Systems systems = new Systems(
                    installation,
                    workspace,
                    connection,
                    parameters,
                    models,
                    clock,
                    logs,
                    false,
                    directory.toFill(),
                    ClusterShape.PLAIN);
            try (OutputTap tap = new OutputTap(connection, admin, spec.name(), false);
                    Load load = new Load(connection, series.stream(), Duration.ofMillis(parameters.leadMillis()), 0)) {
                RunningSystem system = systems.start(spec);
                load.sendHistoryUpTo(records);
                await(workspace, spec, system, tap, load, clock);
                system.stopForLater();
                List<Mark> marks = system.marks();
                return marks.isEmpty() ? 0 : marks.get(marks.size() - 1).stateBytes();
            }
        }
    }

    private void await(
            Workspace workspace, SystemSpec spec, RunningSystem system, OutputTap tap, Load load, RunClock clock) {
        Patience left = new Patience(patience, System::nanoTime);
        double nextSeconds = clock.now() + PROGRESS_SECONDS;
        while (tap.answers() < load.toAnswer()) {
            workspace.check();
            system.look();
            left.results(tap.outputs());
            if (left.isOver()) {
                throw new SystemStuckException(spec.name() + " is stuck: " + tap.answers() + " of " + load.toAnswer()
                        + " records answered; " + left.describe());
            }
            if (clock.now() >= nextSeconds) {
                nextSeconds += PROGRESS_SECONDS;
                say.accept(String.format(Locale.ROOT, "  %,d of %,d answered", tap.answers(), load.toAnswer()));
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    private static String text(WarmStart start) {
        return String.format(
                Locale.ROOT,
                "%s: %,d transactions of %d days, %,.0f MB of topics, %,.0f MB of state",
                start.from(),
                start.records(),
                start.days(),
                start.topicBytes() / MB,
                start.checkpointBytes() / MB);
    }

    /** The disk of a directory, which need not be there yet. */
    private static FileStore store(Path directory) {
        Path there = directory.toAbsolutePath();
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        try {
            return Files.getFileStore(there);
        } catch (IOException e) {
            throw new OperationFailedException("cannot look at " + there + ": " + FileFailure.reason(there, e), e);
        }
    }

    private static long usable(FileStore store) {
        try {
            return store.getUsableSpace();
        } catch (IOException e) {
            throw new OperationFailedException("cannot tell how much room a disk has: " + FileFailure.reason(e), e);
        }
    }
}
