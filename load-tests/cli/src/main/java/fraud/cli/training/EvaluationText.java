package fraud.cli.training;

import com.fasterxml.jackson.databind.JsonNode;
import fraud.report.table.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What people read of an {@code evaluation.json} at the end of a training. */
public final class EvaluationText {

    /** The figures that candidates are compared by, with their names for people. */
    private static final Map<String, String> MEASURES = measures();

    private EvaluationText() {}

    private static Map<String, String> measures() {
        Map<String, String> measures = new LinkedHashMap<>();
        measures.put("areaUnderRoc", "AUC");
        measures.put("averagePrecision", "AP");
        measures.put("cardPrecision100", "CP@100");
        return measures;
    }

    public static String of(JsonNode evaluation, Path out) {
        StringBuilder text = new StringBuilder();
        text.append(folds(evaluation)).append('\n');
        text.append(format(
                "chosen: %s, by the mean of average precision over %d validations\n",
                evaluation.path("chosen").asText(), evaluation.path("folds").size()));
        String note = evaluation.path("note").asText();
        if (!note.isEmpty()) {
            text.append("note: ").append(note).append('\n');
        }
        text.append(calibration(evaluation));
        text.append('\n').append(differences(evaluation));
        text.append('\n').append(judged(evaluation)).append('\n');
        text.append(scenarios(evaluation)).append('\n');
        text.append(speed(evaluation)).append('\n');
        for (JsonNode check : evaluation.path("checks")) {
            text.append(format(
                    "%s %s: %s\n",
                    check.path("holds").asBoolean() ? "ok " : "NOT",
                    check.path("name").asText(),
                    check.path("says").asText()));
        }
        text.append('\n').append(written(evaluation, out));
        return text.toString();
    }

    private static String folds(JsonNode evaluation) {
        List<String> head = new ArrayList<>(List.of("AUC / AP / CP@100"));
        evaluation
                .path("folds")
                .forEach(fold -> head.add(fold.path("judgedFrom").asText()));
        head.add("mean");
        Table table = new Table(head);
        List<String> rows = new ArrayList<>(List.of("rows, frauds, ceiling"));
        evaluation
                .path("folds")
                .forEach(fold -> rows.add(format(
                        "%,d, %d, %.3f",
                        fold.path("rows").asInt(),
                        fold.path("frauds").asInt(),
                        fold.path("ceiling").asDouble())));
        rows.add("");
        table.row(rows);
        for (JsonNode candidate : evaluation.path("candidates")) {
            List<String> cells = new ArrayList<>(List.of(candidate.path("name").asText()));
            candidate.path("folds").forEach(fold -> cells.add(ranking(fold)));
            cells.add(ranking(candidate.path("mean")));
            table.row(cells);
        }
        return table.toString();
    }

    private static String calibration(JsonNode evaluation) {
        String calibration = evaluation.path("calibration").asText();
        return calibration.isEmpty() ? "" : calibration + "\n";
    }

    /** By how much each candidate differs from the chosen one, and how much of it may be chance. */
    private static String differences(JsonNode evaluation) {
        List<String> head = new ArrayList<>(
                List.of("minus " + evaluation.path("chosen").asText() + ", with the middle 95 % of resamples"));
        evaluation
                .path("folds")
                .forEach(fold -> head.add(fold.path("judgedFrom").asText()));
        Table table = new Table(head);
        for (JsonNode candidate : evaluation.path("candidates")) {
            MEASURES.forEach((measure, name) -> {
                List<String> cells =
                        new ArrayList<>(List.of(candidate.path("name").asText() + ": " + name));
                candidate
                        .path("folds")
                        .forEach(fold ->
                                cells.add(interval(fold.path("againstChosen").path(measure))));
                if (candidate.path("folds").path(0).has("againstChosen")) {
                    table.row(cells);
                }
            });
        }
        return evaluation.path("candidates").size() < 2 ? "" : table.toString();
    }

    private static String interval(JsonNode interval) {
        return format(
                "%+.3f [%+.3f, %+.3f]",
                interval.path("difference").asDouble(),
                interval.path("low").asDouble(),
                interval.path("high").asDouble());
    }

    private static String ranking(JsonNode ranking) {
        return format(
                "%.3f / %.3f / %.3f",
                ranking.path("areaUnderRoc").asDouble(),
                ranking.path("averagePrecision").asDouble(),
                ranking.path("cardPrecision100").asDouble());
    }

