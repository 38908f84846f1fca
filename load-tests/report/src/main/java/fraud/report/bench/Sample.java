package fraud.report.bench;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How things stood at one moment: totals since the start of the run, or since that of the machine.
 *
 * @param atSeconds when, in seconds since the run's start
 * @param cpuSeconds CPU time of each role
 * @param residentMib memory of each role
 * @param writtenMib what each role has written to files that a disk gets
 * @param othersCpuSeconds CPU time of the processes that belong to no role; null where the system does not tell
 * @param answers decisions, dead letters and duplicates polled
 * @param sent records sent that are to be answered
 * @param sentLate those of them that were handed over late
 */
public record Sample(
        double atSeconds,
        Map<String, Double> cpuSeconds,
        Map<String, Double> residentMib,
        Map<String, Double> writtenMib,
        Double othersCpuSeconds,
        long answers,
        long sent,
        long sentLate) {

    public Sample {
        writtenMib = writtenMib == null ? Map.of() : writtenMib;
        othersCpuSeconds = BenchJson.known(othersCpuSeconds);
    }

    /** CPU time of the processes that belong to no role; not a number where the system does not tell. */
    public double othersSeconds() {
        return othersCpuSeconds == null ? Double.NaN : othersCpuSeconds;
    }

    /** CPU time of some roles together. */
    public double cpuSecondsOf(Set<String> roles) {
        return cpuSeconds.entrySet().stream()
                .filter(role -> roles.contains(role.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** This one with three decimals. */
    Sample rounded() {
        return new Sample(
                BenchJson.rounded(atSeconds),
                rounded(cpuSeconds),
                rounded(residentMib),
                rounded(writtenMib),
                othersCpuSeconds == null ? null : BenchJson.rounded(othersCpuSeconds),
                answers,
                sent,
                sentLate);
    }

    private static Map<String, Double> rounded(Map<String, Double> byRole) {
        Map<String, Double> rounded = new TreeMap<>(byRole);
        rounded.replaceAll((role, figure) -> BenchJson.rounded(figure));
        return rounded;
    }
}
