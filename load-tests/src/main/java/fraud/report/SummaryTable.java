package fraud.report;

import fraud.ops.Summary;
import fraud.ops.reconcile.Reconciliation;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What people read instead of {@code summary.json}. */
public final class SummaryTable {

    private SummaryTable() {}

    /** A row an engine, then whether they agree. */
    public static String of(Summary summary) {
        Table table = new Table(List.of(
                "engine",
                "inputs",
                "decisions",
                "alerts",
                "dead letters",
                "duplicates",
                "late",
                "lost",
                "wrong",
                "repeats",
                "seconds"));
        summary.engines()
                .forEach((name, engine) -> table.row(List.of(
                        name,
                        count(summary.inputRecords()),
                        count(engine.decisions()),
                        count(engine.alerts()),
                        count(engine.deadLetters()),
                        count(engine.duplicates()),
                        count(engine.late()),
                        count(engine.lost()),
                        count(engine.wrong()),
                        count(engine.repeats()),
                        String.format(Locale.ROOT, "%.1f", engine.seconds()))));
        return table + verdict(summary) + "\n";
    }

    private static String verdict(Summary summary) {
        if (summary.equal() == null) {
            return "nothing to compare: " + (summary.engines().size() < 2 ? "one engine ran" : "there are no outputs");
        }
        String engines = String.join(", ", summary.engines().keySet());
        return summary.equal()
                ? "equal: all outputs of " + engines + ", in all fields"
                : "NOT EQUAL: " + summary.difference();
    }

    /** A row a detector. */
    public static String of(Map<String, Reconciliation> results) {
        Table table = new Table(List.of(
                "engine",
                "inputs",
                "decisions",
                "alerts",
                "dead letters",
                "duplicates",
                "late",
                "marks, controls",
                "lost",
                "wrong",
                "repeats"));
        results.forEach((name, result) -> table.row(List.of(
                name,
                count(result.inputs()),
                count(result.decisions()),
                count(result.alerts()),
                count(result.deadLetters()),
                count(result.duplicates()),
                count(result.late()),
                count(result.silent()),
                count(result.lost()),
                count(result.wrong()),
                count(result.repeats()))));
        return table.toString();
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
