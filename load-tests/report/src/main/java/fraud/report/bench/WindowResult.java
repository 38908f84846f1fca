package fraud.report.bench;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One window of a launch.
 *
 * @param fromSeconds its beginning, in seconds since the launch's start
 * @param toSeconds its end
 * @param voidBecause why it says nothing; empty if it is valid
 * @param answers decisions, dead letters and duplicates that were polled in it
 * @param answersPerSecond the same by the second
 * @param systemCpuSecondsPerMillion CPU time of all of the system's processes for a million answers: the first figure;
 *     null if there was none
 * @param roles what each role used
 * @param decisionsToPoll from the intended send time to the poll of the decision; null for a backlog
 * @param decisionsToAppend from there to the broker's append time; null for a backlog
 * @param alertsToPoll the same of alerts, to the poll; null for a backlog
 * @param othersShare of the machine that processes of no role used, 0 to 1; null where the system does not tell
 * @param sentLate records that the generator handed over late
 * @param drift how far the rate, or the median latency, ran over the window, against its median: 0.05 is a twentieth;
 *     null if there were too few outputs to tell
 * @param backlogPerSecond records by which the system fell behind in a second, by Theil-Sen; null for a backlog
 * @param marks checkpoints or batches that ended in it
 * @param recoverySeconds from the end of its burst until decisions were as quick as before it; null if it has no burst,
 *     or if that did not happen in it
 * @param step of a search, else null
 */
public record WindowResult(
        double fromSeconds,
        double toSeconds,
        List<String> voidBecause,
        long answers,
        double answersPerSecond,
        Double systemCpuSecondsPerMillion,
        Map<String, RoleCost> roles,
        Percentiles decisionsToPoll,
        Percentiles decisionsToAppend,
        Percentiles alertsToPoll,
        Double othersShare,
        long sentLate,
        Double drift,
        Double backlogPerSecond,
        int marks,
        Double recoverySeconds,
        SearchStep step) {

    public WindowResult {
        systemCpuSecondsPerMillion = BenchJson.known(systemCpuSecondsPerMillion);
        othersShare = BenchJson.known(othersShare);
        drift = BenchJson.known(drift);
        backlogPerSecond = BenchJson.known(backlogPerSecond);
    }

    /** The same with one more reason to say nothing. */
    public WindowResult voidBecauseOf(String reason) {
        return new WindowResult(
                fromSeconds,
                toSeconds,
                Stream.concat(voidBecause.stream(), Stream.of(reason)).toList(),
                answers,
                answersPerSecond,
                systemCpuSecondsPerMillion,
                roles,
                decisionsToPoll,
                decisionsToAppend,
                alertsToPoll,
                othersShare,
                sentLate,
                drift,
                backlogPerSecond,
                marks,
                recoverySeconds,
                step);
    }

    /** Whether it says something. No getter by its name, since it is no member of the file. */
    public boolean valid() {
        return voidBecause.isEmpty();
    }
}
