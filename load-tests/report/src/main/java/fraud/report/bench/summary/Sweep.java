package fraud.report.bench.summary;

import fraud.report.bench.BenchResults;
import fraud.report.bench.Swept;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Systems that differ in one setting, on a workload: how fresh their decisions are against what they cost.
 *
 * @param name of the sweep
 * @param title what reports call it, with the setting's unit
 * @param workload by name
 * @param points its systems; those of one system that was varied together, in the order of the values
 */
public record Sweep(String name, String title, String workload, List<Point> points) {

    /**
     * A system of a sweep.
     *
     * @param of the system whose setting was varied, by name
     * @param value of the setting
     * @param system its own name
     */
    public record Point(String of, String value, String system) {}

    private record Key(String name, String title, String workload) {}

    /**
     * All of some results.
     *
     * @param cells each system on each workload, in the order in which they are shown
     */
    static List<Sweep> all(BenchResults results, List<Cell> cells) {
        Map<Key, Map<String, List<Point>>> points = new LinkedHashMap<>();
        for (Cell cell : cells) {
            Swept.of(results.systems().getOrDefault(cell.system(), Map.of()))
                    .ifPresent(swept -> points.computeIfAbsent(
                                    new Key(swept.sweep(), swept.title(), cell.workload()),
                                    any -> new LinkedHashMap<>())
                            .computeIfAbsent(swept.of(), any -> new ArrayList<>())
                            .add(new Point(swept.of(), swept.value(), cell.system())));
        }
        List<Sweep> sweeps = new ArrayList<>();
        points.forEach((key, bySystem) -> {
            Stream<Point> inOrder = bySystem.values().stream().flatMap(List::stream);
            sweeps.add(new Sweep(key.name(), key.title(), key.workload(), inOrder.toList()));
        });
        return sweeps;
    }
}
