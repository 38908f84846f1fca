package fraud.report.figures;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * What was measured of one engine in one run. Times, units and what is left out: as in {@link RunReport}.
 *
 * @param name as in the names of its topics, such as {@code flink}
 * @param title for people, with the version, such as {@code Flink 2.2.0}
 * @param settings of the engine that matter to the figures, by name, in the order in which they are shown
 * @param decisionLatency of the live part's decisions; left out if nothing ran live
 * @param alertLatency of its alerts, which wait for the maximum out-of-orderness (SEMANTICS 7); left out if nothing ran
 *     live
 * @param decisionLatencyOverTime of the decisions, a second each; warm-up included
 * @param keepUp whether it kept up with the live traffic; left out if too little ran live
 * @param history how it worked off the history before the live part; left out if there was none
 * @param answered records answered over time (decisions, dead letters, duplicates), history included
 * @param outcomes number of decisions by outcome: APPROVE, REVIEW, DECLINE
 * @param reasons number of decisions that carry a reason, by reason; one decision may carry several
 * @param alerts number of alerts by rule
 * @param deadLetters number of dead letters by reason
 * @param state how large its state was
 * @param checkpoints of Flink; empty for Spark
 * @param batches of Spark; empty for Flink
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EngineReport(
        String name,
        String title,
        Map<String, String> settings,
        Latency decisionLatency,
        Latency alertLatency,
        List<LatencySecond> decisionLatencyOverTime,
        KeepUp keepUp,
        History history,
        List<RunReport.Rate> answered,
        Map<String, Long> outcomes,
        Map<String, Long> reasons,
        Map<String, Long> alerts,
        Map<String, Long> deadLetters,
        List<StateSize> state,
        List<Checkpoint> checkpoints,
        List<Batch> batches) {

    public EngineReport {
        settings = RunReport.ordered(settings);
        decisionLatencyOverTime = List.copyOf(decisionLatencyOverTime);
        answered = List.copyOf(answered);
        outcomes = RunReport.ordered(outcomes);
        reasons = RunReport.ordered(reasons);
        alerts = RunReport.ordered(alerts);
        deadLetters = RunReport.ordered(deadLetters);
        state = List.copyOf(state);
        checkpoints = List.copyOf(checkpoints);
        batches = List.copyOf(batches);
    }

    /**
     * Latencies from the intended send time to the poll that brought the output. Nothing is clipped: what no figure has
     * is counted.
     *
     * @param curve ascending by percentile and by latency, at most some hundred points, with at least 50, 90, 99, 99.9
     *     and 99.99
     * @param maxMillis the slowest
     * @param measured how many outputs these figures are of; a percentile p rests on (1 − p/100) · measured of them
     * @param leftOut outputs of the warm-up
     * @param negative outputs that came before they were meant to be sent, which no figure has
     * @param overflow outputs beyond the recorder's range, which no figure has
     */
    public record Latency(
            List<Percentile> curve, double maxMillis, long measured, long leftOut, long negative, long overflow) {

        public Latency {
            curve = List.copyOf(curve);
        }

        /**
         * A point of the curve.
         *
         * @param percentile from 0 to 100
         * @param millis this share of the outputs was this fast or faster
         */
        public record Percentile(double percentile, double millis) {}
    }

    /**
     * Latencies of what was polled within one second.
     *
     * @param atSeconds the end of the second
     * @param p50Millis half were this fast or faster
     * @param p99Millis 99 of 100
     * @param maxMillis the slowest
     * @param count of how many outputs
     */
    public record LatencySecond(double atSeconds, double p50Millis, double p99Millis, double maxMillis, long count) {}

    /**
     * How far behind the live traffic it was, after the warm-up: records sent and not answered, in seconds of the
     * traffic.
     *
     * @param kept whether it kept up: it fell behind by less than a twentieth of what was offered, and was not far
     *     behind at the end
     * @param behindSeconds at the end, as a mean over the last quarter; a batch's time is part of it
     * @param growthPerSecond by how much that grew in a second, as the slope of the straight line that lies closest;
     *     near 0 if it kept up
     */
    public record KeepUp(boolean kept, double behindSeconds, double growthPerSecond) {}

    /**
     * How the engine worked off the history, everything of which lay in the topic or was written as fast as the broker
     * took it. Its latencies mean nothing and are not measured.
     *
     * @param transactions answered
     * @param fromSeconds its first answer
     * @param toSeconds its last answer of the history
     * @param perSecond transactions divided by the time between
     * @param progress records answered so far, over time
     */
    public record History(
            long transactions, double fromSeconds, double toSeconds, double perSecond, List<Progress> progress) {

        public History {
            progress = List.copyOf(progress);
        }

        /**
         * How far it had come.
         *
         * @param atSeconds when
         * @param answered records of the history answered until then
         */
        public record Progress(double atSeconds, long answered) {}
    }

    /**
     * The size of the state at a moment, by the engine's own account. The engines count differently, so only the course
     * of a line and not its height compares them; say in the report's limits what each counts.
     *
     * @param atSeconds when
     * @param store which state, such as {@code checkpoint} or {@code cards}
     * @param bytes its size; left out if the engine does not tell
     * @param entries how many; left out if the engine does not tell
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StateSize(double atSeconds, String store, Long bytes, Long entries) {}

    /**
     * A checkpoint of Flink.
     *
     * @param id as Flink counts
     * @param atSeconds when it was triggered
     * @param durationMillis from there until all operators had acknowledged
     * @param bytes written
     * @param completed or failed
     */
    public record Checkpoint(long id, double atSeconds, double durationMillis, long bytes, boolean completed) {}

    /**
     * A micro-batch of Spark.
     *
     * @param id as Spark counts
     * @param atSeconds when it began
     * @param durationMillis until it was committed
     * @param rows read from Kafka
     * @param phasesMillis its parts by Spark's names, in their order: {@code latestOffset}, {@code queryPlanning},
     *     {@code walCommit}, {@code addBatch}, {@code commitOffsets}…
     */
    public record Batch(long id, double atSeconds, double durationMillis, long rows, Map<String, Double> phasesMillis) {

        public Batch {
            phasesMillis = RunReport.ordered(phasesMillis);
        }
    }
}
