package fraud.report.table;

import fraud.report.bench.BenchResults;
import fraud.report.bench.LaunchResult;
import fraud.report.bench.summary.BenchMethod;
import fraud.report.bench.summary.BenchSummary;
import fraud.report.bench.summary.Cell;
import fraud.report.bench.summary.CostParts;
import fraud.report.bench.summary.Figure;
import fraud.report.figures.RunReport.Environment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The results of benches that are kept, as a document: first a short table for each guarantee, then the details. */
public final class BenchDocument {

    /** Of a guarantee: systems that are there to be compared with. */
    private static final String NONE = "none";

    private static final List<String> SHORT_HEAD = List.of(
            "results",
            "workload",
            "system",
            "CPU s a million",
            "times the floor",
            "p50 to the poll, ms",
            "p99 to the poll, ms",
            "answers/s");

    private static final String HEAD = """
            # Results of the load lab

            What decisions cost, and how long they take, measured by `./fraud bench`
            ([how](../load-tests/README.md#the-load-lab)). Made by `./fraud bench results` of the files in
            `docs/results/bench`: change those, not this; a test compares.
            """;

    private static final String READING = """
            CPU s a million: CPU time of all processes of a system for a million answers, the median of the launches (the
            least to the greatest of them). Times: the ratio of the means, with the interval that holds with 98 % certainty;
            "undecided" is an answer, and with fewer than five launches a side it only indicates. Latency: from when a
            transaction was to be sent, for exactly once until its commit; medians of launches. Void windows count for
            nothing. Guarantees do not share a table: what they cost is what they are for.
            """;

    private static final List<Figure> RESOURCES =
            List.of(Figure.MEMORY, Figure.ALLOCATED, Figure.WRITTEN, Figure.GC_PAUSE);

    private BenchDocument() {}

    /**
     * The document.
     *
     * @param results by the name of their file, in the order in which they are shown
     */
    public static String of(Map<String, BenchResults> results) {
        StringBuilder text = new StringBuilder(HEAD);
        if (results.isEmpty()) {
            return text.append("\nNo results have been kept yet.\n").toString();
        }
        Map<String, BenchSummary> summaries = new LinkedHashMap<>();
        results.forEach((name, one) -> summaries.put(name, BenchSummary.of(one)));
        text.append("\n## In short\n\n").append(READING);
        summaries.values().stream()
                .flatMap(summary -> summary.guarantees().stream())
                .distinct()
                .filter(guarantee -> !guarantee.equals(NONE)
                        && !shortRows(results, summaries, guarantee).isEmpty())
                .forEach(guarantee -> text.append("\n### ")
                        .append(title(guarantee))
                        .append("\n\n")
                        .append(Markdown.table(SHORT_HEAD, 3, shortRows(results, summaries, guarantee))));
        results.forEach((name, one) -> text.append(details(name, one, summaries.get(name))));
        text.append("\n## Limits\n\n");
        BenchMethod.limits().forEach(limit -> text.append(Markdown.item(limit)));
        return text.toString();
    }

    private static List<List<String>> shortRows(
            Map<String, BenchResults> results, Map<String, BenchSummary> summaries, String guarantee) {
        List<List<String>> rows = new ArrayList<>();
        summaries.forEach((name, summary) -> summary.cells().stream()
                .filter(cell -> cell.guarantee().equals(guarantee) && cell.measured() > 0 && !cell.base())
                .filter(cell -> !JudgedTables.isSearch(results.get(name), cell))
                .filter(cell -> !summary.isSwept(cell.system()))
                .forEach(cell -> rows.add(List.of(
                        "[" + name + "](#" + Markdown.anchor(name) + ")",
                        cell.workload(),
                        cell.system(),
                        FigureText.spread(cell.figures().get(Figure.CPU)),
                        FigureText.times(summary.comparison(cell, BenchSummary.FLOOR, Figure.CPU)),
                        FigureText.median(cell, Figure.POLL_50),
                        FigureText.median(cell, Figure.POLL_99),
                        FigureText.median(cell, Figure.RATE)))));
        return rows;
    }

    private static String details(String name, BenchResults results, BenchSummary summary) {
        StringBuilder text = new StringBuilder("\n## " + name + "\n\n");
        if (results.smoke()) {
            text.append("**Not a measurement:** small workloads, run once.\n\n");
        }
        facts(results, summary).forEach((fact, says) -> text.append(Markdown.item(fact + ": " + says)));
        if (results.command() != null) {
            text.append("\n```\n").append(results.command()).append("\n```\n");
        }
        for (String guarantee : summary.guarantees()) {
            List<List<String>> rows = fullRows(results, summary, guarantee);
            if (rows.isEmpty()) {
                continue;
            }
            text.append("\n### ")
                    .append(name)
                    .append(": ")
                    .append(title(guarantee))
                    .append("\n\n");
            text.append(Markdown.table(
                    List.of(
                            "workload",
                            "system",
                            "launches",
                            "CPU s a million",
                            "times the floor",
                            "times the engine alone",
                            "answers/s",
                            "p50 / p99 to the poll, ms",
                            "p50 / p99 to the append, ms",
                            "alerts, p50 / p99, ms"),
                    2,
                    rows));
        }
        text.append(JudgedTables.of(name, results, summary));
        text.append(SweepTable.all(name, summary));
        text.append("\n### ").append(name).append(": what the CPU time is made of\n\n");
        text.append(Markdown.table(
                List.of("workload", "system", "Kafka's clients (echo)", "engine alone", "domain", "the rest"),
                2,
                partRows(summary)));
        List<String> head = new ArrayList<>(List.of("workload", "system"));
        RESOURCES.forEach(figure -> head.add(figure.title()));
        text.append("\n### ").append(name).append(": what else it takes\n\n");
        text.append(Markdown.table(head, 2, resourceRows(summary)));
        return text.toString();
    }

