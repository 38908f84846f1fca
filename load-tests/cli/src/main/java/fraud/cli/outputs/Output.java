package fraud.cli.outputs;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import fraud.cli.topics.Topics;
import fraud.model.Flag;
import fraud.sequences.SequenceSubject;
import fraud.sink.OutputKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One output record with its identity (SEMANTICS 2.2, 8.3): two longs, which order outputs of a kind.
 *
 * @param kind which output
 * @param value the record's value
 * @param members what the value says; a missing node where it cannot be read
 * @param high the source topic by its place in {@link Topics#INPUTS} (upper half) and the source partition (lower
 *     half); of an alert, the first half of its id
 * @param low the source offset; of an alert, the second half of its id
 * @param late whether a decision has the flag LATE
 * @param fault what is wrong with the record by itself, if anything; its identity then means nothing
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity and digest, never as a record
public record Output(
        OutputKind kind, byte[] value, JsonNode members, long high, long low, boolean late, Optional<String> fault) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ID_DIGITS = 32;

    /**
     * Reads an output.
     *
     * @param key the Kafka key, or null if it was not recorded and is not to be checked
     */
    public static Output read(OutputKind kind, byte[] key, byte[] value) {
        JsonNode members;
        try {
            members = JSON.readTree(value);
        } catch (JacksonException e) {
            return faulty(kind, value, "is not JSON");
        } catch (IOException e) {
            return faulty(kind, value, "is not UTF-8");
        }
        if (!members.isObject()) {
            return faulty(kind, value, "is not a JSON object");
        }
        Output output = kind == OutputKind.ALERT ? alert(value, members) : sourced(kind, value, members);
        if (output.fault.isEmpty()
                && key != null
                && !new String(key, StandardCharsets.UTF_8).equals(keyOf(kind, members))) {
            return faulty(kind, value, "has another Kafka key than SEMANTICS 11 says");
        }
        return output;
    }

    private static Output alert(byte[] value, JsonNode members) {
        String id = members.path("alertId").asText();
        try {
            if (id.length() == ID_DIGITS) {
                long high = HexFormat.fromHexDigitsToLong(id, 0, ID_DIGITS / 2);
                long low = HexFormat.fromHexDigitsToLong(id, ID_DIGITS / 2, ID_DIGITS);
                return new Output(OutputKind.ALERT, value, members, high, low, false, Optional.empty());
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        return faulty(OutputKind.ALERT, value, "has no alertId");
    }

    private static Output sourced(OutputKind kind, byte[] value, JsonNode members) {
        JsonNode partition = members.path("sourcePartition");
        JsonNode offset = members.path("sourceOffset");
        if (!partition.isIntegralNumber()
                || !partition.canConvertToInt()
                || !offset.isIntegralNumber()
                || !offset.canConvertToLong()
                || !members.path("sourceTopic").isTextual()) {
            return faulty(kind, value, "does not name its source");
        }
        int topic = Topics.INPUTS.indexOf(members.path("sourceTopic").textValue());
        if (topic < 0) {
            return faulty(kind, value, "comes from a topic that is no input");
        }
        boolean late = false;
        for (JsonNode flag : members.path("flags")) {
            late |= flag.asText().equals(Flag.LATE.name());
        }
        return new Output(
                kind,
                value,
                members,
                (long) topic << Integer.SIZE | Integer.toUnsignedLong(partition.intValue()),
                offset.longValue(),
                late,
                Optional.empty());
    }

    private static String keyOf(OutputKind kind, JsonNode members) {
        return switch (kind) {
            case DEAD_LETTER ->
                members.path("sourceTopic").asText() + "-"
                        + members.path("sourcePartition").asText() + "-"
                        + members.path("sourceOffset").asText();
            case ALERT ->
                subjectOf(members)
                        .map(subject -> members.path(subject.member()).asText())
                        .orElse("");
            case DECISION, DUPLICATE, LATE, COMPLETION -> members.path("cardId").asText();
        };
    }

    /** What an alert says that its sequence is about, if it says so. */
    public static Optional<SequenceSubject> subjectOf(JsonNode alert) {
        return Arrays.stream(SequenceSubject.values())
                .filter(subject -> alert.has(subject.member()))
                .findFirst();
    }

    /** The place in {@link Topics#INPUTS} of the topic it came from; not for alerts. */
    public int sourceTopic() {
        return (int) (high >>> Integer.SIZE);
    }

    /** The partition it came from; not for alerts. */
    public int sourcePartition() {
        return (int) high;
    }

    private static Output faulty(OutputKind kind, byte[] value, String fault) {
        return new Output(
                kind, value, MissingNode.getInstance(), Long.MAX_VALUE, Long.MAX_VALUE, false, Optional.of(fault));
    }

    /** What it calls itself in findings: no card data. */
    public String name() {
        if (fault.isPresent()) {
            return "a record of " + kind.plural();
        }
        return kind == OutputKind.ALERT
                ? "alert " + HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low)
                : describe(kind) + " of " + place(sourceTopic(), sourcePartition(), low);
    }

    /** What findings call a record of the input: the topic is left out where it is {@code transactions}. */
    public static String place(int topic, int partition, long offset) {
        return (topic == 0 ? "" : Topics.INPUTS.get(topic) + " ") + "partition " + partition + " offset " + offset;
    }

    public static String describe(OutputKind kind) {
        return switch (kind) {
            case DECISION -> "decision";
            case ALERT -> "alert";
            case DEAD_LETTER -> "dead letter";
            case DUPLICATE -> "duplicate";
            case LATE -> "late entry";
            case COMPLETION -> "completion";
        };
    }
}
