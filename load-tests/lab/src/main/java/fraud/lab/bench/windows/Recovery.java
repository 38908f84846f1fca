package fraud.lab.bench.windows;

import fraud.generator.stream.RateSchedule;
import fraud.lab.bench.measure.LatencyLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long it takes after a burst until decisions are as quick as they were before it: 98 % of those due within two
 * seconds are inside the 99th percentile of those due before the first burst of the window.
 *
 * @param seconds from the end of the burst to the beginning of these two seconds, of several bursts the most; null if
 *     there is none, or {@code voidBecause} says why
 * @param voidBecause why it is not known; null if it is, or if there is no burst
 */
record Recovery(Double seconds, String voidBecause) {

    /** Of the decisions before the burst, the share that is inside what is called steady. */
    private static final double STEADY_SHARE = 0.99;
    /** Of the decisions after it, the share that must be: one in a hundred is outside at any time. */
    private static final double INSIDE_SHARE = 0.98;

    private static final long STRETCH_MICROS = 2_000_000;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final Recovery NO_BURST = new Recovery(null, null);

    /** When a burst is due, µs. */
    private record Burst(long fromMicros, long toMicros) {}

    /** A decision: when its transaction was due, and how long it then took, µs. */
    private record Timed(long dueMicros, long latencyMicros) {}

    /**
     * Of a window.
     *
     * @param decisions of the launch
     * @param indexes those due in the window
     * @param schedule that has the bursts
     * @param scheduleMicros when it begins, UTC epoch in µs
     * @param fromMicros beginning of the window, UTC epoch in µs
     * @param toMicros its end
     */
    static Recovery of(
            LatencyLog decisions,
            int[] indexes,
            RateSchedule schedule,
            long scheduleMicros,
            long fromMicros,
            long toMicros) {
        List<Burst> bursts = bursts(schedule, scheduleMicros, fromMicros, toMicros);
        if (bursts.isEmpty()) {
            return NO_BURST;
        }
        Timed[] inOrder = Arrays.stream(indexes)
                .mapToObj(index -> new Timed(decisions.intendedMicros(index), decisions.toPollMicros(index)))
                .sorted((a, b) -> Long.compare(a.dueMicros(), b.dueMicros()))
                .toArray(Timed[]::new);
        long[] steady = Arrays.stream(inOrder)
                .filter(decision -> decision.dueMicros() < bursts.get(0).fromMicros())
                .mapToLong(Timed::latencyMicros)
                .sorted()
                .toArray();
        if (steady.length == 0) {
            return new Recovery(null, "no decision was due in it before its burst");
        }
        long limit = steady[(int) Math.ceil(STEADY_SHARE * steady.length) - 1];
        long longest = 0;
        for (int i = 0; i < bursts.size(); i++) {
            long end = i + 1 < bursts.size() ? bursts.get(i + 1).fromMicros() : toMicros;
            long back = backMicros(inOrder, limit, bursts.get(i).toMicros(), end);
            if (back < 0) {
                return new Recovery(null, "after its burst it was not back inside the steady 99th percentile");
            }
            longest = Math.max(longest, back);
        }
        return new Recovery((double) longest / MICROS_PER_SECOND, null);
    }

    /** Those that begin in a window. */
    private static List<Burst> bursts(RateSchedule schedule, long scheduleMicros, long fromMicros, long toMicros) {
        List<Burst> bursts = new ArrayList<>();
        if (schedule.burstFactor() > 1) {
            long everyMicros = schedule.burstEverySeconds() * MICROS_PER_SECOND;
            long burstMicros = schedule.burstSeconds() * MICROS_PER_SECOND;
            for (long end = scheduleMicros + everyMicros; end - burstMicros < toMicros; end += everyMicros) {
                if (end - burstMicros >= fromMicros) {
                    bursts.add(new Burst(end - burstMicros, end));
                }
            }
        }
        return bursts;
    }

    /** From the end of a burst to where enough of a stretch are inside the limit, µs; below 0 if nowhere. */
    private static long backMicros(Timed[] inOrder, long limitMicros, long burstEndMicros, long endMicros) {
        int from = 0;
        while (from < inOrder.length && inOrder[from].dueMicros() < burstEndMicros) {
            from++;
        }
        int to = from;
        int inside = 0;
        for (long start = burstEndMicros; start + STRETCH_MICROS <= endMicros && from < inOrder.length; from++) {
            while (to < inOrder.length && inOrder[to].dueMicros() < start + STRETCH_MICROS) {
                inside += inOrder[to].latencyMicros() <= limitMicros ? 1 : 0;
                to++;
            }
            if (to > from && inside >= INSIDE_SHARE * (to - from)) {
                return start - burstEndMicros;
            }
            inside -= to > from && inOrder[from].latencyMicros() <= limitMicros ? 1 : 0;
            to = Math.max(to, from + 1);
            start = from + 1 < inOrder.length ? inOrder[from + 1].dueMicros() : endMicros;
        }
        return -1;
    }
}
