package fraud.reference;

import fraud.features.EnrichedTransaction;
import fraud.features.Features;
import fraud.model.Channel;
import fraud.model.Outcome;
import fraud.rules.AmountLimit;
import fraud.rules.CountryFlip;
import fraud.rules.DormantCard;
import fraud.rules.ImpossibleTravel;
import fraud.rules.MerchantRisk;
import fraud.rules.ModelScore;
import fraud.rules.NewDevice;
import fraud.rules.Reason;
import fraud.rules.UnusualAmount;
import fraud.rules.VelocityCount;
import fraud.rules.VelocitySum;
import fraud.ruleset.RuleSet;
import fraud.score.Scores;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Which rules hold for a transaction (SEMANTICS 5.2, 5.3), written from the contract once more: a mistake in the class
 * of a rule makes the engines differ from this.
 */
final class ReferenceRules {

    private final EnrichedTransaction enriched;
    private final Scores scores;
    private final RuleSet rules;

    ReferenceRules(EnrichedTransaction enriched, Scores scores, RuleSet rules) {
        this.enriched = enriched;
        this.scores = scores;
        this.rules = rules;
    }

    List<Reason> reasons() {
        List<Reason> reasons = new ArrayList<>();
        for (Reason reason : Reason.values()) {
            if (isAsked(reason) && holds(reason)) {
                reasons.add(reason);
            }
        }
        return reasons;
    }

    Outcome outcome() {
        List<Reason> reasons = reasons();
        boolean isGrave = reasons.contains(Reason.CARD_BLOCKED)
                || reasons.contains(Reason.MERCHANT_BLOCKED)
                || (reasons.contains(Reason.MODEL_SCORE) && isForDecline());
        if (isGrave) {
            return Outcome.DECLINE;
        }
        return reasons.isEmpty() ? Outcome.APPROVE : Outcome.REVIEW;
    }

    private boolean isForDecline() {
        long millionths = rules.get(ModelScore.DECLINE_MILLIONTHS);
        return millionths == 0 ? scores.score() >= scores.declineThreshold() : scores.score() >= millionths / 1e6;
    }

    private boolean isAsked(Reason reason) {
        boolean isAllowed =
                rules.merchantLists().allowed().contains(enriched.transaction().merchantId());
        return reason == Reason.CARD_BLOCKED || (!isAllowed && !rules.disabled().contains(reason.ruleName()));
    }

    private boolean holds(Reason reason) {
        Features features = enriched.features();
        long amount = enriched.transaction().amountMinor();
        return switch (reason) {
            case CARD_BLOCKED -> enriched.cardBlocked();
            case MERCHANT_BLOCKED ->
                rules.merchantLists().blocked().contains(enriched.transaction().merchantId());
            case AMOUNT_LIMIT -> amount > rules.get(AmountLimit.MAX_AMOUNT);
            case VELOCITY_COUNT -> features.count1Hour() > rules.get(VelocityCount.MAX_COUNT);
            case VELOCITY_SUM -> features.sumMinor10Minutes() > rules.get(VelocitySum.MAX_SUM);
            case IMPOSSIBLE_TRAVEL -> isImpossibleTravel(features);
            case UNUSUAL_AMOUNT -> isUnusual(amount, features);
            case COUNTRY_FLIP ->
                features.countryChanged() != null
                        && features.countryChanged()
                        && features.countryElapsedMillis() <= rules.get(CountryFlip.WITHIN);
            case NEW_DEVICE ->
                enriched.transaction().channel() == Channel.ECOMMERCE
                        && features.newDevice() != null
                        && features.newDevice()
                        && amount >= rules.get(NewDevice.MIN_AMOUNT);
            case DORMANT_CARD ->
                features.idleMillis() != null
                        && features.idleMillis() >= rules.get(DormantCard.IDLE)
                        && amount >= rules.get(DormantCard.MIN_AMOUNT);
            case MERCHANT_RISK ->
                isAtRisk(features.merchant().frauds7Days(), features.merchant().count7Days());
            case MODEL_SCORE -> scores.score() >= threshold();
        };
    }

    /** Metres by the hour, without a division. */
    private boolean isImpossibleTravel(Features features) {
        if (features.travelDistanceMetres() == null) {
            return false;
        }
        BigInteger metres = BigInteger.valueOf(features.travelDistanceMetres());
        BigInteger most = BigInteger.valueOf(rules.get(ImpossibleTravel.MAX_SPEED))
                .multiply(BigInteger.valueOf(features.travelElapsedMillis()));
        return features.travelDistanceMetres() >= rules.get(ImpossibleTravel.MIN_DISTANCE)
                && metres.multiply(BigInteger.valueOf(3_600_000)).compareTo(most) > 0;
    }

    private boolean isUnusual(long amount, Features features) {
        long byMean = rules.get(UnusualAmount.MEAN_MULTIPLE) * features.habitMeanMinor();
        long byDeviation = features.habitMeanMinor()
                + rules.get(UnusualAmount.DEVIATION_MULTIPLE) * features.habitDeviationMinor();
        return features.habitCount() >= rules.get(UnusualAmount.MIN_HISTORY)
                && amount >= rules.get(UnusualAmount.MIN_AMOUNT)
                && amount > Math.max(byMean, byDeviation)
                && !isHolderThere(features);
    }

    private boolean isHolderThere(Features features) {
        Channel channel = enriched.transaction().channel();
        return channel == Channel.CHIP
                || channel == Channel.CONTACTLESS
                || (features.newDevice() != null && !features.newDevice());
    }

    private boolean isAtRisk(long frauds, long settled) {
        return frauds >= rules.get(MerchantRisk.MIN_FRAUDS)
                && 1_000 * frauds >= rules.get(MerchantRisk.MIN_PERMILLE) * settled;
    }

    private double threshold() {
        long minMillionths = rules.get(ModelScore.MIN_MILLIONTHS);
        return minMillionths == 0 ? scores.threshold() : minMillionths / 1e6;
    }
}
