package fraud.lab.workload;

import fraud.report.figures.RunReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * What a demo has chosen, or was told, and why: the words for {@link HistoryChoice} and {@link RateChoice}. Not
 * thread-safe.
 */
public final class DemoChoice {

    private final DemoOptions asked;
    private final Consumer<String> say;
    private final List<String> warnings = new ArrayList<>();
    private String history;
    private String rate;

    /**
     * For options as they are on the command line; what is not given there stands at the most that is chosen.
     *
     * @param say told each warning
     */
    public DemoChoice(DemoOptions asked, Consumer<String> say) {
        this.asked = asked;
        this.say = say;
    }

    /**
     * What became of the history.
     *
     * @return in a line
     */
    public String history(HistoryChoice choice, Map<String, Double> ratesPerSecond) {
        if (asked.historyGiven()) {
            history = format("%d days of history, as asked", asked.historyDays());
        } else if (choice.isCut()) {
            history = format(
                    "%d days of history: more would take %s longer than the %.0f s that it may take here;"
                            + " --history-days N takes N",
                    choice.days(), slowest(ratesPerSecond), choice.seconds());
        } else {
            history = format("%d days of history, the most that is chosen; --history-days N takes more", choice.days());
        }
        if (asked.models().champion() != null && choice.days() < DemoOptions.WARM_DAYS) {
            warn(format(
                    "warning: the model's features look back on up to %1$d days and there are %2$d: it does not know the cards"
                            + " yet, and takes much for fraud that is usual for them; --history-days %1$d gives it all of"
                            + " them",
                    DemoOptions.WARM_DAYS, choice.days()));
        }
        return history;
    }

    /**
     * A history that was asked for may be long.
     *
     * @param expectedSeconds how long it takes at the engines' rates
     */
    void expectHistory(HistoryChoice choice, double expectedSeconds) {
        if (expectedSeconds > choice.seconds()) {
            warn(format(
                    "warning: %d days of history take about %.0f s on this machine; without --history-days it is as many as"
                            + " take %.0f s",
                    asked.historyDays(), expectedSeconds, choice.seconds()));
        }
    }

    /**
     * The rate for the live part.
     *
     * @param ratesPerSecond of the history, by engine
     */
    public int rate(Map<String, Double> ratesPerSecond) {
        double slowest = ratesPerSecond.values().stream()
                .mapToDouble(Double::doubleValue)
                .min()
                .orElseThrow();
        String reached = format("%s worked off the history at %,.0f records/s", slowest(ratesPerSecond), slowest);
        int fit = RateChoice.perSecond(slowest, asked.rateGiven() ? Integer.MAX_VALUE : asked.ratePerSecond());
        if (asked.rateGiven()) {
            rate = format("%,d events/s, as asked; %s", asked.ratePerSecond(), reached);
            if (asked.ratePerSecond() > fit) {
                warn(format(
                        "warning: %,d events/s is more than this machine is sure to keep up with: %s, and %,d events/s would"
                                + " leave room",
                        asked.ratePerSecond(), reached, fit));
            }
            return asked.ratePerSecond();
        }
        rate = fit == asked.ratePerSecond()
                ? format("%,d events/s, the most that is chosen: %s; --rate N offers more", fit, reached)
                : format("%,d events/s, so that both keep up with room: %s; --rate N offers more", fit, reached);
        return fit;
    }

    /** The rate and why, in a line. */
    public String rateInWords() {
        return rate;
    }

    /** Says a warning, which the report repeats. */
    public void warn(String warning) {
        warnings.add(warning);
        say.accept(warning);
    }

    /** For the report: what there is of it so far. */
    public RunReport.Choice report(OptionalDouble otherCores) {
        return new RunReport.Choice(
                history,
                !asked.historyGiven(),
                rate,
                !asked.rateGiven(),
                otherCores.isPresent() ? otherCores.getAsDouble() : null,
                warnings);
    }

    private static String slowest(Map<String, Double> ratesPerSecond) {
        return ratesPerSecond.entrySet().stream()
                .min(Comparator.comparingDouble(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .orElseThrow();
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
