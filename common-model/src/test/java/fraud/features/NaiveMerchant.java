package fraud.features;

import fraud.model.Label;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every label there ever was of a merchant, and the contract's sentences about them (SEMANTICS 14). */
final class NaiveMerchant {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();

    private record Entry(Label label, long publishedAt, long offset) {

        boolean isOfTheSameTransaction(Entry other) {
            return label.cardId().equals(other.label.cardId())
                    && label.transactionId().equals(other.label.transactionId())
                    && label.eventTimeMillis() == other.label.eventTimeMillis();
        }

        boolean isEffectiveAt(long t) {
            return publishedAt + HOUR <= t;
        }
    }

    private final int dailyLimit;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<LocalDate, Long> fullFrom = new HashMap<>();

    NaiveMerchant(int dailyLimit) {
        this.dailyLimit = dailyLimit;
    }

    void add(Label label, long publishedAt, long offset) {
        LocalDate day = dayOf(label.eventTimeMillis());
        long ofThatDay = entries.stream()
                .filter(entry -> dayOf(entry.label().eventTimeMillis()).equals(day))
                .count();
        if (ofThatDay < dailyLimit) {
            entries.add(new Entry(label, publishedAt, offset));
        } else {
            fullFrom.putIfAbsent(day, publishedAt);
        }
    }

    MerchantFeatures features(long t) {
        List<Label> day = settled(t, DAY);
        List<Label> week = settled(t, 7 * DAY);
        List<Label> month = settled(t, 30 * DAY);
        List<Label> fourWeeks = settled(t, 28 * DAY);
        List<Label> settled = month.stream()
                .sorted(Comparator.comparingLong(Label::eventTimeMillis)
                        .thenComparing(label -> label.cardId() + "/" + label.transactionId()))
                .toList();
        int firstFraud = firstFraud(settled);
        int lastHonest = settled.size() - 1;
        while (lastHonest >= 0 && settled.get(lastHonest).fraud()) {
            lastHonest--;
        }
        List<Label> streak = settled.subList(lastHonest + 1, settled.size());
        List<Label> sinceFirstFraud = settled.subList(firstFraud, settled.size());
        return new MerchantFeatures(
                day.size(),
                frauds(day),
                week.size(),
                frauds(week),
                month.size(),
                frauds(month),
                fourWeeks.size(),
                frauds(fourWeeks),
                frauds(last(1, settled)),
                frauds(last(3, settled)),
                frauds(last(5, settled)),
                streak.size(),
                ageOfFirst(streak, t),
                ageOfFirst(sinceFirstFraud, t),
                settled.stream()
                        .filter(Label::fraud)
                        .map(label -> t - label.eventTimeMillis())
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                sinceFirstFraud.size());
    }

    boolean isTruncated(long t) {
        return fullFrom.entrySet().stream()
                .filter(full -> full.getValue() + HOUR <= t)
                .map(Map.Entry::getKey)
                .anyMatch(day -> hasInstantIn(day, t - 37 * DAY, t - 7 * DAY));
    }

    /** The labels that hold at t and whose transaction lies in (t − 7 d − w, t − 7 d]. */
    private List<Label> settled(long t, long window) {
        return entries.stream()
                .filter(entry -> entry.label().eventTimeMillis() > t - 7 * DAY - window
                        && entry.label().eventTimeMillis() <= t - 7 * DAY)
                .filter(entry -> holdsAt(entry, t))
                .map(Entry::label)
                .toList();
    }

    private boolean holdsAt(Entry entry, long t) {
        return entry.equals(entries.stream()
                .filter(other -> other.isEffectiveAt(t) && other.isOfTheSameTransaction(entry))
                .max(Comparator.comparingLong(Entry::publishedAt).thenComparingLong(Entry::offset))
                .orElse(null));
    }

    private static int firstFraud(List<Label> settled) {
        int first = 0;
        while (first < settled.size() && !settled.get(first).fraud()) {
            first++;
        }
        return first;
    }

    private static List<Label> last(int count, List<Label> settled) {
        return settled.subList(Math.max(0, settled.size() - count), settled.size());
    }

    private static Long ageOfFirst(List<Label> settled, long t) {
        return settled.isEmpty() ? null : (Long) (t - settled.get(0).eventTimeMillis());
    }

    private static int frauds(List<Label> labels) {
        return (int) labels.stream().filter(Label::fraud).count();
    }

    /** Whether the day has an instant, a whole millisecond, after the one and not after the other. */
    private static boolean hasInstantIn(LocalDate day, long after, long through) {
        return !day.isAfter(dayOf(through)) && !day.isBefore(dayOf(after + 1));
    }

    private static LocalDate dayOf(long millis) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }
}
