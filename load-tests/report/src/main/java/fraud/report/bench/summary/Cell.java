package fraud.report.bench.summary;

import java.util.Map;

/**
 * A system on a workload, over all launches. Figures are of valid windows of launches that lost nothing; those that
 * nothing is known of are left out.
 *
 * @param workload by name
 * @param system by name
 * @param guarantee what a crash leaves of its output, in words
 * @param base whether it is there to be compared with: echo, floor, or the bare system of an engine
 * @param launches how many there are
 * @param lossless those that lost and altered nothing
 * @param measured those with a valid window
 * @param windows of all launches
 * @param voidWindows those of them that say nothing
 * @param figures over launches
 * @param roles CPU seconds of each role for a million answers, broker and lab included
 * @param peakMib most resident memory of each role
 * @param parts of the CPU time; null if none was measured
 * @param toPoll decisions, to their poll; null if there are none
 * @param toAppend decisions, to their append by the broker; null if there are none
 * @param alertsToPoll alerts, to their poll; null if there are none
 */
public record Cell(
        String workload,
        String system,
        String guarantee,
        boolean base,
        int launches,
        int lossless,
        int measured,
        int windows,
        int voidWindows,
        Map<Figure, Spread> figures,
        Map<String, Spread> roles,
        Map<String, Spread> peakMib,
        CostParts parts,
        Curve toPoll,
        Curve toAppend,
        Curve alertsToPoll) {}
