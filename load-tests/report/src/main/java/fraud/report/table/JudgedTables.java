package fraud.report.table;

import fraud.report.bench.BenchResults;
import fraud.report.bench.LaunchResult;
import fraud.report.bench.summary.BenchSummary;
import fraud.report.bench.summary.Cell;
import fraud.report.bench.summary.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Tables of what is not judged by cost and latency: bursts, by how long they are felt, and searches, by a rate. */
final class JudgedTables {

    private JudgedTables() {}

    /** Whether a system's launches on a workload are searches, whose steps are no windows that a figure is made of. */
    static boolean isSearch(BenchResults results, Cell cell) {
        return of(results, cell).anyMatch(launch -> launch.search() != null);
    }

    /** The tables that some results have, with their headings. */
    static String of(String name, BenchResults results, BenchSummary summary) {
        List<List<String>> bursts = new ArrayList<>();
        List<List<String>> searches = new ArrayList<>();
        for (Cell cell : summary.cells()) {
            if (isSearch(results, cell)) {
                searches.add(List.of(
                        cell.workload(),
                        cell.system(),
                        cell.guarantee(),
                        FigureText.spread(cell.figures().get(Figure.SUSTAINED)),
                        times(summary, cell, Figure.SUSTAINED),
                        each(results, cell)));
            } else if (cell.figures().containsKey(Figure.RECOVERY)) {
                bursts.add(List.of(
                        cell.workload(),
                        cell.system(),
                        cell.guarantee(),
                        cell.measured() + " of " + cell.launches(),
                        FigureText.spread(cell.figures().get(Figure.RECOVERY)),
                        times(summary, cell, Figure.RECOVERY),
                        FigureText.median(cell, Figure.POLL_99)));
            }
        }
        StringBuilder text = new StringBuilder();
        if (!bursts.isEmpty()) {
            text.append("\n### ").append(name).append(": after a burst\n\n");
            text.append(Markdown.table(
                    List.of(
                            "workload",
                            "system",
                            "guarantee",
                            "launches",
                            "s until as quick as before it",
                            "times the floor",
                            "p99 to the poll, burst included, ms"),
                    3,
                    bursts));
        }
        if (!searches.isEmpty()) {
            text.append("\n### ").append(name).append(": the highest rate sustained\n\n");
            text.append(Markdown.table(
                    List.of("workload", "system", "guarantee", "records/s sustained", "times the floor", "each launch"),
                    3,
                    searches));
        }
        return text.toString();
    }

    private static String times(BenchSummary summary, Cell cell, Figure figure) {
        return FigureText.times(summary.comparison(cell, BenchSummary.FLOOR, figure));
    }

    /** What each launch came to, the same but once. */
    private static String each(BenchResults results, Cell cell) {
        List<String> texts = of(results, cell)
                .map(launch -> launch.lossless() ? launch.search().text() : "no result")
                .toList();
        return texts.stream()
                .distinct()
                .map(text -> {
                    long times = texts.stream().filter(text::equals).count();
                    return times == 1 ? text : times + " × " + text;
                })
                .reduce((one, other) -> one + "<br>" + other)
                .orElse(FigureText.UNKNOWN);
    }

    private static Stream<LaunchResult> of(BenchResults results, Cell cell) {
        return results.launches().stream()
                .filter(launch -> launch.workload().equals(cell.workload())
                        && launch.system().equals(cell.system()));
    }
}
