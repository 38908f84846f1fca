package fraud.reference;

import fraud.features.MerchantFeatures;
import fraud.model.Label;
import fraud.model.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the labels of a whole run say about its merchants, computed from all of them for every question (SEMANTICS 14). */
final class ReferenceMerchants {

    /**
     * A label that was admitted.
     *
     * @param label what it says
     * @param origin where it stands in {@code labels}
     */
    record PublishedLabel(Label label, Origin origin) {}

    private record Settled(String cardId, String transactionId) {}

    private record MerchantDay(String merchantId, long day) {}

    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    /** By merchant and event time, the labels of each transaction that are not too many for their day. */
    private final Map<String, TreeMap<Long, Map<Settled, List<PublishedLabel>>>> counted = new HashMap<>();

    /** p(D) of each full day. */
    private final Map<MerchantDay, Long> fullFrom = new HashMap<>();

    /**
     * The merchants of one run.
     *
     * @param labels all labels that were admitted, in any order
     * @param dailyLimit how many of a merchant and UTC day count
     */
    ReferenceMerchants(List<PublishedLabel> labels, int dailyLimit) {
        List<PublishedLabel> inOffsetOrder = new ArrayList<>(labels);
        inOffsetOrder.sort(Comparator.comparingLong(label -> label.origin().offset()));
        Map<MerchantDay, Integer> countOfDay = new HashMap<>();
        for (PublishedLabel published : inOffsetOrder) {
            Label label = published.label();
            MerchantDay day = dayOf(label.merchantId(), label.eventTimeMillis());
            if (countOfDay.merge(day, 1, Integer::sum) <= dailyLimit) {
                counted.computeIfAbsent(label.merchantId(), merchant -> new TreeMap<>())
                        .computeIfAbsent(label.eventTimeMillis(), time -> new HashMap<>())
                        .computeIfAbsent(
                                new Settled(label.cardId(), label.transactionId()), settled -> new ArrayList<>())
                        .add(published);
            } else {
                fullFrom.putIfAbsent(day, published.origin().publishedAtMillis());
            }
        }
    }

    /** What is settled for a transaction of this merchant at this event time (SEMANTICS 14.3). */
    MerchantFeatures features(String merchantId, long eventTimeMillis) {
        List<Label> day = holding(merchantId, eventTimeMillis, 1);
        List<Label> week = holding(merchantId, eventTimeMillis, 7);
        List<Label> month = holding(merchantId, eventTimeMillis, 30);
        return new MerchantFeatures(day.size(), frauds(day), week.size(), frauds(week), month.size(), frauds(month));
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

    private List<Label> holding(String merchantId, long eventTimeMillis, int days) {
        TreeMap<Long, Map<Settled, List<PublishedLabel>>> labels = counted.get(merchantId);
        if (labels == null) {
            return List.of();
        }
        long end = eventTimeMillis - 7 * DAY_MILLIS;
        return labels.subMap(end - days * DAY_MILLIS, false, end, true).values().stream()
                .flatMap(ofInstant -> ofInstant.values().stream())
                .map(ofTransaction -> ofTransaction.stream()
                        .filter(label -> label.origin().publishedAtMillis() + HOUR_MILLIS <= eventTimeMillis)
                        .max(Comparator.comparingLong(
                                        (PublishedLabel label) -> label.origin().publishedAtMillis())
                                .thenComparingLong(label -> label.origin().offset())))
                .flatMap(Optional::stream)
                .map(PublishedLabel::label)
                .toList();
    }

    private static int frauds(List<Label> labels) {
        return (int) labels.stream().filter(Label::fraud).count();
    }

    private static MerchantDay dayOf(String merchantId, long timeMillis) {
        return new MerchantDay(merchantId, Math.floorDiv(timeMillis, DAY_MILLIS));
    }
}
