package fraud.cli.recording;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.Optional;

/** A line of a recording, field by field: people write and edit them, so no value is taken for another. */
final class RecordingLine {

    private final JsonNode fields;

    /**
     * A line.
     *
     * @throws IllegalArgumentException if it is no JSON object
     */
    RecordingLine(JsonNode line) {
        if (line == null || !line.isObject()) {
            throw new IllegalArgumentException("must be a JSON object");
        }
        this.fields = line;
    }

    /** A whole number. */
    long whole(String name) {
        JsonNode field = fields.path(name);
        if (!field.isIntegralNumber() || !field.canConvertToLong()) {
            throw wrong(name, "a whole number");
        }
        return field.longValue();
    }

    /** A whole number of a range, both ends included. */
    int whole(String name, int from, int to) {
        long value = whole(name);
        if (value < from || value > to) {
            throw wrong(name, "from " + from + " to " + to);
        }
        return (int) value;
    }

    boolean isTrue(String name) {
        if (!fields.path(name).isBoolean()) {
            throw wrong(name, "true or false");
        }
        return fields.path(name).booleanValue();
    }

    String text(String name) {
        return findText(name).orElseThrow(() -> wrong(name, "text"));
    }

    /** A text that may be left out. */
    Optional<String> findText(String name) {
        if (!fields.has(name)) {
            return Optional.empty();
        }
        if (!fields.path(name).isTextual()) {
            throw wrong(name, "text");
        }
        return Optional.of(fields.path(name).textValue());
    }

    /** Bytes in base64, or null if they are left out. */
    byte[] bytes(String name) {
        try {
            return findText(name).map(Base64.getDecoder()::decode).orElse(null);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " must be base64, or left out", e);
        }
    }

    private static IllegalArgumentException wrong(String name, String allowed) {
        return new IllegalArgumentException(name + " must be " + allowed);
    }
}
