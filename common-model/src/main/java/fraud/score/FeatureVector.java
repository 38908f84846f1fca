package fraud.score;

import fraud.features.EnrichedTransaction;
import fraud.features.Features;
import fraud.model.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/**
 * What a model sees of a transaction: the same doubles in the same order, to the bit, wherever they are computed
 * (SEMANTICS 15.1). Integers are exact up to 2⁵³; a quotient is one division of two integers, each converted from a
 * {@code long}; what is missing is −1.
 */
public final class FeatureVector {

    /**
     * Of the names, their order and their meaning: a model that was trained with another version cannot read these
     * vectors.
     */
    public static final int VERSION = 2;

    private static final double MISSING = -1;

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    /** As the sun goes: 24 h for 360°. */
    private static final double MILLIS_PER_DEGREE = 240_000;

    private record Member(String name, ToDoubleBiFunction<Transaction, Features> value) {

        Member(String name, ToDoubleFunction<Features> value) {
            this(name, (transaction, features) -> value.applyAsDouble(features));
        }
    }

    private static final List<Member> MEMBERS = List.of(
            new Member("amountMinor", Features::amountMinor),
            new Member("weekend", features -> of(features.weekend())),
            new Member("night", features -> of(features.night())),
            new Member("count1Day", Features::count1Day),
            new Member("mean1Day", features -> share(features.sumMinor1Day(), features.count1Day())),
            new Member("count7Days", Features::count7Days),
            new Member("mean7Days", features -> share(features.sumMinor7Days(), features.count7Days())),
            new Member("count30Days", Features::count30Days),
            new Member("mean30Days", features -> share(features.sumMinor30Days(), features.count30Days())),
            new Member("merchantCount1Day", features -> features.merchant().count1Day()),
            new Member(
                    "merchantRisk1Day",
                    features -> share(
                            features.merchant().frauds1Day(),
                            features.merchant().count1Day())),
            new Member("merchantCount7Days", features -> features.merchant().count7Days()),
            new Member(
                    "merchantRisk7Days",
                    features -> share(
                            features.merchant().frauds7Days(),
                            features.merchant().count7Days())),
            new Member("merchantCount30Days", features -> features.merchant().count30Days()),
            new Member(
                    "merchantRisk30Days",
                    features -> share(
                            features.merchant().frauds30Days(),
                            features.merchant().count30Days())),
            new Member("amountToHabit", FeatureVector::amountToHabit),
            new Member(
                    "habitDeviations",
                    features -> share(
                            features.amountMinor() - features.habitMeanMinor(), features.habitDeviationMinor() + 1)),
            new Member("habitDeviationMinor", Features::habitDeviationMinor),
            new Member("largeCount14Days", Features::largeCount14Days),
            new Member("veryLargeCount14Days", Features::veryLargeCount14Days),
            new Member("merchantFrauds28Days", features -> features.merchant().frauds28Days()),
            new Member(
                    "merchantRisk28Days",
                    features -> share(
                            features.merchant().frauds28Days(),
                            features.merchant().count28Days())),
            new Member("merchantLastFrauds1", features -> features.merchant().lastFrauds1()),
            new Member("merchantLastFrauds3", features -> features.merchant().lastFrauds3()),
            new Member("merchantLastFrauds5", features -> features.merchant().lastFrauds5()),
            new Member("merchantStreak", features -> features.merchant().streak()),
            new Member(
                    "merchantStreakMillis", features -> of(features.merchant().streakMillis())),
            new Member(
                    "merchantFirstFraudMillis",
                    features -> of(features.merchant().firstFraudMillis())),
            new Member(
                    "merchantLastFraudMillis",
                    features -> of(features.merchant().lastFraudMillis())),
            new Member(
                    "merchantRiskSinceFirstFraud",
                    features -> share(
                            features.merchant().frauds30Days(),
                            features.merchant().countSinceFirstFraud())),
            new Member("count1Hour", Features::count1Hour),
            new Member("sumMinor10Minutes", Features::sumMinor10Minutes),
            new Member("travelDistanceMetres", features -> of(features.travelDistanceMetres())),
            new Member("travelElapsedMillis", features -> of(features.travelElapsedMillis())),
            new Member("countryChanged", features -> of(features.countryChanged())),
            new Member("countryElapsedMillis", features -> of(features.countryElapsedMillis())),
            new Member("newDevice", features -> of(features.newDevice())),
            new Member("idleMillis", features -> of(features.idleMillis())),
            new Member("channel", (transaction, features) -> channel(transaction)),
            new Member("merchantCategory", (transaction, features) -> category(transaction)),
            new Member("localTimeMillis", (transaction, features) -> localTimeMillis(transaction)),
            new Member("sumShare1Day", features -> share(features.sumMinor1Day(), features.sumMinor30Days())),
            new Member("sumShare7Days", features -> share(features.sumMinor7Days(), features.sumMinor30Days())),
            new Member("countShare1Day", features -> share(features.count1Day(), features.count30Days())),
            new Member("newMerchant", features -> of(features.newMerchant())),
            new Member("merchantUses1Day", features -> features.activity().uses1Day()),
            new Member("merchantUses7Days", features -> features.activity().uses7Days()),
            new Member("merchantUses28Days", features -> features.activity().uses28Days()),
            new Member("merchantFirstUses7Days", features -> features.activity().firstUses7Days()),
            new Member(
                    "merchantUsesShare7Days",
                    features -> share(
                            features.activity().uses7Days(), features.activity().uses28Days())),
            new Member(
                    "merchantFirstUsesShare7Days",
                    features -> share(
                            features.activity().firstUses7Days(),
                            features.activity().uses7Days())));

