package fraud.generator.stream;

/**
 * When each of the counted events is to be sent, whatever the broker does (an open loop). Plain arithmetic, no clock.
 */
public interface SendSchedule {

    /** When the n-th event is to be sent, n from 0 on: µs after the first, rounded down. */
    long offsetMicros(long n);

    /** Events a second, bursts included. */
    double meanRatePerSecond();
}
