package fraud.report.bench.summary;

import fraud.report.bench.LaunchResult;
import fraud.report.bench.Percentiles;
import fraud.report.bench.WindowResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A distribution of latencies over the valid windows of all launches, in ms.
 *
 * @param percentiles over launches, by name, from 50 on; only those of which enough values were beyond
 * @param slowest of all windows
 * @param count values in all windows
 * @param negative those of them below 0
 */
public record Curve(Map<String, Spread> percentiles, double slowest, long count, long negative) {

    private static final String SLOWEST = "100";

    /**
     * That of the launches of a system on a workload.
     *
     * @return null if there are no values
     */
    static Curve of(List<LaunchResult> launches, Function<WindowResult, Percentiles> distribution) {
        List<Percentiles> all = launches.stream()
                .filter(launch -> launch.search() == null)
                .flatMap(launch -> launch.validWindows().stream())
                .map(distribution)
                .filter(Objects::nonNull)
                .filter(one -> one.count() > 0)
                .toList();
        if (all.isEmpty()) {
            return null;
        }
        TreeSet<Double> names = new TreeSet<>();
        all.forEach(one -> one.percentiles().keySet().forEach(name -> names.add(Double.valueOf(name))));
        names.remove(Double.valueOf(SLOWEST));
        Map<String, Spread> percentiles = new LinkedHashMap<>();
        for (double percentile : names) {
            String name = Percentiles.name(percentile);
            percentiles.put(
                    name, Spread.of(Figure.perLaunch(launches, window -> Figure.at(distribution.apply(window), name))));
        }
        return new Curve(
                percentiles,
                all.stream().mapToDouble(one -> Figure.at(one, SLOWEST)).max().orElseThrow(),
                all.stream().mapToLong(Percentiles::count).sum(),
                all.stream().mapToLong(Percentiles::negative).sum());
    }
}
