package fraud.rules;

import fraud.config.ConfigException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Every number that a rule set says: the one home of names, defaults and ranges (SEMANTICS 12, in its order). A rule
 * set on the wire or in a file is an object of rules, each an object of its parameters.
 */
public enum RuleParameter {
    AMOUNT_LIMIT_MAX_AMOUNT(
            "amountLimit",
            "maxAmountMinor",
            "minor units",
            100_000,
            0,
            Limits.AMOUNT,
            rules -> rules.amountLimit().maxAmountMinor()),
    VELOCITY_COUNT_MAX(
            "velocityCount",
            "maxCount",
            "transactions an hour",
            6,
            1,
            Limits.HISTORY,
            rules -> rules.velocityCount().maxCount()),
    VELOCITY_SUM_MAX(
            "velocitySum",
            "maxSumMinor",
            "minor units in 10 minutes",
            500_000,
            0,
            100 * Limits.AMOUNT,
            rules -> rules.velocitySum().maxSumMinor()),
    TRAVEL_MAX_SPEED(
            "impossibleTravel",
            "maxMetresPerHour",
            "metres an hour",
            900_000,
            1,
            10_000_000,
            rules -> rules.impossibleTravel().maxMetresPerHour()),
    TRAVEL_MIN_DISTANCE(
            "impossibleTravel",
            "minDistanceMetres",
            "metres",
            100_000,
            0,
            20_100_000,
            rules -> rules.impossibleTravel().minDistanceMetres()),
    UNUSUAL_MIN_HISTORY(
            "unusualAmount",
            "minHistory",
            "transactions",
            3,
            1,
            Limits.HISTORY,
            rules -> rules.unusualAmount().minHistory()),
    UNUSUAL_MIN_AMOUNT(
            "unusualAmount",
            "minAmountMinor",
            "minor units",
            5_000,
            0,
            Limits.AMOUNT,
            rules -> rules.unusualAmount().minAmountMinor()),
    UNUSUAL_MEAN_MULTIPLE(
            "unusualAmount",
            "meanMultiple",
            "times the mean",
            5,
            1,
            1_000,
            rules -> rules.unusualAmount().meanMultiple()),
    UNUSUAL_DEVIATION_MULTIPLE(
            "unusualAmount",
            "deviationMultiple",
            "times the deviation",
            3,
            0,
            1_000,
            rules -> rules.unusualAmount().deviationMultiple()),
    COUNTRY_FLIP_WITHIN(
            "countryFlip",
            "withinMillis",
            "ms",
            Limits.minutes(2),
            1_000,
            Limits.hours(24),
            rules -> rules.countryFlip().withinMillis()),
    NEW_DEVICE_MIN_AMOUNT(
            "newDevice",
            "minAmountMinor",
            "minor units",
            30_000,
            0,
            Limits.AMOUNT,
            rules -> rules.newDevice().minAmountMinor()),
    DORMANT_IDLE(
            "dormantCard",
            "idleMillis",
            "ms",
            Limits.days(21),
            Limits.days(1),
            Limits.days(29),
            rules -> rules.dormantCard().idleMillis()),
    DORMANT_MIN_AMOUNT(
            "dormantCard",
            "minAmountMinor",
            "minor units",
            30_000,
            0,
            Limits.AMOUNT,
            rules -> rules.dormantCard().minAmountMinor()),
    MERCHANT_RISK_MIN_FRAUDS(
            "merchantRisk",
            "minFrauds",
            "frauds in 7 days",
            2,
            1,
            1_000_000_000,
            rules -> rules.merchantRisk().minFrauds()),
    MERCHANT_RISK_MIN_PERMILLE(
            "merchantRisk",
            "minPermille",
            "frauds in a thousand",
            300,
            1,
            1_000,
            rules -> rules.merchantRisk().minPermille()),
    MODEL_SCORE_MIN(
            "modelScore",
            "minMillionths",
            "millionths of a score; 0 for the model's own threshold",
            0,
            0,
            1_000_000,
            rules -> rules.modelScore().minMillionths()),
    CARD_TESTING_SMALL_MAX(
            "cardTesting",
            "smallMaxMinor",
            "minor units",
            200,
            0,
            Limits.AMOUNT,
            rules -> rules.cardTesting().smallMaxMinor()),
    CARD_TESTING_LARGE_ABOVE(
            "cardTesting",
            "largeAboveMinor",
            "minor units",
            50_000,
            0,
            Limits.AMOUNT,
            rules -> rules.cardTesting().largeAboveMinor()),
    ACCOUNT_TAKEOVER_HIGH_ABOVE(
            "accountTakeover",
            "highAboveMinor",
            "minor units",
            20_000,
            0,
            Limits.AMOUNT,
            rules -> rules.accountTakeover().highAboveMinor()),
    ESCALATION_MIN_AMOUNT(
            "escalation",
            "minAmountMinor",
            "minor units",
            5_000,
            1,
            Limits.AMOUNT,
            rules -> rules.escalation().minAmountMinor()),
    UNCONFIRMED_HIGH_ABOVE(
            "unconfirmedDevice",
            "highAboveMinor",
            "minor units",
            20_000,
            0,
            Limits.AMOUNT,
            rules -> rules.unconfirmedDevice().highAboveMinor()),
    MULE_MIN_AMOUNT(
            "muleCashOut",
            "minAmountMinor",
            "minor units",
            20_000,
            0,
            Limits.AMOUNT,
            rules -> rules.muleCashOut().minAmountMinor());

