package fraud.cli.backtest;

import fraud.ruleset.RuleParameter;
import fraud.ruleset.RuleSet;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * A rule or sequence with some values of each of its parameters, one changed at a time: as many rule sets, and on which
 * transactions each raises an alarm, a bit a transaction.
 */
final class ParameterGrid {

    /** Up to here a whole number is a count or a multiple, of which the next ones say more than the next half. */
    private static final long GREATEST_COUNT = 20;

    private final String rule;
    private final List<RuleParameter> parameters;
    private final RuleSet base;
    private final boolean isTried;
    private final Map<RuleSet, BitSet> alarmed = new LinkedHashMap<>();

    /**
     * A grid without any alarm yet.
     *
     * @param rule its name in a rule set
     * @param parameters its parameters
     * @param base the base values
     * @param isTried whether other values than those are tried
     */
    ParameterGrid(String rule, List<RuleParameter> parameters, RuleSet base, boolean isTried) {
        this.rule = rule;
        this.parameters = parameters;
        this.base = base;
        this.isTried = isTried;
        alarmed.put(base, new BitSet());
        if (isTried) {
            for (RuleParameter parameter : parameters) {
                values(parameter, parameters, base)
                        .forEach(value -> alarmed.putIfAbsent(base.with(parameter, value), new BitSet()));
            }
        }
    }

    /** A quarter, half, twice and four times the base value, of a count also the next ones, within what is allowed. */
    static SortedSet<Long> values(RuleParameter parameter, List<RuleParameter> all, RuleSet base) {
        ToLongFunction<RuleParameter> others = base::get;
        long least = parameter.least(others);
        long greatest = all.stream()
                .filter(other ->
                        other.notBelow() != null && other.notBelow().key().equals(parameter.key()))
                .mapToLong(others)
                .reduce(parameter.greatest(), Math::min);
        long value = base.get(parameter);
        SortedSet<Long> values = new TreeSet<>();
        for (long wanted : new long[] {value / 4, value / 2, value, 2 * value, 4 * value}) {
            values.add(Math.min(Math.max(wanted, least), greatest));
        }
        if (value <= GREATEST_COUNT) {
            values.add(Math.max(value - 1, least));
            values.add(Math.min(value + 1, greatest));
        }
        return values;
    }

    String rule() {
        return rule;
    }

    /** The rule sets to be tried, each with the transactions that it raises an alarm on: to be filled. */
    Map<RuleSet, BitSet> alarmed() {
        return Collections.unmodifiableMap(alarmed);
    }

    /** Alarms at the base values. */
    BitSet atBase() {
        return alarmed.get(base);
    }

    /** All that was tried: parameter after parameter, values ascending. */
    List<Trial> trials() {
        if (!isTried) {
            return List.of();
        }
        return parameters.stream()
                .flatMap(parameter -> values(parameter, parameters, base).stream()
                        .map(value -> new Trial(
                                rule,
                                parameter,
                                value,
                                value == base.get(parameter),
                                alarmed.get(base.with(parameter, value)))))
                .toList();
    }
}
