package fraud.report.bench.summary;

import fraud.report.bench.stats.RatioInterval;

/**
 * How many times a figure of one system is that of another on the same workload.
 *
 * @param workload by name
 * @param system by name
 * @param base the other, by name: {@code floor}, or the bare system of the engine
 * @param figure which
 * @param ratio of the means over launches, to the base
 * @param low the ratio is at least this; null if nothing can be said
 * @param high the ratio is at most this, each with a certainty of 99 %; null if it has no bound
 * @param launches of the system that have the figure
 * @param baseLaunches the same of the base
 * @param verdict whether the system's figure is lower or higher, if that can be told
 * @param indicative whether there are too few launches for more than an indication
 */
public record Comparison(
        String workload,
        String system,
        String base,
        Figure figure,
        double ratio,
        Double low,
        Double high,
        int launches,
        int baseLaunches,
        RatioInterval.Verdict verdict,
        boolean indicative) {

    /** A comparison with an interval of the system's figure to the base's. */
    static Comparison of(String workload, String system, String base, Figure figure, RatioInterval interval) {
        return new Comparison(
                workload,
                system,
                base,
                figure,
                interval.ratio(),
                interval.low(),
                interval.high(),
                interval.launchesB(),
                interval.launchesA(),
                interval.verdict(),
                interval.isIndicative());
    }
}
