package fraud.lab.chaos.measure;

import fraud.lab.bench.measure.LatencyLog;
import fraud.lab.telemetry.RunClock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The timed decisions of a run without those that came again; each is known by the moment at which its transaction was
 * to be sent, which no two share on one schedule. All times are µs since the run's start.
 */
public final class FirstDecisions {

    private final long[] polled;
    private final long[] due;
    private final long[] repeated;

    private FirstDecisions(long[] polled, long[] due, long[] repeated) {
        this.polled = polled;
        this.due = due;
        this.repeated = repeated;
    }

    /** Those of a log, which has them in the order in which they were polled. */
    public static FirstDecisions of(LatencyLog log, RunClock clock) {
        long startMicros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.start());
        Set<Long> seen = new HashSet<>();
        boolean[] isFirst = new boolean[log.size()];
        for (int i = 0; i < log.size(); i++) {
            isFirst[i] = seen.add(log.intendedMicros(i));
        }
        int[] firsts = IntStream.range(0, log.size()).filter(i -> isFirst[i]).toArray();
        return new FirstDecisions(
                Arrays.stream(firsts)
                        .mapToLong(i -> log.intendedMicros(i) + log.toPollMicros(i) - startMicros)
                        .toArray(),
                Arrays.stream(firsts)
                        .mapToLong(i -> log.intendedMicros(i) - startMicros)
                        .toArray(),
                IntStream.range(0, log.size())
                        .filter(i -> !isFirst[i])
                        .mapToLong(i -> log.intendedMicros(i) + log.toPollMicros(i) - startMicros)
                        .toArray());
    }

    /** How many there are. */
    public int size() {
        return polled.length;
    }

    /** When one was polled; in the order of these times. */
    public long polled(int index) {
        return polled[index];
    }

    /** Latencies of those that were due from one moment to another. */
    public long[] latencies(long fromMicros, long toMicros) {
        return IntStream.range(0, due.length)
                .filter(i -> due[i] >= fromMicros && due[i] < toMicros)
                .mapToLong(i -> polled[i] - due[i])
                .toArray();
    }

    /** The same of those that were due and polled in that time: a fault at its end shows in none of them. */
    public long[] latenciesOfWhatCame(long fromMicros, long toMicros) {
        return IntStream.range(0, due.length)
                .filter(i -> due[i] >= fromMicros && polled[i] < toMicros)
                .mapToLong(i -> polled[i] - due[i])
                .toArray();
    }

    /** How many were polled from one moment to another. */
    public long polledBetween(long fromMicros, long toMicros) {
        return count(polled, fromMicros, toMicros);
    }

    /** How many that had been polled before were polled again from one moment to another. */
    public long repeatedBetween(long fromMicros, long toMicros) {
        return count(repeated, fromMicros, toMicros);
    }

    private static long count(long[] times, long fromMicros, long toMicros) {
        return Arrays.stream(times)
                .filter(time -> time >= fromMicros && time < toMicros)
                .count();
    }

    /** When the first was due. */
    public long firstDue() {
        return Arrays.stream(due).min().orElse(0);
    }
}
