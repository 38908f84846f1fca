package fraud.rules;

import fraud.features.Features;
import fraud.model.Channel;
import fraud.model.Transaction;
import fraud.score.Scores;

/**
 * The claims that rules make about one transaction (SEMANTICS 5.2). Pure; each engine says in one place which of them
 * it applies.
 */
public final class Rules {

    private static final long MILLIS_PER_HOUR = 3_600_000;
    private static final long PERMILLE = 1_000;
    private static final double MILLION = 1e6;

    private Rules() {}

    /** The merchant is one to which nothing is paid. */
    public static boolean isMerchantBlocked(Transaction transaction, RuleSet rules) {
        return rules.merchantLists().blocked().contains(transaction.merchantId());
    }

    /** The merchant is one where no rule holds but the block of a card (SEMANTICS 5.3). */
    public static boolean isMerchantAllowed(Transaction transaction, RuleSet rules) {
        return rules.merchantLists().allowed().contains(transaction.merchantId());
    }

    /** The amount is above what the issuer lets pass unseen. */
    public static boolean isAboveAmountLimit(Transaction transaction, RuleSet rules) {
        return transaction.amountMinor() > rules.amountLimit().maxAmountMinor();
    }

    /** The card is used too often within the hour. */
    public static boolean isUsedTooOften(Features features, RuleSet rules) {
        return features.count1Hour() > rules.velocityCount().maxCount();
    }

    /** The card spends too much within ten minutes. */
    public static boolean isSpendingTooFast(Features features, RuleSet rules) {
        return features.sumMinor10Minutes() > rules.velocitySum().maxSumMinor();
    }

    /** The card would have had to travel faster than an airliner since its previous use. */
    public static boolean isImpossibleTravel(Features features, RuleSet rules) {
        Long metres = features.travelDistanceMetres();
        Long millis = features.travelElapsedMillis();
        RuleSet.ImpossibleTravel travel = rules.impossibleTravel();
        // 2.1e7 m * 3.6e6 ms and 1e7 m/h * 2.7e9 ms (31 days) both stay below 2^63.
        return metres != null
                && millis != null
                && metres >= travel.minDistanceMetres()
                && metres * MILLIS_PER_HOUR > travel.maxMetresPerHour() * millis;
    }

    /** The amount is far above what this card usually spends. */
    public static boolean isUnusualAmount(Transaction transaction, Features features, RuleSet rules) {
        RuleSet.UnusualAmount unusual = rules.unusualAmount();
        long amount = transaction.amountMinor();
        return features.habitCount() >= unusual.minHistory()
                && amount >= unusual.minAmountMinor()
                && amount > unusual.meanMultiple() * features.habitMeanMinor()
                && amount > features.habitMeanMinor() + unusual.deviationMultiple() * features.habitDeviationMinor();
    }

    /** The card is in another country than just before. */
    public static boolean isCountryFlip(Features features, RuleSet rules) {
        return Boolean.TRUE.equals(features.countryChanged())
                && features.countryElapsedMillis() <= rules.countryFlip().withinMillis();
    }

    /** A device that the card was never used with buys for much. */
    public static boolean isNewDeviceSpending(Transaction transaction, Features features, RuleSet rules) {
        return transaction.channel() == Channel.ECOMMERCE
                && Boolean.TRUE.equals(features.newDevice())
                && transaction.amountMinor() >= rules.newDevice().minAmountMinor();
    }

    /** A card that lay idle for long pays much. */
    public static boolean isDormantCardSpending(Transaction transaction, Features features, RuleSet rules) {
        Long idleMillis = features.idleMillis();
        return idleMillis != null
                && idleMillis >= rules.dormantCard().idleMillis()
                && transaction.amountMinor() >= rules.dormantCard().minAmountMinor();
    }

    /** Of what was settled at the merchant lately, much was fraud. */
    public static boolean isMerchantAtRisk(Features features, RuleSet rules) {
        long frauds = features.merchant().frauds7Days();
        // At most 4e6 labels in 7 days: no product comes near 2^63.
        return frauds >= rules.merchantRisk().minFrauds()
                && frauds * PERMILLE
                        >= (long) rules.merchantRisk().minPermille()
                                * features.merchant().count7Days();
    }

    /** The model takes the transaction for fraud. */
    public static boolean isScoredHigh(Scores scores, RuleSet rules) {
        int minMillionths = rules.modelScore().minMillionths();
        return scores.score() >= (minMillionths == 0 ? scores.threshold() : minMillionths / MILLION);
    }
}
