package fraud.report.table;

import fraud.report.bench.summary.Cell;
import fraud.report.bench.summary.Comparison;
import fraud.report.bench.summary.Figure;
import fraud.report.bench.summary.Spread;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Figures of a bench as a document has them. */
final class FigureText {

    /** What is not known. */
    static final String UNKNOWN = "–";

    private FigureText() {}

    /** The median, with the least and the greatest of several launches. */
    static String spread(Spread spread) {
        if (spread == null) {
            return UNKNOWN;
        }
        return number(spread.median())
                + (spread.least() == spread.greatest()
                        ? ""
                        : " (" + number(spread.least()) + " to " + number(spread.greatest()) + ")");
    }

    static String median(Cell cell, Figure figure) {
        Spread spread = cell.figures().get(figure);
        return spread == null ? UNKNOWN : number(spread.median());
    }

    static String pair(Cell cell, Figure... figures) {
        return Arrays.stream(figures).allMatch(figure -> cell.figures().get(figure) == null)
                ? UNKNOWN
                : Arrays.stream(figures).map(figure -> median(cell, figure)).collect(Collectors.joining(" / "));
    }

    static String times(Comparison one) {
        if (one == null) {
            return UNKNOWN;
        }
        String interval =
                one.low() == null ? "" : String.format(Locale.ROOT, " (%.2f to %s)", one.low(), limit(one.high()));
        String verdict = switch (one.verdict()) {
            case LOWER, HIGHER -> "";
            case UNDECIDED -> ", undecided";
        };
        return String.format(Locale.ROOT, "%.2f", one.ratio())
                + interval
                + verdict
                + (one.indicative() ? ", indicative" : "");
    }

    private static String limit(Double high) {
        return high == null ? "∞" : String.format(Locale.ROOT, "%.2f", high);
    }

    /** None below a hundred has more than one decimal. */
    static String number(Double value) {
        return value == null ? UNKNOWN : String.format(Locale.ROOT, Math.abs(value) < 99.95 ? "%.1f" : "%,.0f", value);
    }
}
