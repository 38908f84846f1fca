package fraud.cli.models.monitor;

import fraud.drift.ScoreReference;
import fraud.mask.CardNumbers;
import fraud.report.table.Table;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What people read of a {@link MonitorReport}. */
final class MonitorText {

    private static final String NONE = "-";
    private static final int MIN_DECIMALS = 4;
    /** More digits than a score has between its least bits. */
    private static final int MAX_DECIMALS = 17;

    private MonitorText() {}

    /** Decisions by version, in words. */
    static String versions(Map<String, Long> decisions) {
        return decisions.entrySet().stream()
                .map(of -> format("%,d of version %s", of.getValue(), CardNumbers.maskInMessage(of.getKey())))
                .collect(Collectors.joining(", "));
    }

    static String of(MonitorReport report) {
        return head(report) + "\n" + stability(report) + "\n" + calibration(report) + "\n" + alarms(report);
    }

    private static String head(MonitorReport report) {
        StringBuilder text = new StringBuilder(format(
                "Model %s, version %s: %,d decisions, %s (%.1f days).%n",
                report.model(),
                String.join(", ", report.versions()),
                report.decisions(),
                report.window(),
                report.window().days()));
        if (!report.otherDecisions().isEmpty()) {
            text.append("Not counted, by other models or none: ")
                    .append(versions(report.otherDecisions()))
                    .append(".\n");
        }
        Optional.ofNullable(report.versionZeroNote())
                .ifPresent(note -> text.append("Note: ").append(note).append(".\n"));
        return text.toString();
    }

    private static String stability(MonitorReport report) {
        Table table = new Table(List.of("scores", "at training", "now"));
        String edge = edgeFormat(report);
        for (Stability.Bin bin : report.stability().bins()) {
            table.row(List.of(range(edge, bin.from(), bin.to()), percent(bin.training()), percent(bin.now())));
        }
        return table
                + format(
                        "Population stability index %.3f: %s.%n"
                                + "Below 0.1 stable, to 0.25 look at it, above shifted (Siddiqi, Credit Risk Scorecards, 2006).%n",
                        report.stability().index(), report.stability().reading())
                + (report.stability().halfRows() ? "A bin without rows counts as half a row.\n" : "")
                + (wasTested(report)
                        ? ""
                        : "Note: the model had no test, so that these are the scores of models like it; some shift is theirs.\n");
    }

    private static String calibration(MonitorReport report) {
        Calibration of = report.calibration();
        if (of.bins().isEmpty()) {
            return "Calibration is left out: " + of.note() + ".\n";
        }
        Table table = new Table(List.of(
                format("%,d of known outcome, %,d fraud", report.labelled(), report.frauds()),
                "rows",
                "mean score",
                "frauds now",
                "95 % interval",
                "at training",
                ""));
        String edge = edgeFormat(report);
        for (Calibration.Bin bin : of.bins()) {
            table.row(List.of(
                    range(edge, bin.from(), bin.to()),
                    format("%,d", bin.rows()),
                    bin.meanScore() == null ? NONE : percent(bin.meanScore()),
                    bin.share() == null ? NONE : percent(bin.share()),
                    bin.low() == null ? NONE : percent(bin.low()) + " to " + percent(bin.high()),
                    bin.trainingShare() == null ? NONE : percent(bin.trainingShare()),
                    Boolean.TRUE.equals(bin.isOutside()) ? "mean score outside" : ""));
        }
        return table.endingWithWords() + (of.note() == null ? "" : "Note: " + of.note() + ".\n");
    }

    private static String alarms(MonitorReport report) {
        Table table = new Table(List.of("alarms a day", "mean", "least", "median", "most", "against the budget"));
        table.row(row("by MODEL_SCORE", report.modelAlarms(), report));
        table.row(row("for any reason", report.allAlarms(), report));
        String days = Optional.ofNullable(report.modelAlarms().byDay())
                .map(byDay -> format("Least, median and most of %,d whole UTC days. ", byDay.days()))
                .orElse("No whole UTC day. ");
        return table
                + days
                + (report.budget() == null
                        ? "No budget: the threshold was not chosen by one, and none is given (--budget). "
                        : format("Budget: %,d a day by MODEL_SCORE. ", report.budget()))
                + format(
                        "On the %s days there were %,.1f.%n",
                        wasTested(report) ? "test" : "validation", report.trainingAlarms());
    }

    private static boolean wasTested(MonitorReport report) {
        return report.trainingSource().equals(ScoreReference.TEST);
    }

    private static List<String> row(String name, Alarms alarms, MonitorReport report) {
        Alarms.ByDay byDay = alarms.byDay();
        return List.of(
                name,
                format("%,.1f", alarms.mean()),
                byDay == null ? NONE : format("%,d", byDay.least()),
                byDay == null ? NONE : format("%,.1f", byDay.median()),
                byDay == null ? NONE : format("%,d", byDay.most()),
                alarms.overBudget() == null
                        ? NONE
                        : format(
                                "%,.1f %s (%.0f %%)",
                                Math.abs(alarms.overBudget()),
                                alarms.overBudget() > 0 ? "over" : "under",
                                100 * Math.abs(alarms.overBudget()) / report.budget()));
    }

    /** As many decimals as tell the bins' edges apart, which may lie close together, and no more. */
    private static String edgeFormat(MonitorReport report) {
        List<Double> edges = report.stability().bins().stream()
                .map(Stability.Bin::from)
                .filter(Objects::nonNull)
                .toList();
        return IntStream.rangeClosed(MIN_DECIMALS, MAX_DECIMALS)
                .mapToObj(decimals -> "%." + decimals + "f")
                .filter(pattern -> edges.stream()
                                .map(edge -> format(pattern, edge))
                                .distinct()
                                .count()
                        == edges.size())
                .findFirst()
                .orElse("%s");
    }

    private static String range(String edge, Double from, Double to) {
        if (from == null) {
            return to == null ? "all" : format("below " + edge, to);
        }
        return to == null ? format("from " + edge, from) : format(edge + " to " + edge, from, to);
    }

    private static String percent(double share) {
        return format("%.2f %%", 100 * share);
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
