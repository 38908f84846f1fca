package fraud.cli.models.compare;

import fraud.cli.models.compare.ModelComparison.Side;
import fraud.report.figures.QualityReport.ModelScores;
import fraud.report.table.Table;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What people read of {@link ModelComparison}s. */
final class ComparisonTable {

    private static final String NONE = "-";

    private ComparisonTable() {}

    static String of(List<ModelComparison> comparisons) {
        return comparisons.stream().map(ComparisonTable::of).collect(Collectors.joining("\n"));
    }

    private static String of(ModelComparison of) {
        Table agreement = new Table(List.of(
                format("%,d decisions with both scores", of.decisions()),
                "challenger " + of.challengerVersion() + ": fraud",
                "challenger " + of.challengerVersion() + ": none"));
        agreement.row(
                List.of("champion " + of.championVersion() + ": fraud", count(of.both()), count(of.championOnly())));
        agreement.row(List.of(
                "champion " + of.championVersion() + ": none", count(of.challengerOnly()), count(of.neither())));
        String text = agreement
                + format(
                        "They agree on %.2f %%; scores differ by %.4f on average; rank correlation %s.%n%n",
                        100.0 * (of.both() + of.neither()) / of.decisions(),
                        of.meanAbsoluteDifference(),
                        of.rankCorrelation() == null ? NONE : format("%.4f", of.rankCorrelation()));
        return text + (of.labelled() == 0 ? "No outcome of them is known: nothing to judge them by.\n" : judged(of));
    }

    private static String judged(ModelComparison of) {
        Table table = new Table(List.of(
                format("%,d of known outcome, %,d fraud", of.labelled(), of.frauds()), "champion", "challenger"));
        row(table, "reviews from", of, side -> format("%.4f", side.threshold()));
        row(
                table,
                "declines from",
                of,
                side -> side.declineThreshold() == null ? NONE : format("%.4f", side.declineThreshold()));
        row(table, "AUC", of, side -> figure(side, ModelScores::areaUnderRoc));
        row(table, "average precision", of, side -> figure(side, ModelScores::averagePrecision));
        row(table, "card precision at 100", of, side -> figure(side, ModelScores::cardPrecision100));
        row(table, "the same at best", of, side -> figure(side, ModelScores::cardPrecision100Ceiling));
        row(table, "reviewed", of, side -> count(side.reviewed()));
        row(table, "declined", of, side -> count(side.declined()));
        row(table, "of these no fraud", of, side -> count(side.declinedGenuine()));
        row(table, "frauds missed", of, side -> count(side.missed()));
        row(table, "cost", of, side -> amount(side.costMinor()));
        return table + of.costs() + "\n";
    }

    private static void row(Table table, String name, ModelComparison of, Function<Side, String> text) {
        table.row(List.of(name, text.apply(of.champion()), text.apply(of.challenger())));
    }

    private static String figure(Side side, Function<ModelScores, Double> of) {
        return Optional.ofNullable(side.scores())
                .map(of)
                .map(value -> format("%.3f", value))
                .orElse(NONE);
    }

    private static String count(long number) {
        return format("%,d", number);
    }

    private static String amount(long minor) {
        return format("%,.2f", minor / 100.0);
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
