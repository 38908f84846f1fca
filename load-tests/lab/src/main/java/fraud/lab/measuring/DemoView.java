package fraud.lab.measuring;

import fraud.report.figures.EngineReport.LatencySecond;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a demo shows while it runs, as lines of at most 100 characters. */
public final class DemoView {

    private static final int BAR_WIDTH = 24;
    private static final int MINUTE_SECONDS = 60;
    private static final int HOUR_SECONDS = 3_600;
    private static final int DAY_SECONDS = 86_400;

    private DemoView() {}

    /**
     * How far an engine is.
     *
     * @param name the engine's
     * @param answered records answered so far, history included
     * @param perSecond records answered a second, lately
     * @param alerts so far
     * @param behind records sent and not answered
     * @param latency of the decisions of the last second that had any
     */
    public record EngineView(
            String name, long answered, double perSecond, long alerts, long behind, Optional<LatencySecond> latency) {}

    /**
     * While the engines start.
     *
     * @param seconds since the start
     */
    public static List<String> start(double seconds, List<EngineView> engines) {
        List<String> lines = new ArrayList<>();
        lines.add(format("%4.0f s  start", seconds));
        for (EngineView engine : engines) {
            lines.add(format("        %-6s %s", engine.name(), engine.answered() == 0 ? "starting" : "decides"));
        }
        return lines;
    }

    /**
     * While the engines catch up with the history.
     *
     * @param seconds since the start
     * @param sent records of the history sent so far
     * @param total records of the history
     * @param toAnswer records of the history that get an answer, as far as is known
     */
    public static List<String> history(double seconds, long sent, long total, long toAnswer, List<EngineView> engines) {
        List<String> lines = new ArrayList<>();
        lines.add(format("%4.0f s  history  %,d of %,d records sent", seconds, sent, total));
        for (EngineView engine : engines) {
            double share = Math.min(1, (double) engine.answered() / Math.max(1, toAnswer));
            lines.add(format(
                    "        %-6s %s %3.0f %%  %,9d  %s",
                    engine.name(),
                    bar(share),
                    share * 100,
                    engine.answered(),
                    share == 1 ? "done" : format("%,.0f/s", engine.perSecond())));
        }
        return lines;
    }

    /**
     * While events come in real time.
     *
     * @param seconds since the start
     * @param liveSeconds since the live part began
     * @param ofSeconds how long it is to last
     * @param sent live records sent so far
     */
    public static List<String> live(
            double seconds, double liveSeconds, int ofSeconds, long sent, List<EngineView> engines) {
        List<String> lines = new ArrayList<>();
        lines.add(format(
                "%4.0f s  live     %.0f of %d s, %,d records sent",
                seconds, Math.min(liveSeconds, ofSeconds), ofSeconds, sent));
        for (EngineView engine : engines) {
            lines.add(format(
                    "        %-6s %s  alerts %,d  behind %,d",
                    engine.name(), latency(engine.latency()), engine.alerts(), engine.behind()));
        }
        return lines;
    }

    private static String latency(Optional<LatencySecond> latency) {
        return latency.map(of -> format(
                        "decides in %,.0f ms (p50), %,.0f ms (p99)  %,d/s", of.p50Millis(), of.p99Millis(), of.count()))
                .orElse("no decision yet");
    }

    /** How much of the cards' life passes in a second, such as {@code 72 minutes}. */
    public static String stretched(double stretch) {
        if (stretch < 2 * MINUTE_SECONDS) {
            return format("%.3g seconds", stretch);
        }
        if (stretch < 2 * HOUR_SECONDS) {
            return format("%.0f minutes", stretch / MINUTE_SECONDS);
        }
        return stretch < 2 * DAY_SECONDS
                ? format("%.0f hours", stretch / HOUR_SECONDS)
                : format("%.0f days", stretch / DAY_SECONDS);
    }

    private static String bar(double share) {
        int full = (int) Math.round(share * BAR_WIDTH);
        return "[" + "#".repeat(full) + ".".repeat(BAR_WIDTH - full) + "]";
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
