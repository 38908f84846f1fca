package fraud.features;

import fraud.search.BinarySearch;
import java.util.Arrays;

/**
 * What a merchant's labels say at one moment of its transactions in a window (SEMANTICS 14.6), in the order of the
 * labels in their history.
 *
 * <p>Counts and frauds through a position are the history's, less what the labels add that are not yet effective. Of
 * the labels of one transaction, which stand next to each other, the last ones become effective last, so both are right
 * at the last position of each transaction; between them the number of frauds may run ahead, and back again. There both
 * only grow, which is what the binary searches need.
 */
final class SettledLabels {

    private final long[] eventTimesMillis;
    private final int[] countsThrough;
    private final int[] fraudsThrough;
    private final int from;
    private final int end;
    private final int[] notYetEffective;
    /** What the labels that are not yet effective, up to and with each, add to the counts and to the frauds. */
    private final int[] pendingCounts;

    private final int[] pendingFrauds;
    private final int count;
    private final int frauds;

    /**
     * The settled labels among the labels at the positions from {@code from} to {@code end}, exclusive.
     *
     * @param history all labels of the merchant; all labels of a transaction are in the window, or none
     * @param notYetEffective positions in the window of the labels that are not yet effective, ascending
     */
    SettledLabels(MerchantHistory history, int from, int end, int[] notYetEffective) {
        this.eventTimesMillis = history.eventTimesMillis();
        this.countsThrough = history.countsThrough();
        this.fraudsThrough = history.fraudsThrough();
        this.from = from;
        this.end = end;
        this.notYetEffective = notYetEffective;
        this.pendingCounts = new int[notYetEffective.length];
        this.pendingFrauds = new int[notYetEffective.length];
        int pendingCount = 0;
        int pendingFraud = 0;
        for (int k = 0; k < notYetEffective.length; k++) {
            int i = notYetEffective[k];
            pendingCount += countsThrough[i] - before(countsThrough, i);
            pendingFraud += fraudsThrough[i] - before(fraudsThrough, i);
            pendingCounts[k] = pendingCount;
            pendingFrauds[k] = pendingFraud;
        }
        this.count = countBefore(end);
        this.frauds = fraudsBefore(end);
    }

    /**
     * What a transaction sees of them.
     *
     * @param eventTimeMillis its event time, t
     * @param from1Day position of the first label in the window of a day
     * @param from7Days the same of 7 days
     * @param from28Days the same of 28 days
     */
    MerchantFeatures featuresAt(long eventTimeMillis, int from1Day, int from7Days, int from28Days) {
        if (count == 0) {
            return MerchantFeatures.NONE;
        }
        int streak = 0;
        int firstFraud = end;
        int lastFraud = end;
        int streakStart = end;
        if (frauds > 0) {
            firstFraud = firstWithFrauds(1);
            lastFraud = firstWithFrauds(frauds);
            streak = count - countBefore(afterLastHonest());
            streakStart = firstWithCount(count - streak + 1);
        }
        return new MerchantFeatures(
                count - countBefore(from1Day),
                frauds - fraudsBefore(from1Day),
                count - countBefore(from7Days),
                frauds - fraudsBefore(from7Days),
                count,
                frauds,
                count - countBefore(from28Days),
                frauds - fraudsBefore(from28Days),
                fraudsOfLast(1),
                fraudsOfLast(3),
                fraudsOfLast(5),
                streak,
                streak == 0 ? null : (Long) (eventTimeMillis - eventTimesMillis[streakStart]),
                frauds == 0 ? null : (Long) (eventTimeMillis - eventTimesMillis[firstFraud]),
                frauds == 0 ? null : (Long) (eventTimeMillis - eventTimesMillis[lastFraud]),
                frauds == 0 ? 0 : count - countBefore(firstFraud));
    }

    private int fraudsOfLast(int labels) {
        return frauds == 0 ? 0 : frauds - fraudsBefore(firstWithCount(count - labels + 1));
    }

    /** First position of the n-th settled label; of the first one if n is less than 1. */
    private int firstWithCount(int n) {
        return BinarySearch.first(from, end, i -> countBefore(i + 1) >= n);
    }

    /** First position of the outcome that is the n-th fraud. */
    private int firstWithFrauds(int n) {
        return BinarySearch.first(from, end, i -> fraudsBefore(afterTransaction(i)) >= n);
    }

    /** The position behind the last outcome that is no fraud; the window's first if there is none. */
    private int afterLastHonest() {
        int honest = count - frauds;
        int last = BinarySearch.first(from, end, i -> {
            int next = afterTransaction(i);
            return countBefore(next) - fraudsBefore(next) >= honest;
        });
        return honest == 0 ? from : afterTransaction(last);
    }

    /** The position behind the labels of the transaction that this one is of. */
    private int afterTransaction(int position) {
        int next = position + 1;
        while (next < end && countsThrough[next] == countsThrough[position]) {
            next++;
        }
        return next;
    }

    private int countBefore(int position) {
        return before(countsThrough, position) - before(countsThrough, from) - pendingBefore(pendingCounts, position);
    }

    private int fraudsBefore(int position) {
        return before(fraudsThrough, position) - before(fraudsThrough, from) - pendingBefore(pendingFrauds, position);
    }

    private int pendingBefore(int[] sums, int position) {
        if (notYetEffective.length == 0) {
            return 0;
        }
        int found = Arrays.binarySearch(notYetEffective, position);
        return before(sums, found < 0 ? -found - 1 : found);
    }

    private static int before(int[] through, int position) {
        return position == 0 ? 0 : through[position - 1];
    }
}
