package fraud.features;

import fraud.model.CardControl;
import fraud.model.Origin;
import fraud.model.Transaction;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * All that a detector remembers of one card for its decisions, as an immutable fold over the card's records in offset
 * order (SEMANTICS 4, 6). It holds at most {@code historyLimit} entries in parallel arrays, sorted by (event time,
 * offset), so that an engine stores it compactly; a transaction costs one pass over them, whatever the window, and two
 * short ones over those of the last 14 days.
 *
 * <p>It can be dropped once a detector's sequence clock passes {@link #invisibleFromMillis()}, unless the card is
 * blocked.
 *
 * @param blocked whether the card is blocked
 * @param eventTimesMillis event time of each entry, ascending
 * @param offsets offset of each entry in the card's partition
 * @param amountsMinor amount of each entry
 * @param transactionIds identifier of each entry
 * @param deviceIds device of each entry, empty if it names none: no identifier is empty
 * @param merchantMarks mark of each entry's merchant (SEMANTICS 4.13): a number for its name, which a state of a
 *     thousand entries holds more cheaply
 * @param evictedThroughMillis greatest event time of an evicted entry, or {@link Long#MIN_VALUE}
 * @param previousUse the latest located use, or null if there is none
 * @param previousCountryUse the latest use in a country, or null if there is none
 *
 * <p>Over 300 lines: one value with its arrays, which only make sense together.
 */
@SuppressWarnings(
        "ArrayRecordComponent") // a value of engine state, never compared: arrays are what both engines store best
public record CardProfile(
        boolean blocked,
        long[] eventTimesMillis,
        long[] offsets,
        long[] amountsMinor,
        String[] transactionIds,
        String[] deviceIds,
        long[] merchantMarks,
        long evictedThroughMillis,
        LocatedUse previousUse,
        CountryUse previousCountryUse) {

    /** H: nothing older than this before a record's timestamp counts (SEMANTICS 4.2). */
    public static final Duration HORIZON = Duration.ofDays(31);

    /** A card never seen. */
    public static final CardProfile EMPTY = new CardProfile(
            false,
            new long[0],
            new long[0],
            new long[0],
            new String[0],
            new String[0],
            new long[0],
            Long.MIN_VALUE,
            null,
            null);

    private static final long HORIZON_MILLIS = HORIZON.toMillis();
    private static final long TEN_MINUTES_MILLIS = Duration.ofMinutes(10).toMillis();
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    /**
     * Lowest offset of the visible entries that this transaction repeats, if it is a duplicate (SEMANTICS 4.3). There
     * can be two: one that was out of sight of the other is in sight of this one, whose timestamp runs back.
     */
    public OptionalLong originalOffset(Transaction transaction, Origin origin) {
        long lowest = Long.MAX_VALUE;
        for (int i = firstVisible(origin.publishedAtMillis()); i < transactionIds.length; i++) {
            if (transactionIds[i].equals(transaction.transactionId())) {
                lowest = Math.min(lowest, offsets[i]);
            }
        }
        return lowest == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(lowest);
    }

    /** Features of a transaction that is not in the profile yet (SEMANTICS 4.4 to 4.12). */
    public Features featuresOf(Transaction transaction, Origin origin) {
        long now = transaction.eventTimeMillis();
        long amount = transaction.amountMinor();
        int count1Hour = 1;
        int count1Day = 1;
        int count7Days = 1;
        long sum10Minutes = amount;
        long sum1Day = amount;
        long sum7Days = amount;
        int habitCount = 0;
        long habitSum = 0;
        long idle = 0;
        // Sum of squares in 128 bits: 1,024 squares of 10^11 need 84.
        long squaresHigh = 0;
        long squaresLow = 0;
        long merchant = markOf(transaction.merchantId());
        boolean isNewMerchant = true;
        int from14Days = eventTimesMillis.length;
        int end = firstVisible(origin.publishedAtMillis());
        for (; end < eventTimesMillis.length; end++) {
            long age = now - eventTimesMillis[end];
            if (age < 0) {
                break;
            }
            if (age >= 30 * DAY_MILLIS) {
                continue;
            }
            if (age < 14 * DAY_MILLIS) {
                from14Days = Math.min(from14Days, end);
            }
            long entry = amountsMinor[end];
            habitCount++;
            habitSum += entry;
            idle = age;
            isNewMerchant &= merchantMarks[end] != merchant;
            long low = entry * entry;
            squaresHigh += Math.multiplyHigh(entry, entry);
            squaresLow += low;
            if (Long.compareUnsigned(squaresLow, low) < 0) {
                squaresHigh++;
            }
            if (age < 7 * DAY_MILLIS) {
                count7Days++;
                sum7Days += entry;
            }
            if (age < DAY_MILLIS) {
                count1Day++;
                sum1Day += entry;
            }
            if (age < HOUR_MILLIS) {
                count1Hour++;
            }
            if (age < TEN_MINUTES_MILLIS) {
                sum10Minutes += entry;
            }
        }
        boolean comparable = previousUse != null
                && isVisible(previousUse.eventTimeMillis(), origin.publishedAtMillis())
                && transaction.isLocated()
                && previousUse.isBefore(transaction);
        boolean countriesComparable = previousCountryUse != null
                && isVisible(previousCountryUse.eventTimeMillis(), origin.publishedAtMillis())
                && transaction.isInCountry()
                && previousCountryUse.isBefore(transaction);
        return new Features(
                amount,
                UtcClock.isWeekend(now),
                UtcClock.isNight(now),
                count1Hour,
                count1Day,
                count7Days,
                habitCount + 1,
                sum10Minutes,
                sum1Day,
                sum7Days,
                habitSum + amount,
                habitCount,
                habitCount == 0 ? 0 : habitSum / habitCount,
                Deviation.of(habitCount, habitSum, squaresHigh, squaresLow),
                countAbove(2 * habitSum, habitCount, from14Days, end),
                countAbove(3 * habitSum, habitCount, from14Days, end),
                comparable ? Long.valueOf(previousUse.metresTo(transaction)) : null,
                comparable ? Long.valueOf(now - previousUse.eventTimeMillis()) : null,
                countriesComparable ? !previousCountryUse.country().equals(transaction.country()) : null,
                countriesComparable ? Long.valueOf(now - previousCountryUse.eventTimeMillis()) : null,
                isNewDevice(transaction, origin),
                habitCount == 0 ? null : (Boolean) isNewMerchant,
                habitCount == 0 ? null : Long.valueOf(idle),
                MerchantFeatures.NONE,
                MerchantActivity.NONE);
    }

    /**
     * How many of these entries have amount · n above a sum (SEMANTICS 4.12): at most 10^11 · 10^5, so nothing
     * overflows.
     */
    private int countAbove(long sum, int n, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            if (amountsMinor[i] * n > sum) {
                count++;
            }
        }
        return count;
    }

    /** SEMANTICS 4.9; null if there is nothing to compare with. */
    private Boolean isNewDevice(Transaction transaction, Origin origin) {
        String device = transaction.deviceId();
        if (device == null) {
            return null;
        }
        Boolean isNew = null;
        for (int i = firstVisible(origin.publishedAtMillis()); i < deviceIds.length; i++) {
            if (deviceIds[i].equals(device)) {
                return false;
            }
            if (!deviceIds[i].isEmpty()) {
                isNew = true;
            }
        }
        return isNew;
    }

    /** Whether a record with this timestamp misses history that was evicted (SEMANTICS 4.2). */
    public boolean isTruncatedFor(Origin origin) {
        return isVisible(evictedThroughMillis, origin.publishedAtMillis());
    }

    /**
     * This profile with one more transaction, without what can no longer be visible to any later record, and without
     * what exceeds the limit.
     *
     * @param skewMillis how far timestamps may run back (s)
     * @param historyLimit most entries to keep (N)
     */
    public CardProfile with(Transaction transaction, Origin origin, long skewMillis, int historyLimit) {
        int size = eventTimesMillis.length;
        int from = firstVisible(origin.publishedAtMillis() - skewMillis);
        int position = size;
        while (position > 0 && isAfter(position - 1, transaction.eventTimeMillis(), origin.offset())) {
            position--;
        }
        from = Math.min(from, position);
        int newSize = size - from + 1;
        // At most one entry exceeds the limit, as each step adds one: the least, which may be the new one itself.
        boolean evicts = newSize > historyLimit;
        long evicted = evictedThroughMillis;
        if (evicts) {
            long least = position == from ? transaction.eventTimeMillis() : eventTimesMillis[from];
            evicted = Math.max(evicted, least);
        }
        LocatedUse latestUse = previousUse;
        if (transaction.isLocated() && (latestUse == null || latestUse.isBefore(transaction))) {
            latestUse = LocatedUse.of(transaction);
        }
        CountryUse latestCountryUse = previousCountryUse;
        if (transaction.isInCountry() && (latestCountryUse == null || latestCountryUse.isBefore(transaction))) {
            latestCountryUse = CountryUse.of(transaction);
        }
        int drop = evicts ? 1 : 0;
        return new CardProfile(
                blocked,
                ProfileArrays.insert(eventTimesMillis, from, position, transaction.eventTimeMillis(), drop),
                ProfileArrays.insert(offsets, from, position, origin.offset(), drop),
                ProfileArrays.insert(amountsMinor, from, position, transaction.amountMinor(), drop),
                ProfileArrays.insert(transactionIds, from, position, transaction.transactionId(), drop),
                ProfileArrays.insert(
                        deviceIds, from, position, Objects.requireNonNullElse(transaction.deviceId(), ""), drop),
                ProfileArrays.insert(merchantMarks, from, position, markOf(transaction.merchantId()), drop),
                evicted,
                latestUse,
                latestCountryUse);
    }

    /** This profile after an operator's order (SEMANTICS 6). */
    public CardProfile after(CardControl.Action action) {
        return switch (action) {
            case BLOCK -> withBlocked(true);
            case RELEASE -> withBlocked(false);
            case FORGET -> EMPTY;
        };
    }

    /** This profile without its history, which no later record can see; a block stays. */
    public CardProfile withoutHistory() {
        return EMPTY.withBlocked(blocked);
    }

    /** Whether there is nothing to remember. */
    public boolean isEmpty() {
        return !blocked && !hasHistory();
    }

    /** Whether anything of its uses is remembered. */
    public boolean hasHistory() {
        return invisibleFromMillis() != Long.MIN_VALUE;
    }

    /**
     * The sequence clock from which on no record can see any of the history, or {@link Long#MIN_VALUE} if there is
     * none: the greatest event time in it plus the horizon.
     */
    public long invisibleFromMillis() {
        long latest = evictedThroughMillis;
        if (eventTimesMillis.length > 0) {
            latest = Math.max(latest, eventTimesMillis[eventTimesMillis.length - 1]);
        }
        if (previousUse != null) {
            latest = Math.max(latest, previousUse.eventTimeMillis());
        }
        if (previousCountryUse != null) {
            latest = Math.max(latest, previousCountryUse.eventTimeMillis());
        }
        return latest == Long.MIN_VALUE ? latest : latest + HORIZON_MILLIS;
    }

    private CardProfile withBlocked(boolean nowBlocked) {
        return new CardProfile(
                nowBlocked,
                eventTimesMillis,
                offsets,
                amountsMinor,
                transactionIds,
                deviceIds,
                merchantMarks,
                evictedThroughMillis,
                previousUse,
                previousCountryUse);
    }

    /** SEMANTICS 4.13: of each letter, which is ASCII, after 31 times what came before, in 64 bits. */
    private static long markOf(String merchantId) {
        long mark = 0;
        for (int i = 0; i < merchantId.length(); i++) {
            mark = 31 * mark + merchantId.charAt(i);
        }
        return mark;
    }

    private static boolean isVisible(long eventTimeMillis, long publishedAtMillis) {
        return eventTimeMillis > publishedAtMillis - HORIZON_MILLIS;
    }

    private int firstVisible(long publishedAtMillis) {
        int i = 0;
        while (i < eventTimesMillis.length && !isVisible(eventTimesMillis[i], publishedAtMillis)) {
            i++;
        }
        return i;
    }

    private boolean isAfter(int i, long eventTimeMillis, long offset) {
        return eventTimesMillis[i] > eventTimeMillis || (eventTimesMillis[i] == eventTimeMillis && offsets[i] > offset);
    }
}