    private static Map<String, String> facts(BenchResults results, BenchSummary summary) {
        Map<String, String> facts = new LinkedHashMap<>();
        Environment machine = results.environment();
        if (machine != null) {
            facts.put("Commit", machine.commit() + (machine.changed() ? ", with changes that are not in it" : ""));
            facts.put(
                    "Machine",
                    String.format(
                            Locale.ROOT,
                            "%s, %d %s, %,d MiB; %s",
                            machine.processor(),
                            machine.cores(),
                            machine.cores() == 1 ? "core" : "cores",
                            machine.memoryMib(),
                            machine.software().entrySet().stream()
                                    .map(one -> one.getKey() + " " + one.getValue())
                                    .collect(Collectors.joining(", "))));
        }
        facts.put("Options of every JVM", "`" + String.join(" ", results.jvmOptions()) + "`");
        results.launches().stream()
                .map(LaunchResult::startedAt)
                .min(String::compareTo)
                .ifPresent(first -> facts.put("First launch", first));
        facts.put(
                "Launches",
                summary.lossless() == summary.launches()
                        ? summary.launches() + ", all of which lost nothing and altered nothing"
                        : summary.launches() + ", of which " + (summary.launches() - summary.lossless())
                                + " lost or altered something and are no results");
        String losslessOnly = results.launches().stream()
                .filter(LaunchResult::losslessOnly)
                .map(LaunchResult::workload)
                .distinct()
                .collect(Collectors.joining(", "));
        if (!losslessOnly.isEmpty()) {
            facts.put(
                    "Checked lossless only",
                    losslessOnly
                            + "; each record has its answer, once, and whether it is the reference's was not checked");
        }
        facts.put(
                "Windows", summary.windows() + ", of which " + summary.voidWindows() + " are void" + reasons(summary));
        if (summary.ofUnknownLoad() > 0) {
            facts.put(
                    "Other load unknown",
                    summary.ofUnknownLoad() + " windows were not checked for what else ran: the system does not tell");
        }
        return facts;
    }

    private static String reasons(BenchSummary summary) {
        return summary.voidBecause().isEmpty()
                ? ""
                : summary.voidBecause().entrySet().stream()
                        .map(reason -> reason.getValue() + " × \"" + reason.getKey() + "\"")
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private static List<List<String>> fullRows(BenchResults results, BenchSummary summary, String guarantee) {
        return summary.cells().stream()
                .filter(cell -> cell.guarantee().equals(guarantee) && !JudgedTables.isSearch(results, cell))
                .map(cell -> List.of(
                        cell.workload(),
                        cell.system(),
                        cell.measured() + " of " + cell.launches(),
                        FigureText.spread(cell.figures().get(Figure.CPU)),
                        FigureText.times(summary.comparison(cell, BenchSummary.FLOOR, Figure.CPU)),
                        FigureText.times(summary.comparison(
                                cell, BenchSummary.bare(results.systems(), cell.system()), Figure.CPU)),
                        FigureText.median(cell, Figure.RATE),
                        FigureText.pair(cell, Figure.POLL_50, Figure.POLL_99),
                        FigureText.pair(cell, Figure.APPEND_50, Figure.APPEND_99),
                        FigureText.pair(cell, Figure.ALERT_50, Figure.ALERT_99)))
                .toList();
    }

    private static List<List<String>> resourceRows(BenchSummary summary) {
        List<List<String>> rows = new ArrayList<>();
        for (Cell cell : summary.cells()) {
            if (cell.figures().containsKey(Figure.MEMORY)) {
                List<String> row = new ArrayList<>(List.of(cell.workload(), cell.system()));
                RESOURCES.forEach(
                        figure -> row.add(FigureText.spread(cell.figures().get(figure))));
                rows.add(row);
            }
        }
        return rows;
    }

    private static List<List<String>> partRows(BenchSummary summary) {
        List<List<String>> rows = new ArrayList<>();
        for (Cell cell : summary.cells()) {
            CostParts parts = cell.parts();
            if (parts != null) {
                boolean isWhole = parts.clients() == null && parts.engine() == null && parts.domain() == null;
                rows.add(List.of(
                        cell.workload(),
                        cell.system(),
                        FigureText.number(parts.clients()),
                        FigureText.number(parts.engine()),
                        FigureText.number(parts.domain()),
                        isWhole ? FigureText.UNKNOWN : FigureText.number(parts.rest())));
            }
        }
        return rows;
    }

    private static String title(String guarantee) {
        return guarantee.equals(NONE)
                ? "no guarantee, to compare with"
                : guarantee.substring(0, 1).toUpperCase(Locale.ROOT) + guarantee.substring(1);
    }
}
