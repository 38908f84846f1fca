package fraud.parse;

import com.fasterxml.jackson.core.JsonToken;
import fraud.mask.CardNumbers;
import fraud.model.RejectReason;
import fraud.rules.RuleCatalog;
import fraud.ruleset.MerchantLists;
import fraud.ruleset.RuleParameter;
import fraud.ruleset.RuleSet;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the members of a record of {@code versions} in the order of checking (SEMANTICS 13.2, 15.4); the first that
 * fails is the one reported.
 */
final class VersionParser {

    static final String RULES = "rules";
    static final String MODEL = "model";

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Map<String, JsonValue> members;

    VersionParser(Map<String, JsonValue> members) {
        this.members = members;
    }

    int version() throws Rejection {
        return (int) integer(required("version"), "version", 1, VersionCodec.MAX_VERSION);
    }

    long effectiveFromMillis() throws Rejection {
        String name = "effectiveFromMillis";
        return integer(required(name), name, Members.MIN_TIME_MILLIS, Members.MAX_TIME_MILLIS);
    }

    /** A version of the models (SEMANTICS 15.4). */
    PublishedModel model() throws Rejection {
        Optional<ModelRole> role = ModelRole.ofWireName(text(required(MODEL), MODEL));
        require(role.isPresent(), RejectReason.OUT_OF_RANGE, MODEL);
        int version = version();
        long effectiveFromMillis = effectiveFromMillis();
        String note = note();
        JsonValue directory = members.get("directory");
        if (directory == null || directory.isNull()) {
            return new PublishedModel(version, role.get(), effectiveFromMillis, note, null, null);
        }
        String name = text(directory, "directory");
        // Nothing but a name: what is published must not reach out of the directory of models.
        boolean isName = Members.isIdentifier(name) && !name.equals(".") && !name.equals("..");
        require(isName, RejectReason.OUT_OF_RANGE, "directory");
        String sha256 = text(required("sha256"), "sha256");
        require(SHA256.matcher(sha256).matches(), RejectReason.OUT_OF_RANGE, "sha256");
        return new PublishedModel(version, role.get(), effectiveFromMillis, note, name, sha256);
    }

    private static String text(JsonValue value, String name) throws Rejection {
        require(value.token() == JsonToken.VALUE_STRING, RejectReason.WRONG_TYPE, name);
        return value.text();
    }

    /** The note, or null. */
    String note() throws Rejection {
        JsonValue note = members.get("note");
        if (note == null || note.isNull()) {
            return null;
        }
        require(note.token() == JsonToken.VALUE_STRING, RejectReason.WRONG_TYPE, "note");
        require(note.text().length() <= VersionCodec.MAX_NOTE_CHARS, RejectReason.OUT_OF_RANGE, "note");
        return note.text();
    }

    RuleSet rules(int version) throws Rejection {
        Map<String, JsonValue> rules = object(required(RULES), RULES);
        Set<String> blocked = merchants(rules, VersionCodec.MERCHANT_BLOCK, Set.of());
        Set<String> allowed = merchants(rules, VersionCodec.MERCHANT_ALLOW, blocked);
        Map<RuleParameter, Long> values = new HashMap<>();
        Set<String> disabled = new HashSet<>();
        for (Map.Entry<String, List<RuleParameter>> rule : RuleCatalog.byRule().entrySet()) {
            if (!rule(rules, rule.getKey(), rule.getValue(), values)) {
                disabled.add(rule.getKey());
            }
        }
        for (String name : rules.keySet()) {
            boolean known = RuleCatalog.byRule().containsKey(name)
                    || name.equals(VersionCodec.MERCHANT_BLOCK)
                    || name.equals(VersionCodec.MERCHANT_ALLOW);
            // Never the name itself: it is input, and may hold anything that was pasted.
            require(known, RejectReason.UNKNOWN_FIELD, RULES);
        }
        return RuleSet.of(version, values, new MerchantLists(blocked, allowed), disabled);
    }

