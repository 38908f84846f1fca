package fraud.cli.backtest;

import fraud.cli.backtest.BackTestReport.Kind;
import fraud.cli.backtest.BackTestReport.Value;
import fraud.cli.backtest.BackTestReport.Without;
import fraud.cli.text.TimeText;
import fraud.report.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A report of a back-test for people: {@code back-test.md}, and what is printed at the end. */
public final class BackTestText {

    private static final List<String> WITHOUT_HEAD = List.of(
            "without",
            "alarms a day",
            "precision",
            "recall",
            "by value",
            "frauds lost",
            "amount lost",
            "false alarms saved");

    private static final String NONE = "–";
    private static final String MILLISECONDS = "ms";

    private BackTestText() {}

    /** What is printed: what was counted, and what each rule adds to the others. */
    public static String printed(BackTestReport report) {
        Table table = new Table(WITHOUT_HEAD);
        withoutRows(report).forEach(table::row);
        return counted(report) + "\n\n" + table;
    }

    /** All tables in Markdown. */
    public static String markdown(BackTestReport report) {
        StringBuilder text = new StringBuilder("# Back-test\n\n```\n")
                .append(report.command())
                .append("\n```\n\n")
                .append(counted(report))
                .append("\n\n## All together\n\nAt base values; then with each rule taken away in turn.\n\n");
        table(text, WITHOUT_HEAD, withoutRows(report));
        text.append("\n## Values of the parameters\n\nOne parameter changed at a time; **base** marks the base value."
                + " *Alone* are alarms that nothing else raises at base values.\n\n");
        table(
                text,
                List.of(
                        "rule",
                        "parameter",
                        "value",
                        "",
                        "alarms a day",
                        "frauds",
                        "precision",
                        "recall",
                        "by value",
                        "alone",
                        "of these fraud"),
                report.values().stream().map(BackTestText::valueRow).toList());
        text.append("\n## Recall by kind of fraud\n\nEach rule at its base values.\n\n");
        table(text, kindsHead(report), kindRows(report));
        return text.toString();
    }

    private static String counted(BackTestReport report) {
        return format(
                "Counted: %s to %s (UTC, %d days) of %s: %,d transactions, %,d of them fraud, with %,d minor units; %s.",
                report.from(),
                report.to(),
                report.days(),
                report.input(),
                report.transactions(),
                report.frauds(),
                report.amountMinor(),
                report.model() == null ? "no model" : "scored by the model in " + report.model());
    }

    private static List<List<String>> withoutRows(BackTestReport report) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(Stream.concat(figures("nothing: all", report.all()).stream(), Stream.of("", "", ""))
                .toList());
        for (Without without : report.without()) {
            List<String> row = new ArrayList<>(figures(without.rule(), without.figures()));
            row.add(format("%,d", without.fraudsLost()));
            row.add(format("%,d", without.amountMinorLost()));
            row.add(format("%,d", without.falseAlarmsSaved()));
            rows.add(row);
        }
        return rows;
    }

    private static List<String> figures(String name, Figures figures) {
        return List.of(
                name,
                format("%.1f", figures.alarmsPerDay()),
                figures.precision() == null ? NONE : percent(figures.precision()),
                percent(figures.recall()),
                percent(figures.recallByValue()));
    }

    private static List<String> valueRow(Value value) {
        Figures figures = value.figures();
        return List.of(
                value.rule(),
                value.parameter(),
                value.unit().equals(MILLISECONDS)
                        ? TimeText.of(Duration.ofMillis(value.value()))
                        : format("%,d", value.value()),
                value.base() ? "**base**" : "",
                format("%.1f", figures.alarmsPerDay()),
                format("%,d", figures.frauds()),
                figures.precision() == null ? NONE : percent(figures.precision()),
                percent(figures.recall()),
                percent(figures.recallByValue()),
                format("%,d", value.alone()),
                format("%,d", value.aloneFrauds()));
    }

    private static List<String> kindsHead(BackTestReport report) {
        return Stream.concat(
                        Stream.of("rule"),
                        report.kinds().stream().map(kind -> format("%s (%,d)", kind.name(), kind.frauds())))
                .toList();
    }

    private static List<List<String>> kindRows(BackTestReport report) {
        return report.byKind().stream()
                .map(of -> Stream.concat(
                                Stream.of(of.rule()),
                                report.kinds().stream()
                                        .map(Kind::name)
                                        .map(kind -> of.found().get(kind) == 0
                                                ? NONE
                                                : percent(of.recall().get(kind))))
                        .toList())
                .toList();
    }

    private static void table(StringBuilder text, List<String> head, List<List<String>> rows) {
        line(text, head);
        line(text, head.stream().map(cell -> "---").toList());
        rows.forEach(row -> line(text, row));
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String percent(double share) {
        return format("%.1f %%", 100 * share);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
