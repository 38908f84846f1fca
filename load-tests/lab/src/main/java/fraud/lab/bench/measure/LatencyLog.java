package fraud.lab.bench.measure;

import java.util.Arrays;

/**
 * When each timed decision was to be sent, appended by the broker, and polled; whole, so that windows can be chosen
 * afterwards and nothing is clipped. Written by one thread; to be read once it has ended.
 */
public final class LatencyLog {

    private static final int FIRST_CAPACITY = 1 << 16;
    private static final int COLUMNS = 3;

    private long[] values = new long[FIRST_CAPACITY * COLUMNS];
    private int size;

    /**
     * Takes a decision.
     *
     * @param intendedMicros when its transaction was to be sent, UTC epoch in µs
     * @param appendedMillis when the broker appended the decision, UTC epoch in ms
     * @param polledMicros when it was polled, UTC epoch in µs
     */
    public void add(long intendedMicros, long appendedMillis, long polledMicros) {
        if ((size + 1) * COLUMNS > values.length) {
            values = Arrays.copyOf(values, values.length * 2);
        }
        values[size * COLUMNS] = intendedMicros;
        values[size * COLUMNS + 1] = appendedMillis;
        values[size * COLUMNS + 2] = polledMicros;
        size++;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** When the transaction of one was to be sent, µs. */
    public long intendedMicros(int index) {
        return values[index * COLUMNS];
    }

    /** From there to the poll of its decision, µs. */
    public long toPollMicros(int index) {
        return values[index * COLUMNS + 2] - values[index * COLUMNS];
    }

    /** From there to the append of its decision, µs. The broker's time has a resolution of 1 ms: its middle counts. */
    public long toAppendMicros(int index) {
        return values[index * COLUMNS + 1] * 1_000 + 500 - values[index * COLUMNS];
    }

    /** When the first transaction was to be sent, µs; the greatest number if there is none. */
    public long firstIntendedMicros() {
        long first = Long.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            first = Math.min(first, intendedMicros(i));
        }
        return first;
    }
}
