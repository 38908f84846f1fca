package fraud.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Map;

/**
 * What a demo came to.
 *
 * @param summary inputs and outputs, as of a replay
 * @param latencies of each engine that ran live, by its name
 * @param traffic what was sent
 * @param firstDecisionsSeconds from the start of the command until both engines had decided something
 * @param peakMemoryMib greatest sum of the resident memory of all processes, or 0 where the system does not tell
 */
public record DemoReport(
        Summary summary,
        Map<String, Latencies> latencies,
        Traffic traffic,
        double firstDecisionsSeconds,
        long peakMemoryMib) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * The traffic of a demo.
     *
     * @param seed what it was made from
     * @param ratePerSecond events a second, on an open-loop schedule
     * @param events events sent
     * @param sentLate events sent more than 50 ms behind the schedule: then it is the generator or the machine that is slow
     * @param maxLagMillis how far behind the schedule an event was sent at most
     * @param warmUpSeconds traffic left out of the latencies, counted from the first decisions of both
     */
    public record Traffic(
            long seed, int ratePerSecond, long events, long sentLate, double maxLagMillis, int warmUpSeconds) {

        /** Whether latencies say more about the generator than about the engines. */
        public boolean isGeneratorLate() {
            return sentLate * 100 > events;
        }
    }

    /** Latencies of an engine's decisions and of its alerts, which wait for the bound (SEMANTICS 7). */
    public record Latencies(Latency decisions, Latency alerts) {}

    /**
     * From the intended send time to the poll that brought the output.
     *
     * @param p50Millis half were this fast or faster
     * @param p99Millis 99 of 100
     * @param p999Millis 999 of 1,000
     * @param maxMillis the slowest
     * @param measured how many outputs these figures are of
     * @param leftOut outputs of the warm-up
     * @param negative outputs that came before they were meant to be sent, which no figure has
     * @param overflow outputs beyond the recorder's range, which no figure has
     */
    public record Latency(
            double p50Millis,
            double p99Millis,
            double p999Millis,
            double maxMillis,
            long measured,
            long leftOut,
            long negative,
            long overflow) {}

    /** As JSON over several lines. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is made of strings and numbers", e);
        }
    }
}
