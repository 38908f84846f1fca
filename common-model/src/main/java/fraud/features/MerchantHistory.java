package fraud.features;

import fraud.config.DetectorParameters;
import fraud.model.Label;
import fraud.model.Origin;
import fraud.search.BinarySearch;
import java.time.Duration;
import java.util.Arrays;

/**
 * All that a detector remembers of one merchant, as an immutable fold over the merchant's labels in offset order
 * (SEMANTICS 14). It holds at most {@code dailyLimit} labels a UTC day in parallel arrays, sorted by event time, then
 * transaction, then (timestamp, offset), so that an engine stores it compactly.
 *
 * <p>What a label changes in the number of transactions and of frauds is summed up along that order, so a window costs
 * two binary searches, however long it is, and what else a lookup says of the {@link SettledLabels} a few more.
 * Besides, it passes over the <em>deferred</em> labels that are not yet effective. Deferred is a label that becomes
 * effective only when a window could hold its transaction already: those of the last hour, and those that were read
 * ahead.
 *
 * @param eventTimesMillis event time of each label's transaction, ascending
 * @param publishedAtMillis timestamp of each label
 * @param transactions {@code cardId/transactionId} of each label: with the event time, what two labels of one
 *     transaction agree in
 * @param frauds what each label says
 * @param countsThrough transactions of the labels up to and with this one
 * @param fraudsThrough how many of them are fraud, by the labels up to and with this one
 * @param deferred positions of the deferred labels, by ascending timestamp
 * @param fullDaysMillis first instant of each full day
 * @param fullFromMillis timestamp of the first label that was too many on that day
 *
 * <p>Over 300 lines: one value with its arrays, which only make sense together.
 */
@SuppressWarnings(
        "ArrayRecordComponent") // a value of engine state, never compared: arrays are what both engines store best
