package fraud.rules;

import fraud.ruleset.RuleParameter;
import fraud.sequences.SequenceRule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that a rule set can say, taken from the rules and the sequences. */
public final class RuleCatalog {

    private static final Map<String, List<RuleParameter>> BY_RULE = byRuleInOrder();

    private RuleCatalog() {}

    /** Every rule and sequence that stands in a rule set, with its parameters, in the order of SEMANTICS 12. */
    public static Map<String, List<RuleParameter>> byRule() {
        return BY_RULE;
    }

    /** All parameters, in the order of SEMANTICS 12. */
    public static List<RuleParameter> parameters() {
        return BY_RULE.values().stream().flatMap(List::stream).toList();
    }

    private static Map<String, List<RuleParameter>> byRuleInOrder() {
        Map<String, List<RuleParameter>> byRule = new LinkedHashMap<>();
        for (Reason reason : Reason.values()) {
            if (!reason.rule().parameters().isEmpty()) {
                byRule.put(reason.ruleName(), reason.rule().parameters());
            }
        }
        for (SequenceRule sequence : SequenceRule.values()) {
            byRule.put(sequence.ruleName(), sequence.parameters());
        }
        return Collections.unmodifiableMap(byRule);
    }
}
