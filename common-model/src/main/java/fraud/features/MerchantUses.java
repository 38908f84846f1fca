package fraud.features;

import fraud.config.DetectorParameters;
import fraud.search.BinarySearch;
import java.time.Duration;
import java.util.Arrays;

/**
 * How often a merchant was used, by the quarters of UTC days in which the transactions were published (SEMANTICS 14.7):
 * counts, which no order of the records changes, at most 118 quarters of them and those that are read ahead.
 *
 * @param quarters numbers of the quarters since the epoch, ascending, those without a use left out
 * @param uses transactions of each
 * @param firstUses those of them whose card had not been there before
 */
@SuppressWarnings(
        "ArrayRecordComponent") // a value of engine state, never compared: arrays are what both engines store best
public record MerchantUses(long[] quarters, int[] uses, int[] firstUses) {

    /** A merchant where nobody was. */
    public static final MerchantUses EMPTY = new MerchantUses(new long[0], new int[0], new int[0]);

    private static final long QUARTER_MILLIS = Duration.ofHours(6).toMillis();
    private static final int QUARTERS_OF_DAY = 4;
    private static final int LONGEST_WINDOW = 28 * QUARTERS_OF_DAY;
    private static final long DELAY_MILLIS = DetectorParameters.LABEL_DELAY.toMillis();
    private static final long MAX_AGE_MILLIS = DetectorParameters.MERCHANT_MAX_AGE.toMillis();

    /**
     * What a transaction sees of it. Uses of its own quarter or a later one change nothing.
     *
     * @param eventTimeMillis the transaction's event time, t
     */
    public MerchantActivity before(long eventTimeMillis) {
        long end = quarterBefore(eventTimeMillis);
        int to = firstNotBefore(end);
        int from7Days = firstNotBefore(end - 7 * QUARTERS_OF_DAY);
        return new MerchantActivity(
                sum(uses, firstNotBefore(end - QUARTERS_OF_DAY), to),
                sum(uses, from7Days, to),
                sum(uses, firstNotBefore(end - LONGEST_WINDOW), to),
                sum(firstUses, from7Days, to));
    }

    /**
     * The last timestamp at which a use counts for a transaction: once the transactions have been read that far, what
     * it sees is complete.
     *
     * @param eventTimeMillis the transaction's event time, t
     */
    public static long lastCountedMillis(long eventTimeMillis) {
        return quarterBefore(eventTimeMillis) * QUARTER_MILLIS - 1;
    }

    /**
     * The same with one more use.
     *
     * @param publishedAtMillis the transaction's timestamp
     * @param newMerchant whether its card had not been there before, null if it had been nowhere (SEMANTICS 4.13)
     */
    public MerchantUses with(long publishedAtMillis, Boolean newMerchant) {
        long quarter = Math.floorDiv(publishedAtMillis, QUARTER_MILLIS);
        int first = Boolean.FALSE.equals(newMerchant) ? 0 : 1;
        int position = firstNotBefore(quarter);
        boolean isThere = position < quarters.length && quarters[position] == quarter;
        int more = isThere ? 0 : 1;
        long[] nextQuarters = new long[quarters.length + more];
        int[] nextUses = new int[nextQuarters.length];
        int[] nextFirstUses = new int[nextQuarters.length];
        insert(quarters, nextQuarters, position, more);
        insert(uses, nextUses, position, more);
        insert(firstUses, nextFirstUses, position, more);
        nextQuarters[position] = quarter;
        nextUses[position] += 1;
        nextFirstUses[position] += first;
        return new MerchantUses(nextQuarters, nextUses, nextFirstUses);
    }

    /**
     * The same without the quarters that no transaction can see any more; itself if there are none.
     *
     * @param clockMillis clock of the transactions: no event time is asked for that is more than {@link
     *     DetectorParameters#MERCHANT_MAX_AGE} before it
     */
    public MerchantUses forget(long clockMillis) {
        if (isEmpty() || clockMillis < forgottenFromMillis(quarters[0])) {
            return this;
        }
        int from = firstNotBefore(quarterBefore(clockMillis - MAX_AGE_MILLIS) - LONGEST_WINDOW);
        return new MerchantUses(
                Arrays.copyOfRange(quarters, from, quarters.length),
                Arrays.copyOfRange(uses, from, uses.length),
                Arrays.copyOfRange(firstUses, from, firstUses.length));
    }

    /** The least clock at which {@link #forget} leaves nothing; the greatest one if there is nothing. */
    public long forgottenFromMillis() {
        return isEmpty() ? Long.MAX_VALUE : forgottenFromMillis(quarters[quarters.length - 1]);
    }

    private static long forgottenFromMillis(long quarter) {
        return (quarter + LONGEST_WINDOW + 1) * QUARTER_MILLIS + DELAY_MILLIS + MAX_AGE_MILLIS;
    }

    /** Whether there is nothing to remember. */
    public boolean isEmpty() {
        return quarters.length == 0;
    }

    /** The first quarter that is too late to count: those before it were over for the delay at that time. */
    private static long quarterBefore(long timeMillis) {
        return Math.floorDiv(timeMillis - DELAY_MILLIS, QUARTER_MILLIS);
    }

    private int firstNotBefore(long quarter) {
        return BinarySearch.first(0, quarters.length, i -> quarters[i] >= quarter);
    }

    private static int sum(int[] values, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum;
    }

    private void insert(Object from, Object to, int position, int more) {
        System.arraycopy(from, 0, to, 0, position);
        System.arraycopy(from, position, to, position + more, quarters.length - position);
    }
}
