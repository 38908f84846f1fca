package fraud.generator.stream;

import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;

/**
 * Evenly at a rate, with bursts at regular times.
 *
 * @param ratePerSecond events a second outside of bursts
 * @param burstFactor how many times that a burst has; 1 for no bursts
 * @param burstEverySeconds time from the beginning of one burst to that of the next
 * @param burstSeconds how long a burst takes; it ends that time
 */
public record RateSchedule(long ratePerSecond, long burstFactor, long burstEverySeconds, long burstSeconds)
        implements SendSchedule {

    private static final long MICROS_PER_SECOND = 1_000_000;

    /** That of a stream. */
    public static RateSchedule of(GeneratorConfig config) {
        return new RateSchedule(
                config.integer(Parameter.RATE),
                config.integer(Parameter.BURST_FACTOR),
                config.integer(Parameter.BURST_EVERY_SECONDS),
                config.integer(Parameter.BURST_SECONDS));
    }

    @Override
    public long offsetMicros(long n) {
        long calmSeconds = burstEverySeconds - burstSeconds;
        long calmEvents = calmSeconds * ratePerSecond;
        long eventsPerRound = calmEvents + burstSeconds * ratePerSecond * burstFactor;
        long round = n / eventsPerRound;
        long inRound = n % eventsPerRound;
        long micros = inRound < calmEvents
                ? inRound * MICROS_PER_SECOND / ratePerSecond
                : calmSeconds * MICROS_PER_SECOND
                        + (inRound - calmEvents) * MICROS_PER_SECOND / (ratePerSecond * burstFactor);
        return round * burstEverySeconds * MICROS_PER_SECOND + micros;
    }

    @Override
    public double meanRatePerSecond() {
        return ratePerSecond * (1 + (double) (burstFactor - 1) * burstSeconds / burstEverySeconds);
    }
}
