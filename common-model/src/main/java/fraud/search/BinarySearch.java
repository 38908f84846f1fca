package fraud.search;

import java.util.function.IntPredicate;

/** Looks for the place in a sorted sequence at which something becomes true. */
public final class BinarySearch {

    private BinarySearch() {}

    /**
     * The first position at which a predicate holds.
     *
     * @param from first position
     * @param to behind the last position
     * @param holds false up to some position and true from there on
     * @return from {@code from} to {@code to}, which stands for "nowhere"
     */
    public static int first(int from, int to, IntPredicate holds) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (holds.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
