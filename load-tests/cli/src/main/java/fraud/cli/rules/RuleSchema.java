package fraud.cli.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fraud.parse.VersionCodec;
import fraud.rules.RuleCatalog;
import fraud.ruleset.MerchantLists;
import fraud.ruleset.RuleParameter;
import java.util.List;

/**
 * The JSON schema of rule files, made from {@link RuleCatalog}: for editors, which complete and check while one
 * types. What no single value can tell (a merchant in both lists, a large amount below the small one) only
 * {@link RuleFile} checks.
 */
final class RuleSchema {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private RuleSchema() {}

    /** The schema (draft 2020-12) as a file. */
    static String json() {
        ObjectNode schema = JSON.createObjectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", "Rule set");
        schema.setAll(object("A version of the fraud detectors' rules. What is left out has its default."));
        ObjectNode top = schema.putObject("properties");
        integer(
                top,
                RuleFile.VERSION,
                "Number of the version, greater than all before it",
                1,
                VersionCodec.MAX_VERSION);
        top.putObject(RuleFile.EFFECTIVE_FROM)
                .put("type", "string")
                .put("format", "date-time")
                .put("description", "Event time from which it is in force, such as 2026-03-01T00:00:00Z");
        top.putObject(RuleFile.NOTE)
                .put("type", "string")
                .put("maxLength", VersionCodec.MAX_NOTE_CHARS)
                .put("description", "What people should know of it");
        ObjectNode rules = object("Rules and sequences");
        top.set(RuleFile.RULES, rules);
        schema.putArray("required").add(RuleFile.RULES);
        ObjectNode byName = rules.putObject("properties");
        merchants(byName, VersionCodec.MERCHANT_BLOCK, "Merchants whose transactions are declined");
        merchants(byName, VersionCodec.MERCHANT_ALLOW, "Merchants where only the block of a card counts");
        RuleCatalog.byRule().forEach((name, parameters) -> rule(byName, name, parameters));
        try {
            return JSON.writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a schema is made of strings and numbers", e);
        }
    }

    private static void rule(ObjectNode byName, String name, List<RuleParameter> parameters) {
        ObjectNode rule = object(null);
        byName.set(name, rule);
        ObjectNode fields = rule.putObject("properties");
        fields.putObject(VersionCodec.ENABLED)
                .put("type", "boolean")
                .put("default", true)
                .put("description", "Whether it is used at all");
        for (RuleParameter parameter : parameters) {
            ObjectNode number = integer(
                            fields, parameter.parameter(), parameter.unit(), parameter.least(), parameter.greatest())
                    .put("default", parameter.defaultValue());
            if (RuleNumber.isTime(parameter)) {
                orText(number, "such as 90s, 2m or 21d", RuleNumber.DURATION_PATTERN);
            } else if (RuleNumber.isAmount(parameter)) {
                orText(number, "or with a currency, such as 50.00 EUR", RuleNumber.AMOUNT_PATTERN);
            }
        }
    }

    /** Minimum and maximum are of numbers, the pattern of texts: each passes the other by. */
    private static void orText(ObjectNode number, String how, String pattern) {
        number.putArray("type").add("integer").add("string");
        number.put("description", number.get("description").textValue() + ", " + how)
                .put("pattern", pattern);
    }

    private static void merchants(ObjectNode byName, String name, String description) {
        ObjectNode list = object(description);
        byName.set(name, list);
        ObjectNode merchants = list.putObject("properties").putObject(VersionCodec.MERCHANTS);
        merchants
                .put("type", "array")
                .put("maxItems", MerchantLists.MAX_MERCHANTS)
                .put("uniqueItems", true);
        merchants.putObject("items").put("type", "string").put("pattern", "^[A-Za-z0-9._-]{1,64}$");
        merchants.putArray("default");
    }

    private static ObjectNode object(String description) {
        ObjectNode node = JSON.createObjectNode().put("type", "object").put("additionalProperties", false);
        return description == null ? node : node.put("description", description);
    }

    private static ObjectNode integer(ObjectNode fields, String name, String description, long least, long greatest) {
        return fields.putObject(name)
                .put("type", "integer")
                .put("minimum", least)
                .put("maximum", greatest)
                .put("description", description);
    }
}
