package fraud.ops.input;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.ops.OperationFailedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Records as they stand in the file, a line each, whatever the line holds; the line feed is not part of it. Only the card and the times
 * are looked for, so as to know where and when to send it.
 */
final class JsonLinesReader implements InputFile.LineReader {

    /** The broker's limit is 16 MiB a record; detectors refuse what is longer than 64 KiB. */
    private static final int MAX_LINE_BYTES = 8 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;
    private final InputStream in;
    private long line;

    JsonLinesReader(Path path, InputStream in) {
        this.path = path;
        this.in = in;
    }

    @Override
    public Optional<InputRecord> next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        line++;
        while (next >= 0 && next != '\n') {
            if (bytes.size() == MAX_LINE_BYTES) {
                throw new OperationFailedException(path + ": line " + line + ": is longer than 8 MiB");
            }
            bytes.write(next);
            next = in.read();
        }
        return Optional.of(record(line, bytes.toByteArray()));
    }

    private static InputRecord record(long line, byte[] value) {
        JsonNode members = object(value);
        JsonNode card = members.path("cardId");
        byte[] key = card.isTextual() && !card.textValue().isEmpty()
                ? card.textValue().getBytes(StandardCharsets.UTF_8)
                : null;
        OptionalLong publishedAt = time(members.path("publishedAtMillis"));
        return new InputRecord(
                line, key, value, publishedAt.isPresent() ? publishedAt : time(members.path("eventTimeMillis")));
    }

    /** The line's object, or an empty one if it is none. */
    private static JsonNode object(byte[] value) {
        try {
            JsonNode node = JSON.readTree(value);
            return node != null && node.isObject() ? node : JSON.createObjectNode();
        } catch (JacksonException e) {
            return JSON.createObjectNode();
        } catch (IOException e) {
            // Bytes that are not UTF-8.
            return JSON.createObjectNode();
        }
    }

    private static OptionalLong time(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0
                ? OptionalLong.of(node.longValue())
                : OptionalLong.empty();
    }
}
