package fraud.report.table;

import fraud.report.bench.summary.BenchSummary;
import fraud.report.bench.summary.Cell;
import fraud.report.bench.summary.Figure;
import fraud.report.bench.summary.Sweep;
import java.util.List;

/** The sweeps of some results, as tables of a document: freshness against cost, a row for each value. */
final class SweepTable {

    private SweepTable() {}

    /**
     * All of them, each on each workload with a heading.
     *
     * @param name of the results
     */
    static String all(String name, BenchSummary summary) {
        StringBuilder text = new StringBuilder();
        for (Sweep sweep : summary.sweeps()) {
            text.append("\n### ")
                    .append(name)
                    .append(": sweep ")
                    .append(sweep.name())
                    .append(" on ")
                    .append(sweep.workload())
                    .append("\n\n")
                    .append(sweep.title())
                    .append(".\n\n")
                    .append(Markdown.table(
                            List.of(
                                    "system",
                                    "value",
                                    "launches",
                                    "CPU s a million",
                                    "answers/s",
                                    "p50 to the poll, ms",
                                    "p99 to the poll, ms"),
                            1,
                            sweep.points().stream()
                                    .map(point -> row(point, summary.cell(sweep, point)))
                                    .toList()));
        }
        return text.toString();
    }

    private static List<String> row(Sweep.Point point, Cell cell) {
        return List.of(
                point.of(),
                point.value(),
                cell.measured() + " of " + cell.launches(),
                FigureText.spread(cell.figures().get(Figure.CPU)),
                FigureText.median(cell, Figure.RATE),
                FigureText.spread(cell.figures().get(Figure.POLL_50)),
                FigureText.spread(cell.figures().get(Figure.POLL_99)));
    }
}
