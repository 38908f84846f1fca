package fraud.features;

import fraud.model.Transaction;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Everything that ever happened to a card, and the contract's sentences about it. */
final class NaiveHistory {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long HORIZON = Duration.ofDays(31).toMillis();

    private record Entry(Transaction transaction, long offset) {}

    private final int limit;
    private final List<Entry> kept = new ArrayList<>();
    private final List<Entry> evicted = new ArrayList<>();

    NaiveHistory(int limit) {
        this.limit = limit;
    }

    void add(Transaction transaction, long offset) {
        kept.add(new Entry(transaction, offset));
        while (kept.size() > limit) {
            Entry least = kept.stream()
                    .min(Comparator.comparingLong(
                                    (Entry entry) -> entry.transaction().eventTimeMillis())
                            .thenComparingLong(Entry::offset))
                    .orElseThrow();
            kept.remove(least);
            evicted.add(least);
        }
    }

    boolean isTruncated(long publishedAt) {
        return evicted.stream().anyMatch(entry -> isVisible(entry.transaction(), publishedAt));
    }

    OptionalLong originalOffset(Transaction transaction, long publishedAt) {
        return kept.stream()
                .filter(entry -> isVisible(entry.transaction(), publishedAt))
                .filter(entry -> entry.transaction().transactionId().equals(transaction.transactionId()))
                .mapToLong(Entry::offset)
                .min();
    }

    Features features(Transaction now, long publishedAt) {
        List<Long> habit = amounts(now, publishedAt, 30 * DAY);
        long habitSum = sum(habit);
        Transaction previous = previous(now, publishedAt, Transaction::isLocated);
        Transaction country = previous(now, publishedAt, Transaction::isInCountry);
        Instant at = Instant.ofEpochMilli(now.eventTimeMillis());
        ZonedDateTime utc = at.atZone(ZoneOffset.UTC);
        return new Features(
                now.amountMinor(),
                utc.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue(),
                utc.getHour() <= 6,
                1 + amounts(now, publishedAt, DAY / 24).size(),
                1 + amounts(now, publishedAt, DAY).size(),
                1 + amounts(now, publishedAt, 7 * DAY).size(),
                1 + habit.size(),
                now.amountMinor() + sum(amounts(now, publishedAt, DAY / 144)),
                now.amountMinor() + sum(amounts(now, publishedAt, DAY)),
                now.amountMinor() + sum(amounts(now, publishedAt, 7 * DAY)),
                now.amountMinor() + habitSum,
                habit.size(),
                habit.isEmpty() ? 0 : habitSum / habit.size(),
                deviation(habit),
                countAbove(2 * habitSum, habit.size(), amounts(now, publishedAt, 14 * DAY)),
                countAbove(3 * habitSum, habit.size(), amounts(now, publishedAt, 14 * DAY)),
                previous == null
                        ? null
                        : (Long) Distance.metres(
                                previous.latitude(), previous.longitude(), now.latitude(), now.longitude()),
                previous == null ? null : (Long) (now.eventTimeMillis() - previous.eventTimeMillis()),
                country == null ? null : (Boolean) !country.country().equals(now.country()),
                country == null ? null : (Long) (now.eventTimeMillis() - country.eventTimeMillis()),
                newDevice(now, publishedAt),
                newMerchant(now, publishedAt),
                idleMillis(now, publishedAt),
                MerchantFeatures.NONE,
                MerchantActivity.NONE);
    }

    private Boolean newDevice(Transaction now, long publishedAt) {
        List<String> devices = kept.stream()
                .map(Entry::transaction)
                .filter(transaction -> isVisible(transaction, publishedAt))
                .map(Transaction::deviceId)
                .filter(Objects::nonNull)
                .toList();
        return (now.deviceId() == null || devices.isEmpty()) ? null : (Boolean) !devices.contains(now.deviceId());
    }

    private Boolean newMerchant(Transaction now, long publishedAt) {
        List<String> merchants = kept.stream()
                .map(Entry::transaction)
                .filter(transaction -> isVisible(transaction, publishedAt))
                .filter(transaction -> transaction.eventTimeMillis() > now.eventTimeMillis() - 30 * DAY
                        && transaction.eventTimeMillis() <= now.eventTimeMillis())
                .map(Transaction::merchantId)
                .toList();
        return merchants.isEmpty() ? null : (Boolean) !merchants.contains(now.merchantId());
    }

    private Long idleMillis(Transaction now, long publishedAt) {
        return kept.stream()
                .map(Entry::transaction)
                .filter(transaction -> isVisible(transaction, publishedAt))
                .map(transaction -> now.eventTimeMillis() - transaction.eventTimeMillis())
                .filter(age -> age >= 0 && age < 30 * DAY)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private Transaction previous(Transaction now, long publishedAt, Predicate<Transaction> comparable) {
        Comparator<Transaction> order =
                Comparator.comparingLong(Transaction::eventTimeMillis).thenComparing(Transaction::transactionId);
        List<Entry> all = new ArrayList<>(kept);
        all.addAll(evicted);
        return all.stream()
                .map(Entry::transaction)
                .filter(comparable)
                .filter(transaction -> isVisible(transaction, publishedAt))
                .max(order)
                .filter(previous -> comparable.test(now) && order.compare(previous, now) < 0)
                .orElse(null);
    }

    private List<Long> amounts(Transaction now, long publishedAt, long window) {
        return kept.stream()
                .map(Entry::transaction)
                .filter(transaction -> isVisible(transaction, publishedAt))
                .filter(transaction -> transaction.eventTimeMillis() > now.eventTimeMillis() - window
                        && transaction.eventTimeMillis() <= now.eventTimeMillis())
                .map(Transaction::amountMinor)
                .toList();
    }

    private static int countAbove(long sum, int count, List<Long> amounts) {
        return (int) amounts.stream().filter(amount -> amount * count > sum).count();
    }

    private static long sum(List<Long> amounts) {
        return amounts.stream().mapToLong(Long::longValue).sum();
    }

    private static long deviation(List<Long> amounts) {
        if (amounts.isEmpty()) {
            return 0;
        }
        BigInteger n = BigInteger.valueOf(amounts.size());
        BigInteger sum = BigInteger.valueOf(sum(amounts));
        BigInteger squares = amounts.stream()
                .map(amount -> BigInteger.valueOf(amount).pow(2))
                .reduce(BigInteger.ZERO, BigInteger::add);
        return n.multiply(squares).subtract(sum.pow(2)).divide(n.pow(2)).sqrt().longValueExact();
    }

    private static boolean isVisible(Transaction transaction, long publishedAt) {
        return transaction.eventTimeMillis() > publishedAt - HORIZON;
    }
}
