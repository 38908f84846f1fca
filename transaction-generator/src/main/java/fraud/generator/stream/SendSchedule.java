package fraud.generator.stream;

import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;

/**
 * When each of the counted events is to be sent: evenly at the rate, with bursts at regular times, whatever the broker
 * does (an open loop). Plain arithmetic, no clock.
 *
 * @param ratePerSecond events a second outside of bursts
 * @param burstFactor how many times that a burst has; 1 for no bursts
 * @param burstEverySeconds time from the beginning of one burst to that of the next
 * @param burstSeconds how long a burst takes; it ends that time
 */
public record SendSchedule(long ratePerSecond, long burstFactor, long burstEverySeconds, long burstSeconds) {

    private static final long MICROS_PER_SECOND = 1_000_000;

    public static SendSchedule of(GeneratorConfig config) {
        return new SendSchedule(
                config.integer(Parameter.RATE),
                config.integer(Parameter.BURST_FACTOR),
                config.integer(Parameter.BURST_EVERY_SECONDS),
                config.integer(Parameter.BURST_SECONDS));
    }

    /** When the n-th event is to be sent, n from 0 on: µs after the first, rounded down. */
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

    /** Events a second, bursts included. */
    public double meanRatePerSecond() {
        return ratePerSecond * (1 + (double) (burstFactor - 1) * burstSeconds / burstEverySeconds);
    }
}
