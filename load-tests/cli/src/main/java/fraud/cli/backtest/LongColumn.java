package fraud.cli.backtest;

import java.util.Arrays;

/** Numbers one after the other, 8 bytes each. */
final class LongColumn {

    private static final int FIRST = 1 << 10;

    private long[] values = new long[FIRST];
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.multiplyExact(size, 2));
        }
        values[size++] = value;
    }

    long get(int index) {
        return values[index];
    }

    int size() {
        return size;
    }

    /** Where a value is, in a column that ascends and has it. */
    int indexOf(long value) {
        return Arrays.binarySearch(values, 0, size, value);
    }
}
