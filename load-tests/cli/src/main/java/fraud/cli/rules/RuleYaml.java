package fraud.cli.rules;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import fraud.parse.VersionCodec;
import fraud.rules.RuleCatalog;
import fraud.ruleset.RuleParameter;
import fraud.ruleset.RuleSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes rule sets as files that {@link RuleFile} reads, with unit and range of each parameter beside it. */
final class RuleYaml {

    private RuleYaml() {}

    /**
     * A whole file.
     *
     * @param comments lines that go before it
     * @param effectiveFrom from when on it is in force; left out with the version for the rule set that detectors start
     *     with
     */
    static String of(RuleSet rules, Optional<Instant> effectiveFrom, Optional<String> note, List<String> comments) {
        StringBuilder yaml = new StringBuilder();
        comments.forEach(comment -> yaml.append("# ").append(comment).append('\n'));
        effectiveFrom.ifPresent(from -> yaml.append(RuleFile.VERSION + ": ")
                .append(rules.version())
                .append("\n" + RuleFile.EFFECTIVE_FROM + ": ")
                .append(from)
                .append('\n'));
        note.ifPresent(
                text -> yaml.append(RuleFile.NOTE + ": ").append(quoted(text)).append('\n'));
        yaml.append(RuleFile.RULES + ":\n");
        list(VersionCodec.MERCHANT_BLOCK, rules.merchantLists().blocked(), yaml);
        list(VersionCodec.MERCHANT_ALLOW, rules.merchantLists().allowed(), yaml);
        RuleCatalog.byRule().forEach((name, parameters) -> rule(name, parameters, rules, yaml));
        return yaml.toString();
    }

    private static void list(String name, Set<String> merchants, StringBuilder yaml) {
        yaml.append("  ").append(name).append(":\n    " + VersionCodec.MERCHANTS + ":");
        if (merchants.isEmpty()) {
            yaml.append(" []\n");
            return;
        }
        yaml.append('\n');
        merchants.stream()
                .sorted()
                .forEach(merchant ->
                        yaml.append("      - ").append(quoted(merchant)).append('\n'));
    }

    private static void rule(String name, List<RuleParameter> parameters, RuleSet rules, StringBuilder yaml) {
        yaml.append("  ").append(name).append(":\n");
        yaml.append("    " + VersionCodec.ENABLED + ": ")
                .append(rules.isEnabled(name))
                .append('\n');
        for (RuleParameter parameter : parameters) {
            String line = "    " + parameter.parameter() + ": " + rules.get(parameter);
            yaml.append(line)
                    .append("  # ")
                    .append(parameter.unit())
                    .append("; ")
                    .append(parameter.least())
                    .append(" to ")
                    .append(parameter.greatest())
                    .append('\n');
        }
    }

    /** A JSON string is a string of YAML, too. */
    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
