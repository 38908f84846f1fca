package fraud.reference;

import fraud.features.MerchantFeatures;
import fraud.model.Label;
import fraud.model.Origin;
import fraud.search.BinarySearch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the labels of a whole run say about its merchants, computed from all of them for every question (SEMANTICS 14).
 */
final class ReferenceMerchants {

    /**
     * A label that was accepted.
     *
     * @param label what it says
     * @param origin where it stands in {@code labels}
     */
    record PublishedLabel(Label label, Origin origin) {}

    private record MerchantDay(String merchantId, long day) {}

    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    /** By merchant, the labels that are not too many for their day. */
    private final Map<String, Labels> counted = new HashMap<>();

    /** p(D) of each full day. */
    private final Map<MerchantDay, Long> fullFrom = new HashMap<>();

    /**
     * The merchants of one run.
     *
     * @param labels all labels that were accepted, in any order
     * @param dailyLimit how many of a merchant and UTC day count
     */
    ReferenceMerchants(List<PublishedLabel> labels, int dailyLimit) {
        List<PublishedLabel> inOffsetOrder = new ArrayList<>(labels);
        inOffsetOrder.sort(Comparator.comparingLong(label -> label.origin().offset()));
        Map<MerchantDay, Integer> countOfDay = new HashMap<>();
        Map<String, List<PublishedLabel>> byMerchant = new HashMap<>();
        for (PublishedLabel published : inOffsetOrder) {
            Label label = published.label();
            MerchantDay day = dayOf(label.merchantId(), label.eventTimeMillis());
            if (countOfDay.merge(day, 1, Integer::sum) <= dailyLimit) {
                byMerchant
                        .computeIfAbsent(label.merchantId(), merchant -> new ArrayList<>())
                        .add(published);
            } else {
                fullFrom.putIfAbsent(day, published.origin().publishedAtMillis());
            }
        }
        byMerchant.forEach((merchant, ofMerchant) -> counted.put(merchant, new Labels(ofMerchant)));
    }

    /** What is settled for a transaction of this merchant at this event time (SEMANTICS 14.3, 14.6). */
    MerchantFeatures features(String merchantId, long eventTimeMillis) {
        Labels labels = counted.get(merchantId);
        return labels == null ? MerchantFeatures.NONE : labels.features(eventTimeMillis);
    }

    /** Whether such a transaction misses labels that were too many (SEMANTICS 14.5). */
    boolean isTruncated(String merchantId, long eventTimeMillis) {
        MerchantDay first = dayOf(merchantId, eventTimeMillis - 37 * DAY_MILLIS + 1);
        MerchantDay last = dayOf(merchantId, eventTimeMillis - 7 * DAY_MILLIS);
        for (long day = first.day(); day <= last.day(); day++) {
            Long from = fullFrom.get(new MerchantDay(merchantId, day));
            if (from != null && from + HOUR_MILLIS <= eventTimeMillis) {
                return true;
            }
        }
        return false;
    }

    private static MerchantDay dayOf(String merchantId, long timeMillis) {
        return new MerchantDay(merchantId, Math.floorDiv(timeMillis, DAY_MILLIS));
    }

    /**
     * The labels of one merchant in arrays: a busy one has thousands in each window, and each question walks over all
     * of them. Sorted by event time, those of one transaction next to each other and in the order in which they hold.
     */
    private static final class Labels {

        private static final int[] WINDOW_DAYS = {1, 7, 28, 30};

        private static final Comparator<PublishedLabel> ORDER = Comparator.comparingLong(
                        (PublishedLabel published) -> published.label().eventTimeMillis())
                .thenComparing(published ->
                        published.label().cardId() + '/' + published.label().transactionId())
                .thenComparingLong(published -> published.origin().publishedAtMillis())
                .thenComparingLong(published -> published.origin().offset());

        private final long[] eventTimes;
        private final long[] effectiveFrom;
        private final boolean[] fraud;
        /** Whether the next label is of the same transaction. */
        private final boolean[] followed;

        private Labels(List<PublishedLabel> labels) {
            List<PublishedLabel> sorted = labels.stream().sorted(ORDER).toList();
            int size = sorted.size();
            eventTimes = new long[size];
            effectiveFrom = new long[size];
            fraud = new boolean[size];
            followed = new boolean[size];
            for (int i = 0; i < size; i++) {
                PublishedLabel published = sorted.get(i);
                eventTimes[i] = published.label().eventTimeMillis();
                effectiveFrom[i] = published.origin().publishedAtMillis() + HOUR_MILLIS;
                fraud[i] = published.label().fraud();
                followed[i] = i + 1 < size
                        && isOfSameTransaction(
                                published.label(), sorted.get(i + 1).label());
            }
        }

        private static boolean isOfSameTransaction(Label one, Label other) {
            return one.eventTimeMillis() == other.eventTimeMillis()
                    && one.cardId().equals(other.cardId())
                    && one.transactionId().equals(other.transactionId());
        }

        private MerchantFeatures features(long eventTimeMillis) {
            long end = eventTimeMillis - 7 * DAY_MILLIS;
            int[] counts = new int[4];
            int[] frauds = new int[4];
            List<Boolean> settled = new ArrayList<>();
            Long firstFraud = null;
            Long lastFraud = null;
            Long streakStart = null;
            int streak = 0;
            int countSinceFirstFraud = 0;
            for (int i = firstAfter(end - 30 * DAY_MILLIS); i < eventTimes.length && eventTimes[i] <= end; i++) {
                // The last of a transaction's labels that is effective is the one that holds.
                boolean holds = effectiveFrom[i] <= eventTimeMillis
                        && !(followed[i] && effectiveFrom[i + 1] <= eventTimeMillis);
                if (!holds) {
                    continue;
                }
                for (int window = 0; window < counts.length; window++) {
                    if (eventTimes[i] > end - WINDOW_DAYS[window] * DAY_MILLIS) {
                        counts[window]++;
                        frauds[window] += fraud[i] ? 1 : 0;
                    }
                }
                settled.add(fraud[i]);
                if (fraud[i]) {
                    firstFraud = firstFraud == null ? eventTimes[i] : firstFraud;
                    lastFraud = eventTimes[i];
                    streakStart = streak == 0 ? eventTimes[i] : streakStart;
                    streak++;
                } else {
                    streakStart = null;
                    streak = 0;
                }
                if (firstFraud != null) {
                    countSinceFirstFraud++;
                }
            }
            return new MerchantFeatures(
                    counts[0],
                    frauds[0],
                    counts[1],
                    frauds[1],
                    counts[3],
                    frauds[3],
                    counts[2],
                    frauds[2],
                    fraudsOfLast(1, settled),
                    fraudsOfLast(3, settled),
                    fraudsOfLast(5, settled),
                    streak,
                    since(streakStart, eventTimeMillis),
                    since(firstFraud, eventTimeMillis),
                    since(lastFraud, eventTimeMillis),
                    countSinceFirstFraud);
        }

        private static int fraudsOfLast(int count, List<Boolean> settled) {
            int frauds = 0;
            for (int i = Math.max(0, settled.size() - count); i < settled.size(); i++) {
                frauds += settled.get(i) ? 1 : 0;
            }
            return frauds;
        }

        private static Long since(Long earlierMillis, long eventTimeMillis) {
            return earlierMillis == null ? null : (Long) (eventTimeMillis - earlierMillis);
        }

        private int firstAfter(long timeMillis) {
            return BinarySearch.first(0, eventTimes.length, i -> eventTimes[i] > timeMillis);
        }
    }
}
