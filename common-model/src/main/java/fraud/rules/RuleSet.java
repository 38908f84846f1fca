package fraud.rules;

import fraud.config.ConfigException;
import fraud.model.Reason;
import fraud.model.SequenceRule;
import java.io.Serializable;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * One version of all rule parameters, validated on construction ({@link RuleParameter} names the range of each).
 *
 * @param version 0 for the one a detector starts with
 * @param merchantLists merchants that are blocked or allowed by name
 * @param amountLimit parameters of {@code AMOUNT_LIMIT}
 * @param velocityCount parameters of {@code VELOCITY_COUNT}
 * @param velocitySum parameters of {@code VELOCITY_SUM}
 * @param impossibleTravel parameters of {@code IMPOSSIBLE_TRAVEL}
 * @param unusualAmount parameters of {@code UNUSUAL_AMOUNT}
 * @param countryFlip parameters of {@code COUNTRY_FLIP}
 * @param newDevice parameters of {@code NEW_DEVICE}
 * @param dormantCard parameters of {@code DORMANT_CARD}
 * @param merchantRisk parameters of {@code MERCHANT_RISK}
 * @param modelScore parameters of {@code MODEL_SCORE}
 * @param cardTesting parameters of the sequence {@code CARD_TESTING}
 * @param accountTakeover parameters of the sequence {@code ACCOUNT_TAKEOVER}
 * @param escalation parameters of the sequence {@code ESCALATION}
 * @param unconfirmedDevice parameters of the sequence {@code UNCONFIRMED_DEVICE}
 * @param muleCashOut parameters of the sequence {@code MULE_CASH_OUT}
 * @param disabled names of the rules and sequences that stay silent, as in {@link RuleParameter#rule}
 */
public record RuleSet(
        int version,
        MerchantLists merchantLists,
        AmountLimit amountLimit,
        VelocityCount velocityCount,
        VelocitySum velocitySum,
        ImpossibleTravel impossibleTravel,
        UnusualAmount unusualAmount,
        CountryFlip countryFlip,
        NewDevice newDevice,
        DormantCard dormantCard,
        MerchantRisk merchantRisk,
        ModelScore modelScore,
        CardTesting cardTesting,
        AccountTakeover accountTakeover,
        Escalation escalation,
        UnconfirmedDevice unconfirmedDevice,
        MuleCashOut muleCashOut,
        Set<String> disabled)
        implements Serializable {

    public RuleSet {
        disabled = Set.copyOf(disabled);
        for (String rule : disabled) {
            if (!RuleParameter.byRule().containsKey(rule)) {
                throw new ConfigException(rule + " = disabled: there is no such rule");
            }
        }
    }

    /** The rule set of version 0. */
    public static RuleSet defaults() {
        return of(0, RuleParameter::defaultValue, MerchantLists.NONE, Set.of());
    }

    /**
     * The rule set of these values.
     *
     * @throws ConfigException if one is out of its range
     */
    public static RuleSet of(
            int version, ToLongFunction<RuleParameter> values, MerchantLists merchantLists, Set<String> disabled) {
        ToLongFunction<RuleParameter> checked = parameter -> parameter.checked(values.applyAsLong(parameter));
        return new RuleSet(
                version,
                merchantLists,
                new AmountLimit(checked.applyAsLong(RuleParameter.AMOUNT_LIMIT_MAX_AMOUNT)),
                new VelocityCount((int) checked.applyAsLong(RuleParameter.VELOCITY_COUNT_MAX)),
                new VelocitySum(checked.applyAsLong(RuleParameter.VELOCITY_SUM_MAX)),
                new ImpossibleTravel(
                        checked.applyAsLong(RuleParameter.TRAVEL_MAX_SPEED),
                        checked.applyAsLong(RuleParameter.TRAVEL_MIN_DISTANCE)),
                new UnusualAmount(
                        (int) checked.applyAsLong(RuleParameter.UNUSUAL_MIN_HISTORY),
                        checked.applyAsLong(RuleParameter.UNUSUAL_MIN_AMOUNT),
                        (int) checked.applyAsLong(RuleParameter.UNUSUAL_MEAN_MULTIPLE),
                        (int) checked.applyAsLong(RuleParameter.UNUSUAL_DEVIATION_MULTIPLE)),
                new CountryFlip(checked.applyAsLong(RuleParameter.COUNTRY_FLIP_WITHIN)),
                new NewDevice(checked.applyAsLong(RuleParameter.NEW_DEVICE_MIN_AMOUNT)),
                new DormantCard(
                        checked.applyAsLong(RuleParameter.DORMANT_IDLE),
                        checked.applyAsLong(RuleParameter.DORMANT_MIN_AMOUNT)),
                new MerchantRisk(checked.applyAsLong(RuleParameter.MERCHANT_RISK_MIN_FRAUDS), (int)
                        checked.applyAsLong(RuleParameter.MERCHANT_RISK_MIN_PERMILLE)),
                new ModelScore((int) checked.applyAsLong(RuleParameter.MODEL_SCORE_MIN)),
                new CardTesting(
                        checked.applyAsLong(RuleParameter.CARD_TESTING_SMALL_MAX),
                        checked.applyAsLong(RuleParameter.CARD_TESTING_LARGE_ABOVE)),
                new AccountTakeover(checked.applyAsLong(RuleParameter.ACCOUNT_TAKEOVER_HIGH_ABOVE)),
                new Escalation(checked.applyAsLong(RuleParameter.ESCALATION_MIN_AMOUNT)),
                new UnconfirmedDevice(checked.applyAsLong(RuleParameter.UNCONFIRMED_HIGH_ABOVE)),
                new MuleCashOut(checked.applyAsLong(RuleParameter.MULE_MIN_AMOUNT)),
                disabled);
    }

    /** This rule set with one value changed. */
    public RuleSet with(RuleParameter changed, long value) {
        return of(version, parameter -> parameter == changed ? value : parameter.in(this), merchantLists, disabled);
    }

    /** This rule set with other lists. */
    public RuleSet with(MerchantLists otherLists) {
        return of(version, parameter -> parameter.in(this), otherLists, disabled);
    }

    /** This rule set as another version. */
    public RuleSet withVersion(int otherVersion) {
        return of(otherVersion, parameter -> parameter.in(this), merchantLists, disabled);
    }

    /** This rule set without the rules and sequences of these names. */
    public RuleSet withDisabled(Set<String> nowDisabled) {
        return of(version, parameter -> parameter.in(this), merchantLists, nowDisabled);
    }

    /** Whether a rule may hold; a blocked card or merchant is no rule that can be switched off. */
    public boolean isEnabled(Reason reason) {
        return disabled.isEmpty() || !disabled.contains(camelCase(reason));
    }

    /** Whether a sequence sees anything. */
    public boolean isEnabled(SequenceRule sequence) {
        return disabled.isEmpty() || !disabled.contains(camelCase(sequence));
    }

    /** {@code AMOUNT_LIMIT} is {@code amountLimit} in a rule set. */
    private static String camelCase(Enum<?> constant) {
        StringBuilder name = new StringBuilder();
        boolean upper = false;
        for (char c : constant.name().toCharArray()) {
            if (c != '_') {
                name.append(upper ? c : Character.toLowerCase(c));
            }
            upper = c == '_';
        }
        return name.toString();
    }

    /**
     * Amount above a limit.
     *
     * @param maxAmountMinor greatest amount that passes, minor units
     */
    public record AmountLimit(long maxAmountMinor) implements Serializable {}

    /**
     * Too many transactions of a card in an hour.
     *
     * @param maxCount greatest count that passes
     */
    public record VelocityCount(int maxCount) implements Serializable {}

    /**
     * Too much spent with a card in ten minutes.
     *
     * @param maxSumMinor greatest sum that passes, minor units
     */
    public record VelocitySum(long maxSumMinor) implements Serializable {}

    /**
     * Two card-present uses too far apart for the time between them.
     *
     * @param maxMetresPerHour greatest speed that passes
     * @param minDistanceMetres distances below this pass at any speed
     */
    public record ImpossibleTravel(long maxMetresPerHour, long minDistanceMetres) implements Serializable {}

    /**
     * An amount far above the card's habit.
     *
     * @param minHistory earlier transactions a habit needs
     * @param minAmountMinor amounts below this pass, minor units
     * @param meanMultiple amounts up to this multiple of the mean pass
     * @param deviationMultiple amounts up to the mean plus this multiple of the deviation pass
     */
    public record UnusualAmount(int minHistory, long minAmountMinor, int meanMultiple, int deviationMultiple)
            implements Serializable {}

    /**
     * Card-present uses in two countries in a short time.
     *
     * @param withinMillis longest time between the two that does not pass
     */
    public record CountryFlip(long withinMillis) implements Serializable {}

    /**
     * Much spent online with a device that the card was never used with.
     *
     * @param minAmountMinor amounts below this pass, minor units
     */
    public record NewDevice(long minAmountMinor) implements Serializable {}

    /**
     * Much spent with a card that lay idle for long.
     *
     * @param idleMillis shorter times without a transaction pass; below the 30 days that habits look back
     * @param minAmountMinor amounts below this pass, minor units
     */
    public record DormantCard(long idleMillis, long minAmountMinor) implements Serializable {}

    /**
     * A merchant with many frauds among its settled outcomes of 7 days.
     *
     * @param minFrauds fewer frauds pass
     * @param minPermille a lesser share of frauds passes, in a thousand
     */
    public record MerchantRisk(long minFrauds, int minPermille) implements Serializable {}

    /**
     * A score that the model in force takes for fraud.
     *
     * @param minMillionths least score, in millionths; 0 for the model's own threshold
     */
    public record ModelScore(int minMillionths) implements Serializable {}

    /**
     * Small amounts that probe a card, then a large one.
     *
     * @param smallMaxMinor greatest small amount, minor units
     * @param largeAboveMinor amounts above this are large, minor units
     */
    public record CardTesting(long smallMaxMinor, long largeAboveMinor) implements Serializable {
        public CardTesting {
            ConfigException.requireRange(
                    RuleParameter.CARD_TESTING_LARGE_ABOVE.key(),
                    largeAboveMinor,
                    smallMaxMinor,
                    RuleParameter.CARD_TESTING_LARGE_ABOVE.greatest());
        }
    }

    /**
     * A new device, then high amounts on it.
     *
     * @param highAboveMinor amounts above this are high, minor units
     */
    public record AccountTakeover(long highAboveMinor) implements Serializable {}

    /**
     * Amounts that double and double again.
     *
     * @param minAmountMinor amounts below this are not seen, minor units
     */
    public record Escalation(long minAmountMinor) implements Serializable {}

    /**
     * A high amount on a new device that no use of the chip confirms.
     *
     * @param highAboveMinor amounts above this are high, minor units
     */
    public record UnconfirmedDevice(long highAboveMinor) implements Serializable {}

    /**
     * Many cards that draw much at one machine.
     *
     * @param minAmountMinor amounts below this are not seen, minor units
     */
    public record MuleCashOut(long minAmountMinor) implements Serializable {}
}
