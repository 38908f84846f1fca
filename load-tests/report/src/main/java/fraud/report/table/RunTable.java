package fraud.report.table;

import fraud.report.figures.EngineReport;
import fraud.report.figures.EngineReport.History;
import fraud.report.figures.EngineReport.KeepUp;
import fraud.report.figures.EngineReport.Latency;
import fraud.report.figures.EngineReport.Latency.Percentile;
import fraud.report.figures.RunReport;
import fraud.report.figures.RunReport.Choice;
import fraud.report.figures.RunReport.ProcessReport;
import fraud.report.figures.RunReport.ProcessReport.Usage;
import fraud.report.figures.RunReport.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people read of a {@link RunReport} in a terminal. */
public final class RunTable {

    private static final String NONE = "-";

    private RunTable() {}

    /** All tables: counts, times, what was found; without the verdict. */
    public static String of(RunReport report) {
        List<String> parts = new ArrayList<>();
        parts.add(SummaryTable.of(report.summary()));
        if (report.engines().stream().anyMatch(engine -> engine.history() != null)) {
            parts.add(histories(report));
        }
        parts.add(latencies(report));
        if (report.engines().stream().anyMatch(engine -> engine.keepUp() != null)) {
            parts.add(keepUps(report));
        }
        parts.add(processes(report));
        if (report.quality() != null) {
            parts.add(QualityTable.of(report.quality()));
        }
        return String.join("\n", parts);
    }

    private static String histories(RunReport report) {
        Table table = new Table(List.of("history", "records", "seconds", "records/s"));
        for (EngineReport engine : report.engines()) {
            History history = engine.history();
            if (history != null) {
                table.row(List.of(
                        engine.name(),
                        format("%,d", history.transactions()),
                        format("%.1f", history.toSeconds() - history.fromSeconds()),
                        format("%,.0f", history.perSecond())));
            }
        }
        return table.toString();
    }

    private static String latencies(RunReport report) {
        Table table = new Table(
                List.of("latency in ms", "p50", "p99", "p99.9", "max", "measured", "left out", "negative", "overflow"));
        for (EngineReport engine : report.engines()) {
            row(table, engine.name() + " decisions", engine.decisionLatency());
            row(table, engine.name() + " alerts", engine.alertLatency());
        }
        String text = table.toString();
        Traffic traffic = report.traffic();
        if (traffic == null) {
            return text;
        }
        text += TextWrap.wrapped(format(
                "From the intended send time to the poll of the output; left out: the first %.0f s. %,d events/s offered, %.3g/s natural: the"
                        + " stream's time, and with it the maximum out-of-orderness that alerts wait for, passes %,.0f times as fast as ours.",
                traffic.warmUpSeconds(),
                Math.round(traffic.offeredPerSecond()),
                traffic.naturalPerSecond(),
                traffic.offeredPerSecond() / traffic.naturalPerSecond()));
        return traffic.isGeneratorLate()
                ? text
                        + TextWrap.wrapped(format(
                                "warning: the generator itself was late with %,d events, by up to %,.0f ms: the machine is too busy for"
                                        + " these latencies to mean much",
                                traffic.sentLate(), traffic.maxLagMillis()))
                : text;
    }

    private static String keepUps(RunReport report) {
        StringBuilder text = new StringBuilder();
        for (EngineReport engine : report.engines()) {
            KeepUp keepUp = engine.keepUp();
            if (keepUp != null) {
                text.append(TextWrap.wrapped(
                        keepUp.kept()
                                ? format(
                                        "%s kept up with the live traffic: %.1f s of it behind at the end.",
                                        engine.name(), keepUp.behindSeconds())
                                : format(
                                        "warning: %s did not keep up with the live traffic: at the end it was %.1f s of it behind, and"
                                                + " fell behind by %.2f s a second. Its latencies say that the machine is too small or too"
                                                + " busy for this rate; --rate N offers less.",
                                        engine.name(), keepUp.behindSeconds(), Math.max(0, keepUp.growthPerSecond()))));
            }
        }
        return text + choice(report);
    }

    private static String choice(RunReport report) {
        Choice choice = report.choice();
        if (choice == null) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        Stream.of(choice.history(), choice.rate())
                .filter(Objects::nonNull)
                .forEach(sentence -> text.append(TextWrap.wrapped(sentence + ".")));
        choice.warnings().forEach(warning -> text.append(TextWrap.wrapped(warning + ".")));
        if (choice.otherCores() != null) {
            text.append(TextWrap.wrapped(format(
                    "Other work kept %.1f of %d cores busy.",
                    choice.otherCores(), report.environment().cores())));
        }
        return text.toString();
    }

    private static void row(Table table, String name, Latency latency) {
        if (latency == null) {
            return;
        }
        table.row(List.of(
                name,
                percentile(latency, 50),
                percentile(latency, 99),
                percentile(latency, 99.9),
                latency.measured() == 0 ? NONE : format("%,.0f", latency.maxMillis()),
                format("%,d", latency.measured()),
                format("%,d", latency.leftOut()),
                format("%,d", latency.negative()),
                format("%,d", latency.overflow())));
    }

    private static String percentile(Latency latency, double percentile) {
        return latency.curve().stream()
                .filter(point -> point.percentile() == percentile)
                .findFirst()
                .map(Percentile::millis)
                .map(millis -> format("%,.0f", millis))
                .orElse(NONE);
    }

    private static String processes(RunReport report) {
        Table table = new Table(List.of("process", "CPU seconds", "at most MiB"));
        for (ProcessReport process : report.processes()) {
            Optional<Usage> last = process.samples().stream().reduce((first, second) -> second);
            double peakMib = process.samples().stream()
                    .mapToDouble(Usage::residentMib)
                    .max()
                    .orElse(0);
            table.row(List.of(
                    process.name(),
                    last.map(usage -> format("%.1f", usage.cpuSeconds())).orElse(NONE),
                    format("%,.0f", peakMib)));
        }
        String settings = report.run().settings().entrySet().stream()
                .map(setting -> setting.getKey() + ": " + setting.getValue())
                .collect(Collectors.joining("; "));
        return table + TextWrap.wrapped(settings + ".");
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
