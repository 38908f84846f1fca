package fraud.ruleset;

import fraud.config.ConfigException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * One version of all rule parameters (SEMANTICS 13).
 *
 * @param version 0 for the one a detector starts with
 * @param changed the values that are not the defaults, by {@link RuleParameter#key}
 * @param merchantLists merchants that are blocked or allowed by name
 * @param disabled names of the rules and sequences that are switched off, as in {@link RuleParameter#rule}
 */
public record RuleSet(int version, Map<String, Long> changed, MerchantLists merchantLists, Set<String> disabled)
        implements Serializable {

    private static final RuleSet DEFAULTS = new RuleSet(0, Map.of(), MerchantLists.NONE, Set.of());

    public RuleSet {
        changed = Map.copyOf(changed);
        disabled = Set.copyOf(disabled);
    }

    /** The rule set of version 0. */
    public static RuleSet defaults() {
        return DEFAULTS;
    }

    /**
     * The rule set of these values.
     *
     * @param values of parameters; of others the default
     * @throws ConfigException if one is out of its range
     */
    public static RuleSet of(
            int version, Map<RuleParameter, Long> values, MerchantLists merchantLists, Set<String> disabled) {
        Map<String, Long> changed = new HashMap<>();
        values.forEach((parameter, value) -> {
            parameter.check(value, other -> values.getOrDefault(other, other.defaultValue()));
            if (value != parameter.defaultValue()) {
                changed.put(parameter.key(), value);
            }
        });
        return new RuleSet(version, changed, merchantLists, disabled);
    }

    /** The value of a parameter. */
    public long get(RuleParameter parameter) {
        return changed.isEmpty()
                ? parameter.defaultValue()
                : changed.getOrDefault(parameter.key(), parameter.defaultValue());
    }

    /**
     * This rule set with one value changed.
     *
     * @throws ConfigException if it is out of its range
     */
    public RuleSet with(RuleParameter parameter, long value) {
        parameter.check(value, this::get);
        Map<String, Long> next = new HashMap<>(changed);
        next.remove(parameter.key());
        if (value != parameter.defaultValue()) {
            next.put(parameter.key(), value);
        }
        return new RuleSet(version, next, merchantLists, disabled);
    }

    /** This rule set with other lists. */
    public RuleSet with(MerchantLists otherLists) {
        return new RuleSet(version, changed, otherLists, disabled);
    }

    /** This rule set as another version. */
    public RuleSet withVersion(int otherVersion) {
        return new RuleSet(otherVersion, changed, merchantLists, disabled);
    }

    /** This rule set without the rules and sequences of these names. */
    public RuleSet withDisabled(Set<String> nowDisabled) {
        return new RuleSet(version, changed, merchantLists, nowDisabled);
    }

    /** Whether the rule or sequence of a name is not switched off. */
    public boolean isEnabled(String rule) {
        return disabled.isEmpty() || !disabled.contains(rule);
    }
}
