package fraud.lab.bench.spec;

import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.generator.stream.PhasedSchedule;
import fraud.generator.stream.RateSchedule;
import java.util.ArrayList;
import java.util.List;

/**
 * What a system is given: {@code load-tests/workloads/NAME.yaml}.
 *
 * @param name the file's name without its end
 * @param title what reports call it
 * @param kind what is measured
 * @param stream the transactions, their history included; for a file the defaults
 * @param warmUpSeconds of live traffic before the first window; 0 for a backlog
 * @param windowSeconds how long a window, or a step of a search, is; of a backlog, how long its steady part must be at
 *     least
 * @param windows how many windows or steps there are; 1 for a backlog
 * @param stepFactor how many times the rate of the step before a step of a search has; 1 for all others
 * @param warmDays how many days of the history a system has caught up with before: once, and each launch begins with a
 *     copy of what it came to; 0 for none, so that each launch begins with nothing
 * @param check what outputs are held against
 */
public record WorkloadSpec(
        String name,
        String title,
        Kind kind,
        GeneratorConfig stream,
        int warmUpSeconds,
        int windowSeconds,
        int windows,
        double stepFactor,
        int warmDays,
        Check check) {

    private static final int SMOKE_CARDS = 500;
    private static final int SMOKE_DAYS = 3;
    private static final int SMOKE_RATE = 100;
    private static final int SMOKE_SECONDS = 10;
    private static final int SMOKE_STEPS = 3;
    private static final int SMOKE_STEP_SECONDS = 6;

    /** What is measured. */
    public enum Kind {
        /** Live traffic on an open-loop schedule, after the history was caught up with. */
        STEADY,
        /** The history as a backlog that is there before the system starts. */
        CATCH_UP,
        /** Live traffic in steps, each quicker than the one before, for the highest rate that a system sustains. */
        SEARCH,
        /** Live traffic from a file of the user's, at a multiple of the pace of its own times; it has no stream. */
        FILE;

        /** As files have it: {@code catch-up}. */
        public String word() {
            return SpecReader.word(this);
        }
    }

    /** What the outputs of a detector are held against. */
    public enum Check {
        /** The input, and those of the reference, byte for byte: some 2 GB of memory for a million records. */
        REFERENCE,
        /**
         * The input alone: each record has its answer, once, and of its own key and times. Whether the answer is right
         * is not said. For more records than the reference can hold.
         */
        LOSSLESS
    }

    /** One whose launches begin with nothing, and are held against the reference. */
    public WorkloadSpec(
            String name,
            String title,
            Kind kind,
            GeneratorConfig stream,
            int warmUpSeconds,
            int windowSeconds,
            int windows,
            double stepFactor) {
        this(name, title, kind, stream, warmUpSeconds, windowSeconds, windows, stepFactor, 0, Check.REFERENCE);
    }

    /** How long its live traffic takes. */
    int liveSeconds() {
        return warmUpSeconds + windowSeconds * windows;
    }

    /** Records a second in a window, or a step, outside of bursts; the first is 0. */
    public long ratePerSecond(int window) {
        return Math.round(stream.integer(Parameter.RATE) * Math.pow(stepFactor, window));
    }

    /** The schedules of its live traffic, one after the other. */
    List<PhasedSchedule.Phase> phases() {
        if (kind != Kind.SEARCH) {
            return List.of(new PhasedSchedule.Phase(RateSchedule.of(stream), liveSeconds()));
        }
        List<PhasedSchedule.Phase> phases = new ArrayList<>();
        for (int i = 0; i < windows; i++) {
            RateSchedule schedule = RateSchedule.of(stream.with(Parameter.RATE, ratePerSecond(i)));
            phases.add(new PhasedSchedule.Phase(schedule, (i == 0 ? warmUpSeconds : 0) + windowSeconds));
        }
        return phases;
    }

    /** The same at another rate. */
    public WorkloadSpec atRate(int recordsPerSecond) {
        return new WorkloadSpec(
                name,
                title,
                kind,
                stream.with(Parameter.RATE, recordsPerSecond),
                warmUpSeconds,
                windowSeconds,
                windows,
                stepFactor,
                warmDays,
                check);
    }

    /** The same with a single window, of another length. */
    public WorkloadSpec lasting(int seconds) {
        return new WorkloadSpec(name, title, kind, stream, warmUpSeconds, seconds, 1, stepFactor, warmDays, check);
    }

    /** The same for topics with so many partitions of transactions. */
    public WorkloadSpec onPartitions(int partitions) {
        return new WorkloadSpec(
                name,
                title,
                kind,
                stream.with(Parameter.PARTITIONS, partitions),
                warmUpSeconds,
                windowSeconds,
                windows,
                stepFactor,
                warmDays,
                check);
    }

    /** A small one of the same kind, which only shows that everything works. */
    public WorkloadSpec smoke() {
        return small().startingFrom(Math.min(warmDays, SMOKE_DAYS - 1), check);
    }

    private WorkloadSpec small() {
        GeneratorConfig small = stream.with(Parameter.CARDS, SMOKE_CARDS)
                .with(Parameter.HISTORY_DAYS, SMOKE_DAYS)
                .with(Parameter.RATE, Math.min(SMOKE_RATE, stream.integer(Parameter.RATE)));
        if (stream.integer(Parameter.BURST_FACTOR) > 1) {
            // One burst of a second, with half of the window before it and half behind.
            GeneratorConfig bursts =
                    small.with(Parameter.BURST_EVERY_SECONDS, SMOKE_SECONDS).with(Parameter.BURST_SECONDS, 1);
            return new WorkloadSpec(name, title, kind, bursts, SMOKE_SECONDS / 2, SMOKE_SECONDS, 1, 1).counted();
        }
        return switch (kind) {
            case STEADY -> new WorkloadSpec(name, title, kind, small, 0, SMOKE_SECONDS, 1, 1).counted();
            case CATCH_UP -> new WorkloadSpec(name, title, kind, small, 0, 1, 1, 1);
            case FILE -> new WorkloadSpec(name, title, kind, stream, 0, SMOKE_SECONDS, 1, 1);
            case SEARCH ->
                new WorkloadSpec(name, title, kind, small, 0, SMOKE_STEP_SECONDS, SMOKE_STEPS, stepFactor).counted();
        };
    }

    /** The same with as many counted events as its live traffic has. */
    WorkloadSpec counted() {
        GeneratorConfig counted = stream.with(Parameter.COUNT, new PhasedSchedule(phases()).events());
        return new WorkloadSpec(name, title, kind, counted, warmUpSeconds, windowSeconds, windows, stepFactor)
                .startingFrom(warmDays, check);
    }

    /** The same with another beginning and another check. */
    WorkloadSpec startingFrom(int days, Check against) {
        return new WorkloadSpec(
                name, title, kind, stream, warmUpSeconds, windowSeconds, windows, stepFactor, days, against);
    }
}
