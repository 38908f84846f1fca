package fraud.report.table;

import fraud.report.figures.QualityReport;
import fraud.report.figures.QualityReport.EngineQuality;
import fraud.report.figures.QualityReport.Found;
import fraud.report.figures.QualityReport.LookAlike;
import fraud.report.figures.QualityReport.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What people read of a {@link QualityReport}: a table an engine, or one of all whose figures are the same. */
public final class QualityTable {

    private static final String NONE = "-";
    /** So many of the rules that found a scenario are named, those that found most of it. */
    private static final int MAIN_RULES = 2;

    /** Below this a recall's 95 % interval is wider than 35 percentage points. */
    private static final int FEW = 30;

    private QualityTable() {}

    /** All tables, each with its head line and what it leaves out below. */
    public static String of(QualityReport quality) {
        if (quality.frauds() == 0) {
            return TextWrap.wrapped(format(
                    "Nothing to find: of %,d transactions (%s) none is fraud, so that nothing says how much of it is found."
                            + " More cards, or more days of them, have some.",
                    quality.transactions(), quality.scope()));
        }
        Map<EngineQuality, List<String>> engines = new LinkedHashMap<>();
        // Engines that found the same have one table.
        quality.engines()
                .forEach(engine -> engines.computeIfAbsent(engine.named(""), unused -> new ArrayList<>())
                        .add(engine.engine()));
        List<String> parts = new ArrayList<>();
        engines.forEach((figures, names) -> parts.add(table(quality, figures, String.join(", ", names))));
        if (quality.engines().stream().anyMatch(engine -> !engine.scores().isEmpty())) {
            parts.add(scores(engines));
        }
        if (quality.costs() != null) {
            parts.add(costs(quality, engines));
        }
        parts.add(TextWrap.wrapped(format(
                                "Counted: %s: %,d transactions, %,d of them fraud. Precision of a scenario: the share of fraud among all alarms of"
                                        + " any rule that found it; of all: of every alarm.",
                                quality.scope(), quality.transactions(), quality.frauds())
                        + (quality.frauds() < FEW ? " So few frauds say little of what would be found of more." : ""))
                + TextWrap.wrapped(quality.alertsMeaning()));
        return String.join("\n", parts);
    }

    /** How good the scores are, a model a row. */
    private static String scores(Map<EngineQuality, List<String>> engines) {
        Table table = new Table(List.of(
                "scores of the model", "version", "transactions", "fraud", "AUC", "AP", "CP@100", "CP@100 at best"));
        engines.forEach((figures, names) -> figures.scores()
                .forEach(of -> table.row(List.of(
                        String.join(", ", names) + ": " + of.role(),
                        String.join(", ", of.versions()),
                        format("%,d", of.transactions()),
                        format("%,d", of.frauds()),
                        share(of.areaUnderRoc()),
                        share(of.averagePrecision()),
                        share(of.cardPrecision100()),
                        share(of.cardPrecision100Ceiling())))));
        return table
                + TextWrap.wrapped(
                        "AUC: area under the ROC curve; AP: average precision; CP@100: card precision at 100 cards a day; whatever"
                                + " the threshold.");
    }

    /** What mistakes and alarms cost, with the rules alone beside each engine that has a model. */
    private static String costs(QualityReport quality, Map<EngineQuality, List<String>> engines) {
        if (quality.engines().stream().noneMatch(engine -> engine.cost() != null)) {
            return TextWrap.wrapped(quality.costs());
        }
        Table table = new Table(List.of("cost", "fraud missed", "reviews", "good customers declined", "together"));
        engines.forEach((figures, names) -> {
            cost(table, String.join(", ", names), figures);
            if (figures.byRules() != null) {
                cost(table, "rules alone", figures.byRules());
            }
        });
        return table + TextWrap.wrapped(quality.costs());
    }

    private static void cost(Table table, String name, EngineQuality figures) {
        Optional.ofNullable(figures.cost())
                .ifPresent(cost -> table.row(List.of(
                        name,
                        amount(cost.missedMinor()),
                        amount(cost.reviewsMinor()),
                        amount(cost.declinedMinor()),
                        amount(cost.totalMinor()))));
    }

    private static String amount(long minor) {
        return format("%,.2f", minor / 100.0);
    }

    private static String table(QualityReport quality, EngineQuality engine, String names) {
        EngineQuality byRules = engine.byRules();
        List<String> head = new ArrayList<>(
                List.of("fraud found by " + names, "campaigns", "transactions", "recall", "by value", "precision"));
        if (byRules != null) {
            head.addAll(List.of("recall of rules", "precision of rules"));
        }
        head.add("found by");
        Table table = new Table(head);
        Map<String, Found> found = byScenario(engine);
        Map<String, Found> foundByRules = byRules == null ? Map.of() : byScenario(byRules);
        quality.scenarios()
                .forEach(scenario -> table.row(row(
                        scenario, found.get(scenario.name()), Optional.ofNullable(foundByRules.get(scenario.name())))));
        long amountMinor =
                quality.scenarios().stream().mapToLong(Scenario::amountMinor).sum();
        long campaigns =
                quality.scenarios().stream().mapToLong(Scenario::campaigns).sum();
        List<String> all = new ArrayList<>(List.of(
                "all",
                of(engine.scenarios().stream().mapToLong(Found::campaigns).sum(), campaigns),
                of(engine.found(), quality.frauds()),
                percent(engine.found(), quality.frauds()),
                percent(engine.foundAmountMinor(), amountMinor),
                percent(engine.found(), engine.flagged())));
        if (byRules != null) {
            all.add(percent(byRules.found(), quality.frauds()));
            all.add(percent(byRules.found(), byRules.flagged()));
        }
        all.add("");
        table.row(all);
        return table.endingWithWords()
                + TextWrap.wrapped(format(
                        "%.1f cases per analyst-day%s.%s",
                        engine.alertsPerAnalystDay(),
                        byRules == null ? "" : format(", %.1f by rules alone", byRules.alertsPerAnalystDay()),
                        lookAlikes(quality, engine)));
    }

    private static Map<String, Found> byScenario(EngineQuality engine) {
        return engine.scenarios().stream().collect(Collectors.toMap(Found::scenario, of -> of));
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

    private static List<String> row(Scenario scenario, Found found, Optional<Found> byRules) {
        List<String> row = new ArrayList<>(List.of(
                scenario.title(),
                of(found.campaigns(), scenario.campaigns()),
                of(found.transactions(), scenario.transactions()),
                percent(found.transactions(), scenario.transactions()),
                percent(found.amountMinor(), scenario.amountMinor()),
                precision(found)));
        byRules.ifPresent(
                of -> row.addAll(List.of(percent(of.transactions(), scenario.transactions()), precision(of))));
        row.add(rules(found));
        return row;
    }

    /** Those that found most of it, and how many more did. */
    private static String rules(Found found) {
        String main = found.byRule().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MAIN_RULES)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        int more = found.byRule().size() - MAIN_RULES;
        return more > 0 ? main + " and " + more + " more" : main;
    }

    private static String precision(Found found) {
        return found.precision() == null ? NONE : format("%.0f %%", 100 * found.precision());
    }

    /** A figure from 0 to 1, with the decimals that are published. */
    private static String share(Double of) {
        return of == null ? NONE : format("%.3f", of);
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
