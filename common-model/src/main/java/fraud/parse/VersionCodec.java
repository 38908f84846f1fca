package fraud.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import fraud.json.StrictJson;
import fraud.model.Origin;
import fraud.rules.RuleCatalog;
import fraud.ruleset.MerchantLists;
import fraud.ruleset.PublishedRuleSet;
import fraud.ruleset.RuleParameter;
import fraud.ruleset.RuleSet;
import fraud.score.PublishedModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns any record of {@code versions} into what it is, or into a dead letter with the reason (SEMANTICS 13.2, 15.4);
 * whether a rule set or a model is accepted is another question (13.3, 15.5). Not thread-safe.
 */
public final class VersionCodec {

    /** Greatest version; nine digits. */
    public static final int MAX_VERSION = 999_999_999;
    /** Longest note, UTF-16 units. */
    public static final int MAX_NOTE_CHARS = 500;

    /** Name of the list of blocked merchants. */
    public static final String MERCHANT_BLOCK = "merchantBlock";
    /** Name of the list of allowed merchants. */
    public static final String MERCHANT_ALLOW = "merchantAllow";
    /** Name of what both lists hold. */
    public static final String MERCHANTS = "merchants";
    /** Name of the switch that each rule and sequence has. */
    public static final String ENABLED = "enabled";

    static final int MAX_VALUE_BYTES = 1_000_000;

    private static final JsonFactory JSON = StrictJson.factory(MAX_VALUE_BYTES);

    private final JsonRecords records = new JsonRecords(MAX_VALUE_BYTES);

    /** Reads one record. */
    public ParseResult parse(SourceRecord record) {
        try {
            return read(record);
        } catch (Rejection rejection) {
            return JsonRecords.rejected(record, rejection);
        }
    }

    private ParseResult read(SourceRecord record) throws Rejection {
        Map<String, JsonValue> members = new HashMap<>();
        records.read(record, parser -> members.putAll(JsonValue.readMembers(parser)));
        Origin origin = record.origin();
        JsonValue signal = members.get(Field.SIGNAL.wireName());
        if (signal != null) {
            Optional<String> text = Optional.of(signal)
                    .filter(value -> value.token() == JsonToken.VALUE_STRING)
                    .map(JsonValue::text);
            return ParseResult.of(origin, JsonRecords.signal(text, members.size()));
        }
        VersionParser reader = new VersionParser(members);
        if (members.containsKey(VersionParser.MODEL)) {
            PublishedModel model = reader.model();
            JsonRecords.checkKey(record, modelKey(model));
            return ParseResult.of(origin, model);
        }
        int version = reader.version();
        long effectiveFromMillis = reader.effectiveFromMillis();
        String note = reader.note();
        RuleSet rules = reader.rules(version);
        JsonRecords.checkKey(record, String.valueOf(version));
        return ParseResult.of(origin, new PublishedRuleSet(version, effectiveFromMillis, note, rulesJson(rules)));
    }

    /**
     * The rule set that was published.
     *
     * @throws IllegalArgumentException if the text is not one that {@link #rulesJson} wrote
     */
    public static RuleSet rules(PublishedRuleSet published) {
        try (JsonParser parser = JSON.createParser(published.rulesJson())) {
            parser.nextToken();
            JsonValue rules = new JsonValue(JsonToken.START_OBJECT, null, JsonValue.readMembers(parser), List.of());
            return new VersionParser(Map.of(VersionParser.RULES, rules)).rules(published.version());
        } catch (IOException | Rejection e) {
            throw new IllegalArgumentException("no rule set: version " + published.version(), e);
        }
    }

    /** The {@code rules} object, complete, in the order of the contract: equal rule sets give equal text. */
    public static String rulesJson(RuleSet rules) {
        return new String(JsonRecords.write(json -> writeRules(json, rules)), StandardCharsets.UTF_8);
    }

    /** The value of a rule set's record; its key is the version in decimal digits. */
    public static byte[] toJson(PublishedRuleSet published) {
        return JsonRecords.write(json -> {
            json.writeNumberField("version", published.version());
            json.writeNumberField("effectiveFromMillis", published.effectiveFromMillis());
            if (published.note() != null) {
                json.writeStringField("note", published.note());
            }
            json.writeFieldName(VersionParser.RULES);
            json.writeRawValue(published.rulesJson());
        });
    }

    /** The value of a model version's record; its key is {@link #modelKey}. */
    public static byte[] toJson(PublishedModel published) {
        return JsonRecords.write(json -> {
            json.writeStringField(VersionParser.MODEL, published.role().wireName());
            json.writeNumberField("version", published.version());
            json.writeNumberField("effectiveFromMillis", published.effectiveFromMillis());
            if (published.note() != null) {
                json.writeStringField("note", published.note());
            }
            if (published.isPresent()) {
                json.writeStringField("directory", published.directory());
                json.writeStringField("sha256", published.sha256());
            }
        });
    }

    /** The key of a model version's record. */
    public static String modelKey(PublishedModel published) {
        return "model-" + published.version();
    }

    private static void writeRules(JsonGenerator json, RuleSet rules) throws IOException {
        MerchantLists lists = rules.merchantLists();
        writeMerchants(json, MERCHANT_BLOCK, lists.blocked());
        writeMerchants(json, MERCHANT_ALLOW, lists.allowed());
        for (Map.Entry<String, List<RuleParameter>> rule : RuleCatalog.byRule().entrySet()) {
            json.writeObjectFieldStart(rule.getKey());
            for (RuleParameter parameter : rule.getValue()) {
                json.writeNumberField(parameter.parameter(), rules.get(parameter));
            }
            json.writeBooleanField(ENABLED, rules.isEnabled(rule.getKey()));
            json.writeEndObject();
        }
    }

    private static void writeMerchants(JsonGenerator json, String name, Set<String> merchants) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeArrayFieldStart(MERCHANTS);
        for (String merchant : merchants.stream().sorted().toList()) {
            json.writeString(merchant);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
