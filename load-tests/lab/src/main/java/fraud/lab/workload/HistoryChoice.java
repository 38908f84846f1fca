package fraud.lab.workload;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntToLongFunction;

/**
 * Chooses, while both engines work off a history, how many days of it there are to be: as many as the slower engine can
 * work off in the time that there is. Days are let through one by one, so that the faster engine always has some
 * seconds' work and its rate is its own; the first part of the time says little about rates, since JVMs are slow at
 * first, and there days are let through without asking.
 *
 * <p>Plain arithmetic on what it is given, no clock. Records are counted from the stream's first event.
 */
public final class HistoryChoice {

    /**
     * So much time for each second that the start took: a slower machine gets more, but not as much more as it is
     * slower.
     */
    private static final double SECONDS_PER_START_SECOND = 2;

    private static final double MIN_SECONDS = 60;
    private static final double MAX_SECONDS = 110;

    /** The share of the time after which rates say how long the rest takes. */
    private static final double SETTLED_SHARE = 0.4;

    /** How much work the faster engine is to have before it, at the rate that it goes. */
    private static final double AHEAD_SECONDS = 6;

    /**
     * And no less than this: what stands behind the last heartbeat, one in a thousand events, cannot be answered before
     * more is sent.
     */
    private static final long LEAST_AHEAD_RECORDS = 2_000;

    /** Rates are those of the last seconds: Spark's outputs come in batches, some seconds apart. */
    private static final double RATE_OVER_SECONDS = 12;

    /** A batch that comes at once is no rate. */
    private static final double LEAST_RATE_OVER_SECONDS = 3;

    /** Let through at once, so that neither engine is without work until rates are known. */
    private static final long FIRST_RECORDS = 30_000;

    private final IntToLongFunction recordsOfDays;
    private final int maxDays;
    private final double fromSeconds;
    private final double seconds;
    private final Map<String, Deque<Sample>> samples = new LinkedHashMap<>();
    private int days = 1;
    private boolean isFinal;
    private boolean isCut;

    private record Sample(double atSeconds, long answered) {}

    /**
     * A choice that begins now.
     *
     * @param recordsOfDays how many records the first days have
     * @param maxDays there are no more
     * @param fromSeconds now
     * @param startSeconds how long it took until both engines decided
     */
    public HistoryChoice(IntToLongFunction recordsOfDays, int maxDays, double fromSeconds, double startSeconds) {
        this.recordsOfDays = recordsOfDays;
        this.maxDays = maxDays;
        this.fromSeconds = fromSeconds;
        this.seconds = seconds(startSeconds);
        while (days < maxDays && recordsOfDays.applyAsLong(days) < FIRST_RECORDS) {
            days++;
        }
        this.isFinal = days >= maxDays;
    }

    /** How long the history may take, in seconds, given how long the start took. */
    static double seconds(double startSeconds) {
        return Math.min(MAX_SECONDS, Math.max(MIN_SECONDS, SECONDS_PER_START_SECOND * startSeconds));
    }

    /** How long the history may take, in seconds. */
    double seconds() {
        return seconds;
    }

    /** Lets all through: they were asked for. */
    void allOfThem() {
        days = maxDays;
        isFinal = true;
    }

    /** Takes how many records each engine has answered so far, and lets days through. */
    void answered(double atSeconds, Map<String, Long> answered) {
        answered.forEach((engine, records) -> add(engine, new Sample(atSeconds, records)));
        while (!isFinal && isFastestRunningDry()) {
            if (isSettled(atSeconds) && !fits(days + 1, atSeconds)) {
                isFinal = true;
                isCut = true;
            } else {
                days++;
                isFinal = days >= maxDays;
            }
        }
    }

    private void add(String engine, Sample sample) {
        Deque<Sample> of = samples.computeIfAbsent(engine, unused -> new ArrayDeque<>());
        of.addLast(sample);
        // One from before the window stays, so that there is always a whole one.
        while (of.size() > 2 && sample.atSeconds() - secondOf(of).atSeconds() >= RATE_OVER_SECONDS) {
            of.removeFirst();
        }
    }

    private static Sample secondOf(Deque<Sample> samples) {
        Sample first = samples.removeFirst();
        Sample second = samples.peekFirst();
        samples.addFirst(first);
        return second;
    }

    /** Records a second that an engine has answered lately. */
    private static double rate(Deque<Sample> samples) {
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        return (last.answered() - first.answered())
                / Math.max(LEAST_RATE_OVER_SECONDS, last.atSeconds() - first.atSeconds());
    }

    private boolean isFastestRunningDry() {
        long allowed = recordsOfDays.applyAsLong(days);
        return samples.values().stream()
                .anyMatch(of ->
                        allowed - of.getLast().answered() < Math.max(LEAST_AHEAD_RECORDS, AHEAD_SECONDS * rate(of)));
    }

    /** Whether the engines have run for long enough that their rates say how long the rest takes. */
    boolean isSettled(double atSeconds) {
        return atSeconds - fromSeconds >= SETTLED_SHARE * seconds;
    }

    private boolean fits(int thatDays, double atSeconds) {
        return secondsFor(thatDays, atSeconds).orElse(Double.MAX_VALUE) <= seconds;
    }

    /**
     * How long so many days will have taken in all, at the rates of the last seconds; nothing if an engine has answered
     * none of late.
     */
    OptionalDouble secondsFor(int thatDays, double atSeconds) {
        long records = recordsOfDays.applyAsLong(thatDays);
        double longest = 0;
        for (Deque<Sample> of : samples.values()) {
            long left = records - of.getLast().answered();
            if (left > 0) {
                double rate = rate(of);
                if (rate <= 0) {
                    return OptionalDouble.empty();
                }
                longest = Math.max(longest, left / rate);
            }
        }
        return OptionalDouble.of(atSeconds - fromSeconds + longest);
    }

    /** How many days are let through so far. */
    public int days() {
        return days;
    }

    /** Whether there will be no more. */
    boolean isFinal() {
        return isFinal;
    }

    /** Whether the engines' rates have kept it shorter than it might have been. */
    boolean isCut() {
        return isCut;
    }
}
