package fraud.lab.bench.results;

import fraud.lab.bench.spec.WorkloadSeries;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How long launches take, told before the first of them. Live traffic goes by the clock; a backlog is taken for one
 * that a slow system works off.
 */
public final class BenchLength {

    /** Start of broker and system, history, drain and check, beside live traffic. */
    static final int BESIDE_LIVE_SECONDS = 70;
    /** The same beside a backlog, which is the history. */
    static final int BESIDE_BACKLOG_SECONDS = 60;
    /** What the slower engine does of a backlog on two cores. */
    static final int BACKLOG_PER_SECOND = 10_000;

    private static final double SECONDS_PER_MINUTE = 60;

    private final Map<String, Part> parts = new LinkedHashMap<>();

    /** The launches of a series. */
    private record Part(int launches, long seconds) {
        Part plus(Part other) {
            return new Part(launches + other.launches, seconds + other.seconds);
        }

        String minutes() {
            return String.format(Locale.ROOT, "%,.0f min", Math.ceil(seconds / SECONDS_PER_MINUTE));
        }
    }

    /** Of one launch; what gets a backlog several times over is the quicker for it. */
    public static long seconds(WorkloadSeries series) {
        return series.isBacklog()
                ? BESIDE_BACKLOG_SECONDS + series.stream().historyCount() / BACKLOG_PER_SECOND
                : BESIDE_LIVE_SECONDS + series.liveSeconds();
    }

    /** Takes a launch that is to be. */
    public void add(WorkloadSeries series) {
        parts.merge(series.name(), new Part(1, seconds(series)), Part::plus);
    }

    /** One line: {@code 8 launches, about 32 min (4 of catch-up 17 min, 4 of steady-300 15 min)}. */
    public String text() {
        Part all = parts.values().stream().reduce(new Part(0, 0), Part::plus);
        if (all.launches() == 0) {
            return "no launch is missing";
        }
        return (all.launches() == 1 ? "1 launch" : all.launches() + " launches") + ", about " + all.minutes()
                + parts.entrySet().stream()
                        .map(part -> part.getValue().launches() + " of " + part.getKey() + " "
                                + part.getValue().minutes())
                        .collect(Collectors.joining(", ", " (", ")"));
    }
}
