package fraud.report;

import fraud.report.DemoReport.Latency;
import fraud.report.DemoReport.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What people read of a {@link DemoReport}. */
public final class DemoTable {

    private DemoTable() {}

    /** Counts and latencies, a row an engine, and in what circumstances they came about. */
    public static String of(DemoReport report) {
        Table latencies = new Table(
                List.of("latency in ms", "p50", "p99", "p99.9", "max", "measured", "left out", "negative", "overflow"));
        report.latencies().forEach((name, latency) -> {
            latencies.row(row(name + " decisions", latency.decisions()));
            latencies.row(row(name + " alerts", latency.alerts()));
        });
        Traffic traffic = report.traffic();
        List<String> lines = new ArrayList<>();
        lines.add(SummaryTable.of(report.summary()));
        lines.add(latencies.toString());
        lines.add(String.format(
                Locale.ROOT,
                "Latency runs from the intended send time to the poll of the output; an alert's includes the bound. Left out: what was"
                        + " sent before both had decided something and for %d s after (warm-up).%n",
                traffic.warmUpSeconds()));
        lines.add(String.format(
                Locale.ROOT,
                "%,d events at %,d/s, seed %d; first decisions of both after %.1f s%s. This is a smoke run, not a performance"
                        + " measurement.%n",
                traffic.events(),
                traffic.ratePerSecond(),
                traffic.seed(),
                report.firstDecisionsSeconds(),
                report.peakMemoryMib() == 0
                        ? ""
                        : String.format(Locale.ROOT, "; at most %,d MiB in all processes", report.peakMemoryMib())));
        if (traffic.isGeneratorLate()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "warning: the generator itself was late with %,d events, by up to %,.0f ms: the machine is too busy for these"
                            + " latencies to mean much%n",
                    traffic.sentLate(),
                    traffic.maxLagMillis()));
        }
        lines.add(SummaryTable.verdict(report.summary()) + "\n");
        return String.join("\n", lines);
    }

    private static List<String> row(String name, Latency latency) {
        boolean any = latency.measured() > 0;
        return List.of(
                name,
                any ? millis(latency.p50Millis()) : "-",
                any ? millis(latency.p99Millis()) : "-",
                any ? millis(latency.p999Millis()) : "-",
                any ? millis(latency.maxMillis()) : "-",
                count(latency.measured()),
                count(latency.leftOut()),
                count(latency.negative()),
                count(latency.overflow()));
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, "%,.0f", millis);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
