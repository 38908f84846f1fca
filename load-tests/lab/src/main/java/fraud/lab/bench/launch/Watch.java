package fraud.lab.bench.launch;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.process.Patience;
import fraud.lab.bench.measure.OutputTap;
import fraud.lab.bench.measure.RoleUsage;
import fraud.lab.bench.measure.Samples;
import fraud.lab.bench.systems.RunningSystem;
import fraud.lab.bench.systems.SystemStuckException;
import fraud.lab.telemetry.RunClock;
import fraud.lab.workload.OfferedLoad;
import fraud.report.bench.Sample;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Looks at everything while something of a launch is waited for, and takes samples of it. Not thread-safe. */
public final class Watch {

    private static final long STEP_NANOS = Duration.ofMillis(50).toNanos();
    private static final double SAMPLE_SECONDS = 0.5;

    /**
     * What is looked at.
     *
     * @param name of the system
     * @param system at work
     * @param beside the processes of the launch's other roles
     * @param others CPU seconds of all processes but those with these ids; not a number if they are not known
     * @param check throws if the launch cannot go on
     */
    public record Scene(
            String name,
            RunningSystem system,
            Supplier<Map<String, List<ProcessHandle>>> beside,
            ToDoubleFunction<Set<Long>> others,
            Runnable check) {}

    private final Scene scene;
    private final RunClock clock;
    private final Patience patience;
    private final OutputTap tap;
    private final OfferedLoad load;
    private final Samples samples = new Samples();
    private final RoleUsage usage = new RoleUsage();
    private final Set<String> systemRoles = new HashSet<>();
    private double nextSampleSeconds;

    /** A watch that begins now. */
    public Watch(Scene scene, RunClock clock, Patience patience, OutputTap tap, OfferedLoad load) {
        this.scene = scene;
        this.clock = clock;
        this.patience = patience;
        this.tap = tap;
        this.load = load;
    }

    /**
     * Waits.
     *
     * @throws SystemStuckException if the system shows no progress
     * @throws OperationFailedException if the launch cannot go on
     */
    public void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            scene.check().run();
            scene.system().look();
            if (clock.now() >= nextSampleSeconds) {
                sample();
            }
            patience.results(tap.outputs());
            if (tap.answers() >= load.toAnswer() && tap.completions() == 0 && !load.isSent()) {
                patience.owesNothing();
            }
            if (patience.isOver()) {
                throw new SystemStuckException(scene.name() + " is stuck: " + tap.answers() + " of " + load.toAnswer()
                        + " records answered; " + patience.describe());
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    /** Takes a sample now. */
    public void sample() {
        Map<String, List<ProcessHandle>> roles = new HashMap<>(scene.system().roles());
        systemRoles.addAll(roles.keySet());
        roles.putAll(scene.beside().get());
        double now = clock.now();
        Sample sample = new Sample(
                now,
                usage.cpuSeconds(roles),
                RoleUsage.residentMib(roles),
                usage.writtenMib(roles),
                scene.others().applyAsDouble(usage.roleByProcess().keySet()),
                tap.answers(),
                load.toAnswer(),
                load.progress().sentLate());
        samples.add(sample);
        patience.cpu(Duration.ofMillis((long) (sample.cpuSecondsOf(systemRoles) * 1_000)));
        nextSampleSeconds = now + SAMPLE_SECONDS;
    }

    /** Seconds since the launch's start. */
    public double now() {
        return clock.now();
    }

    /** All so far. */
    Samples samples() {
        return samples;
    }

    /** The roles that are the system's. */
    Set<String> systemRoles() {
        return systemRoles;
    }

    /** The role of every process that was seen, by its id. */
    Map<Long, String> roleByProcess() {
        return usage.roleByProcess();
    }
}
