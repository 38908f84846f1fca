package fraud.lab.chaos;

import fraud.report.bench.summary.Spread;
import fraud.report.chaos.ChaosCell;
import fraud.report.chaos.ChaosRun;
import fraud.report.chaos.FaultResult;
import fraud.report.table.Table;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The results of a campaign as tables for a terminal. */
final class ChaosTable {

    private static final String UNKNOWN = "-";

    private ChaosTable() {}

    /** A row for each fault of a run, and what was lost. */
    static String ofFaults(ChaosRun run) {
        Table table = new Table(List.of(
                        "fault", "at, s", "known, s", "outage, s", "in SLO, s", "p99.9, ms", "repeats", "inside"))
                .endingWithWords();
        for (FaultResult fault : run.faults()) {
            Table unused = table.row(List.of(
                    fault.victim() + ", " + fault.what(),
                    one(fault.atSeconds()),
                    one(fault.detectedAfter()),
                    one(fault.outageSeconds()),
                    one(fault.insideSloAfter()),
                    whole(fault.latency().percentiles().get("99.9")),
                    String.valueOf(fault.repeats()),
                    Objects.requireNonNullElse(fault.inside(), "")));
        }
        return table + verdict(run) + "\n";
    }

    private static String verdict(ChaosRun run) {
        return run.isClean()
                ? "0 lost, 0 wrong, equal to the reference; " + run.repeats() + " repeats"
                : run.lost() + " lost, " + run.wrong() + " wrong: " + String.join("; ", run.findings());
    }

    /** A row for each system under each scenario: the median of all faults, with the worst. */
    static String of(List<ChaosRun> runs) {
        Table table = new Table(List.of(
                "scenario",
                "system",
                "faults",
                "inside",
                "outage, s",
                "worst",
                "in SLO, s",
                "worst",
                "lost",
                "wrong",
                "repeats"));
        for (ChaosCell cell : ChaosCell.of(runs)) {
            Spread inside = cell.insideSloSeconds();
            Table unused = table.row(List.of(
                    cell.scenario(),
                    cell.system(),
                    String.valueOf(cell.faults()),
                    String.valueOf(cell.insideCommits()),
                    one(cell.outageSeconds().median()),
                    one(cell.outageSeconds().greatest()),
                    one(inside == null ? null : inside.median()),
                    cell.neverInsideSlo() > 0 ? "never" : one(inside.greatest()),
                    String.valueOf(cell.lost()),
                    String.valueOf(cell.wrong()),
                    String.valueOf(cell.repeats())));
        }
        return table.toString();
    }

    private static String one(Double figure) {
        return figure == null ? UNKNOWN : String.format(Locale.ROOT, "%.1f", figure);
    }

    private static String whole(Double figure) {
        return figure == null ? UNKNOWN : String.format(Locale.ROOT, "%,.0f", figure);
    }
}
