package fraud.report.bench.summary;

import fraud.report.bench.stats.TheilSen;
import java.util.Arrays;

/**
 * A figure over launches.
 *
 * @param median of the launches
 * @param least of them
 * @param greatest of them
 */
public record Spread(double median, double least, double greatest) {

    /** That of some values; null if there are none. */
    public static Spread of(double[] values) {
        return values.length == 0
                ? null
                : new Spread(
                        TheilSen.median(values),
                        Arrays.stream(values).min().orElseThrow(),
                        Arrays.stream(values).max().orElseThrow());
    }
}
