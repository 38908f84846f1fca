package fraud.lab.telemetry;

import fraud.cli.process.ChildProcess;
import fraud.lab.measuring.EngineTimeSeries;
import fraud.report.figures.RunReport.Phase;
import fraud.report.figures.RunReport.ProcessReport;
import fraud.report.figures.RunReport.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Takes a sample of everything once a second, for the report. Not thread-safe: the thread of the demo calls it as it
 * waits.
 */
public final class Telemetry {

    private static final long EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final RunClock timeline;
    private final FlinkCheckpoints checkpoints;
    private final ProcessUsage usage = new ProcessUsage();
    private final OtherLoad others = new OtherLoad(Runtime.getRuntime().availableProcessors());
    private final List<EngineTimeSeries> engines = new ArrayList<>();
    private final List<Rate> sent = new ArrayList<>();
    private final List<Phase> phases = new ArrayList<>();
    private long nextNanos = System.nanoTime();
    private long lastSent;
    private double lastSeconds;

    public Telemetry(RunClock timeline, FlinkCheckpoints checkpoints) {
        this.timeline = timeline;
        this.checkpoints = checkpoints;
        this.lastSeconds = timeline.now();
    }

    /** From now on, this engine is looked at, too. */
    public void follow(EngineTimeSeries engine) {
        engines.add(engine);
    }

    /** Looks, if it is time. */
    public void tick(long sentSoFar, List<ChildProcess> children) {
        if (System.nanoTime() - nextNanos < 0) {
            return;
        }
        nextNanos += EVERY_NANOS;
        double now = timeline.now();
        usage.sample(now, children);
        others.sample(now, usage.cpuSeconds());
        checkpoints.poll();
        engines.forEach(engine -> engine.sample(now));
        sent.add(new Rate(now, (sentSoFar - lastSent) / (now - lastSeconds)));
        lastSent = sentSoFar;
        lastSeconds = now;
    }

    /** Notes a part of the run that ends now. */
    public void phase(String name, double fromSeconds, boolean measured) {
        phases.add(new Phase(name, fromSeconds, timeline.now(), measured));
    }

    /** Notes a part of the run. */
    public void phase(String name, double fromSeconds, double toSeconds, boolean measured) {
        phases.add(new Phase(name, fromSeconds, toSeconds, measured));
    }

    public RunClock timeline() {
        return timeline;
    }

    public FlinkCheckpoints checkpoints() {
        return checkpoints;
    }

    public List<EngineTimeSeries> engines() {
        return engines;
    }

    /** Records sent a second. */
    public List<Rate> sent() {
        return sent;
    }

    public List<Phase> phases() {
        return phases;
    }

    public List<ProcessReport> processes() {
        return usage.reports();
    }

    /** Cores that other work has kept busy so far, on average; nothing where the system does not tell. */
    public OptionalDouble otherCores() {
        return others.meanCores();
    }

    /** The greatest sum of resident memory of all processes, MiB; 0 where the system does not tell. */
    public double peakMib() {
        return usage.peakMib();
    }
}
