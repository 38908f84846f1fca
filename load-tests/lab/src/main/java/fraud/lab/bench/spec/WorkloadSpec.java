package fraud.lab.bench.spec;

import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.generator.stream.RateSchedule;

/**
 * What a system is given: {@code load-tests/workloads/NAME.yaml}.
 *
 * @param name the file's name without its end
 * @param title what reports call it
 * @param kind what is measured
 * @param stream the transactions, their history included
 * @param warmUpSeconds of live traffic before the first window; 0 for a backlog
 * @param windowSeconds how long a window is; of a backlog, how long its steady part must be at least
 * @param windows how many there are; 1 for a backlog
 */
public record WorkloadSpec(
        String name,
        String title,
        Kind kind,
        GeneratorConfig stream,
        int warmUpSeconds,
        int windowSeconds,
        int windows) {

    private static final int SMOKE_CARDS = 500;
    private static final int SMOKE_DAYS = 3;
    private static final int SMOKE_RATE = 100;
    private static final int SMOKE_SECONDS = 10;

    /** What is measured. */
    public enum Kind {
        /** Live traffic on an open-loop schedule, after the history was caught up with. */
        STEADY,
        /** The history as a backlog that is there before the system starts. */
        CATCH_UP
    }

    /** How long its live traffic takes. */
    int liveSeconds() {
        return warmUpSeconds + windowSeconds * windows;
    }

    /** A small one of the same kind, which only shows that everything works. */
    public WorkloadSpec smoke() {
        GeneratorConfig small = stream.with(Parameter.CARDS, SMOKE_CARDS)
                .with(Parameter.HISTORY_DAYS, SMOKE_DAYS)
                .with(Parameter.RATE, Math.min(SMOKE_RATE, stream.integer(Parameter.RATE)));
        return kind == Kind.CATCH_UP
                ? new WorkloadSpec(name, title, kind, small, 0, 1, 1)
                : new WorkloadSpec(name, title, kind, withCount(small, SMOKE_SECONDS), 0, SMOKE_SECONDS, 1);
    }

    /** The same stream with as many counted events as its schedule has in so many seconds. */
    static GeneratorConfig withCount(GeneratorConfig stream, int seconds) {
        return stream.with(Parameter.COUNT, Math.round(RateSchedule.of(stream).meanRatePerSecond() * seconds));
    }
}
