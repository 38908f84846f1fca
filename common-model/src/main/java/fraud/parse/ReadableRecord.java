package fraud.parse;

import com.fasterxml.jackson.core.JsonToken;
import fraud.model.Origin;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What can be read of a value that passes the checks a to d of SEMANTICS 3.1, whether it is a valid record or not: for
 * who must know where and when to send it. It reads exactly what the detectors read.
 */
public final class ReadableRecord {

    private final Map<String, JsonValue> members;

    private ReadableRecord(Map<String, JsonValue> members) {
        this.members = members;
    }

    /** Reads the values of one topic. Not thread-safe. */
    public static final class Reader {

        private static final Origin ANYWHERE = new Origin("", 0, 0, 0, Origin.UNKNOWN);

        private final JsonRecords records;

        private Reader(int maxValueBytes) {
            this.records = new JsonRecords(maxValueBytes);
        }

        /** What can be read of a value; nothing if it is a dead letter whatever it holds. */
        public Optional<ReadableRecord> read(byte[] value) {
            Map<String, JsonValue> members = new HashMap<>();
            try {
                records.read(
                        new SourceRecord(ANYWHERE, null, value),
                        parser -> members.putAll(JsonValue.readMembers(parser)));
                return Optional.of(new ReadableRecord(members));
            } catch (Rejection e) {
                return Optional.empty();
            }
        }
    }

    /** A reader of {@code transactions} and {@code labels}. */
    public static Reader ofTransactionsOrLabels() {
        return new Reader(TransactionCodec.MAX_VALUE_BYTES);
    }

    /** A reader of {@code versions}. */
    public static Reader ofVersions() {
        return new Reader(VersionCodec.MAX_VALUE_BYTES);
    }

    /** Whether there is such a member, whatever its value. */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** The text of a member that is a string. */
    public Optional<String> string(String name) {
        return Optional.ofNullable(members.get(name))
                .filter(value -> value.token() == JsonToken.VALUE_STRING)
                .map(JsonValue::text);
    }

    /** The value of a member that is a boolean. */
    public Optional<Boolean> flag(String name) {
        return Optional.ofNullable(members.get(name))
                .filter(value -> value.token().isBoolean())
                .map(value -> value.token() == JsonToken.VALUE_TRUE);
    }

    /** The value of a member that is an integer (SEMANTICS 3.2): digits only, up to 18. */
    public OptionalLong integer(String name) {
        return Optional.ofNullable(members.get(name))
                .filter(value -> value.token() == JsonToken.VALUE_NUMBER_INT
                        && value.text().length() <= Members.MAX_INTEGER_DIGITS
                        && value.text().charAt(0) != '-')
                .map(value -> OptionalLong.of(Long.parseLong(value.text())))
                .orElseGet(OptionalLong::empty);
    }
}
