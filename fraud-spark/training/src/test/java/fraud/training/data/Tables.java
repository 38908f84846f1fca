package fraud.training.data;

import fraud.score.FeatureVector;
import fraud.training.data.TableRow.Outcome;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Small training tables, row by row. */
final class Tables {

    private static final long NOON = TimeUnit.HOURS.toMillis(12);
    private static final long SIX_DAYS = TimeUnit.DAYS.toMillis(6);

    private final List<TableRow> rows = new ArrayList<>();

    /** A transaction at noon, whose outcome is published six days later. */
    Tables row(String card, String day, boolean fraud) {
        return row(card, day, fraud, noon(day) + SIX_DAYS);
    }

    /** A transaction at noon. */
    Tables row(String card, String day, boolean fraud, long publishedAtMillis) {
        return add(card, day, List.of(new Outcome(publishedAtMillis, fraud, fraud ? "kind" : "")));
    }

    Tables unlabelled(String card, String day) {
        return add(card, day, List.of());
    }

    Tables add(String card, String day, List<Outcome> outcomes) {
        double[] features = new double[FeatureVector.size()];
        features[0] = rows.size();
        rows.add(new TableRow("t" + rows.size(), card, noon(day), 1_000, features, outcomes));
        return this;
    }

    TrainingTable table() {
        return new TrainingTable(
                FeatureVector.names(),
                rows,
                rows.stream().mapToLong(TableRow::eventTimeMillis).min().orElse(Long.MAX_VALUE));
    }

    static long noon(String day) {
        return Split.millis(LocalDate.parse(day)) + NOON;
    }

    static List<String> cards(List<Example> examples) {
        return examples.stream().map(example -> example.row().cardId()).toList();
    }
}
