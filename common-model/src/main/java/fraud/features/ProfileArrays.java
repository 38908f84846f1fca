package fraud.features;

import java.util.Arrays;

/** The parallel arrays of a {@link CardProfile}: each of its changes is one insertion into all of them. */
final class ProfileArrays {

    private ProfileArrays() {}

    /** The values from an index on with one more at a position, less so many of the first. */
    static long[] insert(long[] values, int from, int position, long value, int drop) {
        long[] next = new long[values.length - from + 1];
        System.arraycopy(values, from, next, 0, position - from);
        next[position - from] = value;
        System.arraycopy(values, position, next, position - from + 1, values.length - position);
        return drop == 0 ? next : Arrays.copyOfRange(next, drop, next.length);
    }

    static String[] insert(String[] values, int from, int position, String value, int drop) {
        String[] next = new String[values.length - from + 1];
        System.arraycopy(values, from, next, 0, position - from);
        next[position - from] = value;
        System.arraycopy(values, position, next, position - from + 1, values.length - position);
        return drop == 0 ? next : Arrays.copyOfRange(next, drop, next.length);
    }
}
