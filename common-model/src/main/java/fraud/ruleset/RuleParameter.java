package fraud.ruleset;

import fraud.config.ConfigException;
import java.time.Duration;
import java.util.function.ToLongFunction;

/**
 * A number that a rule set says, with its default and range (SEMANTICS 12). The class of the rule or sequence that it
 * belongs to declares it; a rule set on the wire or in a file is an object of rules, each an object of its parameters.
 *
 * @param rule the rule's name, such as {@code velocityCount}
 * @param parameter the name inside the rule, such as {@code maxCount}
 * @param unit what it counts, for people
 * @param defaultValue its value in the rule set of version 0
 * @param least least allowed value
 * @param greatest greatest allowed value
 * @param notBelow another parameter of the rule that this one must not be less than, or null
 * @param source where the default comes from, as in the table of SEMANTICS 12
 */
public record RuleParameter(
        String rule,
        String parameter,
        String unit,
        long defaultValue,
        long least,
        long greatest,
        RuleParameter notBelow,
        String source) {

    /** Greatest amount of a transaction, minor units. */
    public static final long MAX_AMOUNT = 100_000_000_000L;

    /** Greatest number of transactions that a card's history can hold. */
    public static final long MAX_HISTORY = 100_000;

    /** A parameter that depends on no other. */
    public static RuleParameter of(
            String rule, String parameter, String unit, long defaultValue, long least, long greatest, String source) {
        return new RuleParameter(rule, parameter, unit, defaultValue, least, greatest, null, source);
    }

    /** A parameter that is an amount in minor units. */
    public static RuleParameter amount(String rule, String parameter, long defaultValue, String source) {
        return of(rule, parameter, "minor units", defaultValue, 0, MAX_AMOUNT, source);
    }

    /** A parameter that is a time, kept in ms. */
    public static RuleParameter time(
            String rule, String parameter, Duration defaultValue, Duration least, Duration greatest, String source) {
        return of(rule, parameter, "ms", defaultValue.toMillis(), least.toMillis(), greatest.toMillis(), source);
    }

    /** The same, which must not be less than another one of its rule. */
    public RuleParameter notBelow(RuleParameter other) {
        return new RuleParameter(rule, parameter, unit, defaultValue, least, greatest, other, source);
    }

    /** Rule and parameter, such as {@code velocityCount.maxCount}. */
    public String key() {
        return rule + "." + parameter;
    }

    /** Whether a value is allowed by itself. */
    public boolean allows(long value) {
        return value >= least && value <= greatest;
    }

    /** Least allowed value beside these values of the other parameters. */
    public long least(ToLongFunction<RuleParameter> others) {
        return notBelow == null ? least : Math.max(least, others.applyAsLong(notBelow));
    }

    /** Its value, checked. */
    void check(long value, ToLongFunction<RuleParameter> others) {
        ConfigException.requireRange(key(), value, least(others), greatest);
    }
}
