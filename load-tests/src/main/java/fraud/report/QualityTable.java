package fraud.report;

import fraud.report.QualityReport.EngineQuality;
import fraud.report.QualityReport.Found;
import fraud.report.QualityReport.LookAlike;
import fraud.report.QualityReport.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people read of a {@link QualityReport}: a table an engine, or one of all whose figures are the same. */
public final class QualityTable {

    private static final String NONE = "-";
    /** So many of the rules that found a scenario are named, those that found most of it. */
    private static final int MAIN_RULES = 2;

    private QualityTable() {}

    /** All tables, each with its head line and what it leaves out below. */
    public static String of(QualityReport quality) {
        Map<EngineQuality, List<String>> engines = new LinkedHashMap<>();
        quality.engines()
                .forEach(engine -> engines.computeIfAbsent(anonymous(engine), unused -> new ArrayList<>())
                        .add(engine.engine()));
        List<String> parts = new ArrayList<>();
        engines.forEach((figures, names) -> parts.add(table(quality, figures, String.join(", ", names))));
        parts.add(Prose.wrapped(format(
                        "Counted: %s: %,d transactions, %,d of them fraud. Precision of a scenario: the share of fraud among all alarms of"
                                + " the rules that found it; of all: of every alarm.",
                        quality.scope(), quality.transactions(), quality.frauds()))
                + Prose.wrapped(quality.alertsMeaning()));
        return String.join("\n", parts);
    }

    /** The figures by themselves, so that engines that found the same have one table. */
    private static EngineQuality anonymous(EngineQuality engine) {
        return new EngineQuality(
                "",
                engine.flagged(),
                engine.found(),
                engine.foundAmountMinor(),
                engine.alertsPerAnalystDay(),
                engine.scenarios(),
                engine.falseAlarms());
    }

    private static String table(QualityReport quality, EngineQuality engine, String names) {
        Table table = new Table(List.of(
                "fraud found by " + names, "campaigns", "transactions", "recall", "by value", "precision", "found by"));
        Map<String, Found> found = engine.scenarios().stream().collect(Collectors.toMap(Found::scenario, of -> of));
        quality.scenarios().stream()
                .sorted(Comparator.comparing(scenario -> scenario.ruleToCome() != null))
                .forEach(scenario -> table.row(row(scenario, found.get(scenario.name()))));
        long amountMinor =
                quality.scenarios().stream().mapToLong(Scenario::amountMinor).sum();
        long campaigns =
                quality.scenarios().stream().mapToLong(Scenario::campaigns).sum();
        table.row(List.of(
                "all",
                of(engine.scenarios().stream().mapToLong(Found::campaigns).sum(), campaigns),
                of(engine.found(), quality.frauds()),
                percent(engine.found(), quality.frauds()),
                percent(engine.foundAmountMinor(), amountMinor),
                percent(engine.found(), engine.flagged()),
                ""));
        return table.endingWithWords()
                + Prose.wrapped(format(
                        "%.1f cases per analyst-day.%s", engine.alertsPerAnalystDay(), lookAlikes(quality, engine)));
    }

    /** The most misleading first. */
    private static String lookAlikes(QualityReport quality, EngineQuality engine) {
        if (quality.lookAlikes().isEmpty()) {
            return "";
        }
        Comparator<LookAlike> byShare =
                Comparator.comparingDouble(kind -> (double) falseAlarms(engine, kind) / kind.transactions());
        return quality.lookAlikes().stream()
                .sorted(byShare.reversed())
                .map(kind -> format("%s %,d of %,d", kind.title(), falseAlarms(engine, kind), kind.transactions()))
                .collect(Collectors.joining(", ", " Alarms on what only looks like fraud: ", "."));
    }

    private static long falseAlarms(EngineQuality engine, LookAlike kind) {
        return engine.falseAlarms().getOrDefault(kind.name(), 0L);
    }

    private static List<String> row(Scenario scenario, Found found) {
        String rules = found.byRule().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MAIN_RULES)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return List.of(
                scenario.title(),
                of(found.campaigns(), scenario.campaigns()),
                of(found.transactions(), scenario.transactions()),
                percent(found.transactions(), scenario.transactions()),
                percent(found.amountMinor(), scenario.amountMinor()),
                found.precision() == null ? NONE : format("%.0f %%", 100 * found.precision()),
                Stream.of(rules, scenario.ruleToCome() == null ? "" : "(" + scenario.ruleToCome() + ")")
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(" ")));
    }

    private static String of(long part, long all) {
        return all == 0 ? NONE : format("%,d of %,d", part, all);
    }

    private static String percent(long part, long all) {
        return all == 0 ? NONE : format("%.0f %%", 100.0 * part / all);
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