    private static final List<String> NAMES = MEMBERS.stream().map(Member::name).toList();

    private FeatureVector() {}

    /** The features' names in the vector's order, no name twice. */
    public static List<String> names() {
        return NAMES;
    }

    /** How many features there are. */
    public static int size() {
        return NAMES.size();
    }

    /** The vector of a transaction whose features are complete, the merchant's included. */
    public static double[] of(EnrichedTransaction enriched) {
        return of(enriched.transaction(), enriched.features());
    }

    /** The same of a transaction and its features. */
    public static double[] of(Transaction transaction, Features features) {
        double[] vector = new double[MEMBERS.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = MEMBERS.get(i).value().applyAsDouble(transaction, features);
        }
        return vector;
    }

    private static double channel(Transaction transaction) {
        if (transaction.channel() == null) {
            return MISSING;
        }
        return switch (transaction.channel()) {
            case CHIP -> 0;
            case CONTACTLESS -> 1;
            case MAGSTRIPE -> 2;
            case ECOMMERCE -> 3;
            case ATM -> 4;
        };
    }

    private static double category(Transaction transaction) {
        return transaction.merchantCategory() == null ? MISSING : Integer.parseInt(transaction.merchantCategory());
    }

    /** The time of day where it happened, by the sun. */
    private static double localTimeMillis(Transaction transaction) {
        if (transaction.longitude() == null) {
            return MISSING;
        }
        long ahead = (long) Math.floor(transaction.longitude() * MILLIS_PER_DEGREE);
        return Math.floorMod(transaction.eventTimeMillis() + ahead, DAY_MILLIS);
    }

    /**
     * The amount in terms of the habit's mean, before that is rounded; 0 without habit, or if its amounts are all 0.
     */
    private static double amountToHabit(Features features) {
        long sum = features.sumMinor30Days() - features.amountMinor();
        // At most 10^11 · 10^5, so it fits; of a product above 2^53 the nearest double counts.
        return share(features.amountMinor() * features.habitCount(), sum);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static double of(Long value) {
        return value == null ? MISSING : value;
    }

    private static double of(Boolean value) {
        if (value == null) {
            return MISSING;
        }
        return value ? 1 : 0;
    }
}