    private static String judged(JsonNode evaluation) {
        JsonNode judged = evaluation.path("judged");
        JsonNode training = evaluation.path("training");
        JsonNode at = judged.path("atThreshold");
        return format(
                        "trained on %s to %s (%,d rows, %d frauds), judged by the %s %s to %s (%,d rows, %d frauds; %,d of known cards left out):\n",
                        training.path("from").asText(),
                        training.path("to").asText(),
                        training.path("rows").asInt(),
                        training.path("frauds").asInt(),
                        judged.path("what").asText(),
                        training.path("judgedFrom").asText(),
                        training.path("judgedTo").asText(),
                        judged.path("rows").asInt(),
                        judged.path("frauds").asInt(),
                        training.path("knownCardsRows").asInt())
                + format(
                        "AUC / AP / CP@100: %s of at most %.3f\n",
                        ranking(judged), judged.path("cardPrecision100Ceiling").asDouble())
                + format(
                        "reviews from %.4f (%s), declines %s\n",
                        evaluation.path("threshold").asDouble(),
                        evaluation.path("thresholdRule").asText(),
                        evaluation.has("declineThreshold")
                                ? format(
                                        "from %.4f",
                                        evaluation.path("declineThreshold").asDouble())
                                : "nothing")
                + format(
                        "alerts a day: %.1f on all cards, %.1f on cards not known for fraud, which are those judged: precision %.3f,"
                                + " recall %.3f, by value %.3f\n\n",
                        evaluation.path("alertsPerDayOfAll").asDouble(),
                        at.path("alertsPerDay").asDouble(),
                        at.path("precision").asDouble(),
                        at.path("recall").asDouble(),
                        at.path("recallByValue").asDouble())
                + rightAndWrong(at)
                + format(
                        "cost: %s for fraud missed, %s for reviews, %s for good customers declined, together %s;"
                                + " without a model %s (%s)\n",
                        amount(at, "missesCostMinor"),
                        amount(at, "reviewsCostMinor"),
                        amount(at, "declinesCostMinor"),
                        amount(at, "costMinor"),
                        amount(at, "costWithoutModelMinor"),
                        evaluation.path("costs").asText());
    }

    private static String rightAndWrong(JsonNode at) {
        Table table = new Table(List.of("at the thresholds", "declined", "reviewed", "passed"));
        table.row(List.of(
                "fraud",
                count(at.path("declinedFrauds").asLong()),
                count(at.path("found").asLong() - at.path("declinedFrauds").asLong()),
                count(at.path("missed").asLong())));
        table.row(List.of(
                "genuine",
                count(at.path("declinedGenuine").asLong()),
                count(at.path("falseAlarms").asLong()
                        - at.path("declinedGenuine").asLong()),
                count(at.path("passed").asLong())));
        return table.toString();
    }

    private static String count(long number) {
        return format("%,d", number);
    }

    private static String amount(JsonNode of, String minor) {
        return format("%,.2f", of.path(minor).asDouble() / 100);
    }

    private static String scenarios(JsonNode evaluation) {
        Table table = new Table(List.of("scenario", "frauds", "found", "recall", "by value"));
        for (JsonNode scenario : evaluation.path("judged").path("scenarios")) {
            table.row(List.of(
                    scenario.path("name").asText(),
                    scenario.path("frauds").asText(),
                    scenario.path("found").asText(),
                    share(scenario, "found", "frauds"),
                    share(scenario, "foundMinor", "amountMinor")));
        }
        return table.toString();
    }

    private static String share(JsonNode of, String part, String whole) {
        return format("%.3f", of.path(part).asDouble() / of.path(whole).asDouble());
    }

    private static String speed(JsonNode evaluation) {
        Table table = new Table(List.of("one score, one thread", "µs"));
        evaluation
                .path("speed")
                .forEach(speed -> table.row(List.of(
                        speed.path("scorer").asText(),
                        format("%.2f", speed.path("microseconds").asDouble()))));
        return table.toString();
    }

    private static String written(JsonNode evaluation, Path out) {
        if (!evaluation.path("isPublishable").asBoolean()) {
            return out + "/pipeline and " + out + "/report.html are written\n";
        }
        return format(
                "%s/model.json: %,d bytes, %,d nodes, sha256 %s; bit check: %d of %,d rows differ from MLlib\n",
                out,
                evaluation.path("modelBytes").asInt(),
                evaluation.path("nodes").asInt(),
                evaluation.path("modelSha256").asText(),
                evaluation.path("bitCheck").path("differing").asInt(),
                evaluation.path("bitCheck").path("rows").asInt());
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
