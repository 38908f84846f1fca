package fraud.reference;

import fraud.rules.RuleCatalog;
import fraud.ruleset.RuleParameter;
import fraud.ruleset.RuleSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The value of a rule set's record, written by hand, so that a mistake in the codec's writer cannot hide one in its
 * reader.
 */
final class RuleSetText {

    private RuleSetText() {}

    /**
     * A record's value.
     *
     * @param leavesOut which parameters are left out; only those that have their defaults are
     */
    static String of(int version, long effectiveFromMillis, RuleSet rules, Predicate<RuleParameter> leavesOut) {
        return String.format(
                Locale.ROOT,
                "{ \"effectiveFromMillis\": %d, \"note\": \"%s\", \"by\": {\"rules\": null}, \"rules\": %s, \"version\": %d }",
                effectiveFromMillis,
                "caf\u00e9 " + version,
                rules(rules, leavesOut),
                version);
    }

    private static String rules(RuleSet rules, Predicate<RuleParameter> leavesOut) {
        StringBuilder json = new StringBuilder("{");
        for (Map.Entry<String, List<RuleParameter>> rule : RuleCatalog.byRule().entrySet()) {
            String members = rule.getValue().stream()
                    .filter(parameter -> rules.get(parameter) != parameter.defaultValue() || !leavesOut.test(parameter))
                    .map(parameter -> ",\"" + parameter.parameter() + "\":" + rules.get(parameter))
                    .collect(Collectors.joining());
            boolean enabled = rules.isEnabled(rule.getKey());
            if (!members.isEmpty() || !enabled) {
                json.append('"')
                        .append(rule.getKey())
                        .append("\":{\"enabled\":")
                        .append(enabled)
                        .append(members)
                        .append("},");
            }
        }
        json.append("\"merchantBlock\":{")
                .append(merchants(rules.merchantLists().blocked()))
                .append("},\"merchantAllow\":{")
                .append(merchants(rules.merchantLists().allowed()))
                .append("}}");
        return json.toString();
    }

    private static String merchants(Set<String> merchants) {
        return merchants.isEmpty()
                ? ""
                : merchants.stream().sorted().collect(Collectors.joining("\",\"", "\"merchants\":[\"", "\"]"));
    }
}