public record MerchantHistory(
        long[] eventTimesMillis,
        long[] publishedAtMillis,
        String[] transactions,
        boolean[] frauds,
        int[] countsThrough,
        int[] fraudsThrough,
        int[] deferred,
        long[] fullDaysMillis,
        long[] fullFromMillis) {

    /** What happened in the last days is no part of a merchant's past: it is hardly settled yet. */
    public static final Duration SETTLING = Duration.ofDays(7);

    private static final Duration LONGEST_WINDOW = Duration.ofDays(30);

    /**
     * From so long after its end on, no transaction that may ask for a merchant's past has a window that holds any of a
     * day: 7 + 30 + 1 days.
     */
    public static final Duration HORIZON = SETTLING.plus(LONGEST_WINDOW).plus(DetectorParameters.MERCHANT_MAX_AGE);

    /** A merchant without labels. */
    public static final MerchantHistory EMPTY = new MerchantHistory(
            new long[0],
            new long[0],
            new String[0],
            new boolean[0],
            new int[0],
            new int[0],
            new int[0],
            new long[0],
            new long[0]);

    private static final int[] NO_POSITIONS = new int[0];
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final long LONGEST_WINDOW_MILLIS = LONGEST_WINDOW.toMillis();
    private static final long SETTLING_MILLIS = SETTLING.toMillis();
    private static final long DELAY_MILLIS = DetectorParameters.LABEL_DELAY.toMillis();
    private static final long HORIZON_MILLIS = HORIZON.toMillis();

    /**
     * What is settled for a transaction of the merchant (SEMANTICS 14.3, 14.6). Labels that are published less than
     * {@link DetectorParameters#LABEL_DELAY} before it change nothing.
     *
     * @param eventTimeMillis the transaction's event time, t
     */
    public MerchantFeatures featuresOf(long eventTimeMillis) {
        long settled = eventTimeMillis - SETTLING_MILLIS;
        int from = firstAfter(settled - LONGEST_WINDOW_MILLIS);
        int end = firstAfter(settled);
        SettledLabels labels = new SettledLabels(this, from, end, notYetEffective(from, end, eventTimeMillis));
        return labels.featuresAt(
                eventTimeMillis,
                firstAfter(settled - DAY_MILLIS),
                firstAfter(settled - 7 * DAY_MILLIS),
                firstAfter(settled - 28 * DAY_MILLIS));
    }

    /** Positions of the labels in [from, end) that are not yet effective, ascending. */
    private int[] notYetEffective(int from, int end, long eventTimeMillis) {
        int first = deferred.length;
        while (first > 0 && !isEffective(publishedAtMillis[deferred[first - 1]], eventTimeMillis)) {
            first--;
        }
        return first == deferred.length
                ? NO_POSITIONS
                : Arrays.stream(deferred, first, deferred.length)
                        .filter(i -> i >= from && i < end)
                        .sorted()
                        .toArray();
    }

    /**
     * Whether a transaction of the merchant misses labels that were too many (SEMANTICS 14.5).
     *
     * @param eventTimeMillis the transaction's event time, t
     */
    public boolean isTruncatedFor(long eventTimeMillis) {
        long settled = eventTimeMillis - SETTLING_MILLIS;
        for (int i = 0; i < fullDaysMillis.length; i++) {
            long lastOfDay = fullDaysMillis[i] + DAY_MILLIS - 1;
            if (fullDaysMillis[i] <= settled
                    && lastOfDay > settled - LONGEST_WINDOW_MILLIS
                    && isEffective(fullFromMillis[i], eventTimeMillis)) {
                return true;
            }
        }
        return false;
    }

    /**
     * This history with one more label, the one with the greatest offset so far; the same one if its day is known to be
     * full.
     *
     * @param dailyLimit most labels to keep of a UTC day of event times
     */
    public MerchantHistory with(Label label, Origin origin, int dailyLimit) {
        long day = dayOf(label.eventTimeMillis());
        if (firstAfter(day + DAY_MILLIS - 1) - firstAfter(day - 1) >= dailyLimit) {
            return withFullDay(day, origin.publishedAtMillis());
        }
        String transaction = label.cardId() + '/' + label.transactionId();
        int position = position(label.eventTimeMillis(), transaction, origin.publishedAtMillis());
        int size = eventTimesMillis.length;
        long[] times = new long[size + 1];
        long[] published = new long[size + 1];
        String[] named = new String[size + 1];
        boolean[] said = new boolean[size + 1];
        insert(eventTimesMillis, times, position, size);
        insert(publishedAtMillis, published, position, size);
        insert(transactions, named, position, size);
        insert(frauds, said, position, size);
        times[position] = label.eventTimeMillis();
        published[position] = origin.publishedAtMillis();
        named[position] = transaction;
        said[position] = label.fraud();
        return summedUp(
                times,
                published,
                named,
                said,
                deferredWith(position, published, times),
                fullDaysMillis,
                fullFromMillis);
    }

    /**
     * This history without the days that no question can be about any more; the same one if there is none.
     *
     * @param clockMillis clock of the transactions: no event time is asked for that is more than {@link
     *     DetectorParameters#MERCHANT_MAX_AGE} before it
     */
    public MerchantHistory forget(long clockMillis) {
        if (isEmpty() || clockMillis < forgettableFromMillis()) {
            return this;
        }
        long keptFrom = dayOf(clockMillis - HORIZON_MILLIS);
        int from = firstAfter(keptFrom - 1);
        int size = eventTimesMillis.length;
        int[] stillOverdue = Arrays.stream(deferred)
                .filter(i -> i >= from)
                .map(i -> i - from)
                .toArray();
        int fullFrom = 0;
        while (fullFrom < fullDaysMillis.length && fullDaysMillis[fullFrom] < keptFrom) {
            fullFrom++;
        }
        return summedUp(
                Arrays.copyOfRange(eventTimesMillis, from, size),
                Arrays.copyOfRange(publishedAtMillis, from, size),
                Arrays.copyOfRange(transactions, from, size),
                Arrays.copyOfRange(frauds, from, size),
                stillOverdue,
                Arrays.copyOfRange(fullDaysMillis, fullFrom, fullDaysMillis.length),
                Arrays.copyOfRange(fullFromMillis, fullFrom, fullFromMillis.length));
    }

    /**
     * The least clock at which {@link #forget} drops something: the first day's end plus the horizon; the greatest one
     * if empty.
     */
    public long forgettableFromMillis() {
        return isEmpty() ? Long.MAX_VALUE : dayOf(eventTimesMillis[0]) + DAY_MILLIS + HORIZON_MILLIS;
    }

    /** Whether there is nothing to remember. A full day has labels, so it is not empty. */
    public boolean isEmpty() {
        return eventTimesMillis.length == 0;
    }

    private MerchantHistory withFullDay(long day, long publishedMillis) {
        int found = Arrays.binarySearch(fullDaysMillis, day);
        if (found >= 0) {
            return this;
        }
        int position = -found - 1;
        int size = fullDaysMillis.length;
        long[] days = new long[size + 1];
        long[] from = new long[size + 1];
        insert(fullDaysMillis, days, position, size);
        insert(fullFromMillis, from, position, size);
        days[position] = day;
        from[position] = publishedMillis;
        return new MerchantHistory(
                eventTimesMillis,
                publishedAtMillis,
                transactions,
                frauds,
                countsThrough,
                fraudsThrough,
                deferred,
                days,
                from);
    }

    /** The history of these arrays; the sums follow from them. */
    static MerchantHistory summedUp(
            long[] times,
            long[] published,
            String[] named,
            boolean[] said,
            int[] deferred,
            long[] fullDays,
            long[] fullFrom) {
        int[] counts = new int[times.length];
        int[] fraudulent = new int[times.length];
        int count = 0;
        int fraud = 0;
        for (int i = 0; i < times.length; i++) {
            boolean corrects = i > 0 && times[i - 1] == times[i] && named[i - 1].equals(named[i]);
            if (!corrects) {
                count++;
            } else if (said[i - 1]) {
                fraud--;
            }
            if (said[i]) {
                fraud++;
            }
            counts[i] = count;
            fraudulent[i] = fraud;
        }
        return new MerchantHistory(times, published, named, said, counts, fraudulent, deferred, fullDays, fullFrom);
    }

    /** Positions of the deferred labels, now that there is one more at this position. */
    private int[] deferredWith(int position, long[] published, long[] times) {
        boolean isDeferred = !isEffective(published[position], times[position] + SETTLING_MILLIS);
        int[] next = new int[isDeferred ? deferred.length + 1 : deferred.length];
        int size = 0;
        boolean pending = isDeferred;
        for (int i : deferred) {
            int moved = i < position ? i : i + 1;
            if (pending && published[position] < published[moved]) {
                next[size++] = position;
                pending = false;
            }
            next[size++] = moved;
        }
        if (pending) {
            next[size] = position;
        }
        return next;
    }

    /** Where a label belongs: after those that are not greater, as its offset is the greatest. */
    private int position(long eventTimeMillis, String transaction, long publishedMillis) {
        return BinarySearch.first(
                0, eventTimesMillis.length, i -> isAfter(i, eventTimeMillis, transaction, publishedMillis));
    }

    private boolean isAfter(int i, long eventTimeMillis, String transaction, long publishedMillis) {
        int order = Long.compare(eventTimesMillis[i], eventTimeMillis);
        if (order == 0) {
            order = transactions[i].compareTo(transaction);
        }
        return order == 0 ? publishedAtMillis[i] > publishedMillis : order > 0;
    }

    private int firstAfter(long timeMillis) {
        return BinarySearch.first(0, eventTimesMillis.length, i -> eventTimesMillis[i] > timeMillis);
    }

    private static boolean isEffective(long publishedMillis, long eventTimeMillis) {
        return publishedMillis + DELAY_MILLIS <= eventTimeMillis;
    }

    private static long dayOf(long timeMillis) {
        return Math.floorDiv(timeMillis, DAY_MILLIS) * DAY_MILLIS;
    }

    /** Copies all of an array into one of the same type that has room for one more at this position. */
    private static void insert(Object from, Object to, int position, int size) {
        System.arraycopy(from, 0, to, 0, position);
        System.arraycopy(from, position, to, position + 1, size - position);
    }
}
