package fraud.report.table;

import fraud.report.figures.Summary;
import java.util.List;
import java.util.Locale;

/** What people read instead of {@code summary.json}. */
public final class SummaryTable {

    private SummaryTable() {}

    /** A row an engine. */
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
                        engine.seconds() == 0 ? "-" : String.format(Locale.ROOT, "%.1f", engine.seconds()))));
        return table.toString();
    }

    /** Whether the engines agree, in one line. */
    public static String verdict(Summary summary) {
        if (summary.equal() == null) {
            return "nothing to compare: " + (summary.engines().size() < 2 ? "one engine ran" : "there are no outputs");
        }
        String engines = String.join(", ", summary.engines().keySet());
        return summary.equal()
                ? "equal: all outputs of " + engines + ", in all fields"
                : "NOT EQUAL: " + summary.difference();
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