    /** Reads one rule's parameters; says whether it is enabled. */
    private static boolean rule(
            Map<String, JsonValue> rules, String name, List<RuleParameter> parameters, Map<RuleParameter, Long> values)
            throws Rejection {
        Map<String, JsonValue> members = optionalObject(rules, name);
        for (RuleParameter parameter : parameters) {
            JsonValue value = members.get(parameter.parameter());
            long least = parameter.least(values::get);
            long read = value == null || value.isNull()
                    ? parameter.defaultValue()
                    : integer(value, path(name, parameter.parameter()), least, parameter.greatest());
            require(read >= least, RejectReason.OUT_OF_RANGE, path(name, parameter.parameter()));
            values.put(parameter, read);
        }
        boolean enabled = enabled(members.get(VersionCodec.ENABLED), path(name, VersionCodec.ENABLED));
        for (String member : members.keySet()) {
            boolean known = member.equals(VersionCodec.ENABLED)
                    || parameters.stream()
                            .anyMatch(parameter -> parameter.parameter().equals(member));
            require(known, RejectReason.UNKNOWN_FIELD, path(name));
        }
        return enabled;
    }

    private static boolean enabled(JsonValue value, String path) throws Rejection {
        if (value == null || value.isNull()) {
            return true;
        }
        require(value.token().isBoolean(), RejectReason.WRONG_TYPE, path);
        return value.token() == JsonToken.VALUE_TRUE;
    }

    /**
     * Reads a list.
     *
     * @param taken what the other list holds, which this one must not
     */
    private static Set<String> merchants(Map<String, JsonValue> rules, String list, Set<String> taken)
            throws Rejection {
        Map<String, JsonValue> members = optionalObject(rules, list);
        Set<String> merchants = new HashSet<>();
        JsonValue array = members.get(VersionCodec.MERCHANTS);
        String path = path(list, VersionCodec.MERCHANTS);
        if (array != null && !array.isNull()) {
            require(array.token() == JsonToken.START_ARRAY, RejectReason.WRONG_TYPE, path);
            for (JsonValue merchant : array.elements()) {
                require(merchant.token() == JsonToken.VALUE_STRING, RejectReason.WRONG_TYPE, path);
            }
            require(array.elements().size() <= MerchantLists.MAX_MERCHANTS, RejectReason.OUT_OF_RANGE, path);
            for (JsonValue merchant : array.elements()) {
                boolean isNewIdentifier = Members.isIdentifier(merchant.text())
                        && !CardNumbers.isIn(merchant.text())
                        && !taken.contains(merchant.text())
                        && merchants.add(merchant.text());
                require(isNewIdentifier, RejectReason.OUT_OF_RANGE, path);
            }
        }
        for (String member : members.keySet()) {
            require(member.equals(VersionCodec.MERCHANTS), RejectReason.UNKNOWN_FIELD, path(list));
        }
        return merchants;
    }

    private JsonValue required(String name) throws Rejection {
        JsonValue value = members.get(name);
        require(value != null && !value.isNull(), RejectReason.MISSING_FIELD, name);
        return value;
    }

    private static Map<String, JsonValue> optionalObject(Map<String, JsonValue> rules, String name) throws Rejection {
        JsonValue value = rules.get(name);
        return value == null || value.isNull() ? Map.of() : object(value, path(name));
    }

    private static Map<String, JsonValue> object(JsonValue value, String path) throws Rejection {
        require(value.token() == JsonToken.START_OBJECT, RejectReason.WRONG_TYPE, path);
        return value.members();
    }

    private static long integer(JsonValue value, String path, long least, long greatest) throws Rejection {
        boolean isDigits =
                value.token() == JsonToken.VALUE_NUMBER_INT && value.text().charAt(0) != '-';
        require(isDigits, RejectReason.WRONG_TYPE, path);
        require(value.text().length() <= Members.MAX_INTEGER_DIGITS, RejectReason.OUT_OF_RANGE, path);
        long number = Long.parseLong(value.text());
        require(number >= least && number <= greatest, RejectReason.OUT_OF_RANGE, path);
        return number;
    }

    private static String path(String rule) {
        return RULES + "." + rule;
    }

    private static String path(String rule, String member) {
        return path(rule) + "." + member;
    }

    private static void require(boolean holds, RejectReason otherwise, String path) throws Rejection {
        if (!holds) {
            throw new Rejection(otherwise, path);
        }
    }
}