    private final String rule;
    private final String parameter;
    private final String unit;
    private final long defaultValue;
    private final long least;
    private final long greatest;

    @SuppressWarnings("ImmutableEnumChecker") // method references, which hold nothing
    private final ToLongFunction<RuleSet> reader;

    RuleParameter(
            String rule,
            String parameter,
            String unit,
            long defaultValue,
            long least,
            long greatest,
            ToLongFunction<RuleSet> reader) {
        this.rule = rule;
        this.parameter = parameter;
        this.unit = unit;
        this.defaultValue = defaultValue;
        this.least = least;
        this.greatest = greatest;
        this.reader = reader;
    }

    /** Every rule and sequence with its parameters, in the order of the contract. */
    public static Map<String, List<RuleParameter>> byRule() {
        return Arrays.stream(values())
                .collect(Collectors.groupingBy(RuleParameter::rule, LinkedHashMap::new, Collectors.toList()));
    }

    /** The rule's name, such as {@code velocityCount}. */
    public String rule() {
        return rule;
    }

    /** The name inside the rule, such as {@code maxCount}. */
    public String parameter() {
        return parameter;
    }

    /** Both, such as {@code velocityCount.maxCount}. */
    public String key() {
        return rule + "." + parameter;
    }

    /** What it counts, for people. */
    public String unit() {
        return unit;
    }

    /** Its value in the rule set of version 0. */
    public long defaultValue() {
        return defaultValue;
    }

    /** Least allowed value. */
    public long least() {
        return least;
    }

    /** Greatest allowed value. */
    public long greatest() {
        return greatest;
    }

    /** Whether a value is allowed by itself. */
    public boolean allows(long value) {
        return value >= least && value <= greatest;
    }

    /** Its value in a rule set. */
    public long in(RuleSet rules) {
        return reader.applyAsLong(rules);
    }

    /** Its value, checked. */
    long checked(long value) {
        ConfigException.requireRange(key(), value, least, greatest);
        return value;
    }

    private static final class Limits {
        static final long AMOUNT = 100_000_000_000L;
        static final long HISTORY = 100_000;

        static long minutes(long count) {
            return Duration.ofMinutes(count).toMillis();
        }

        static long hours(long count) {
            return Duration.ofHours(count).toMillis();
        }

        static long days(long count) {
            return Duration.ofDays(count).toMillis();
        }
    }
}
