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
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Records as they stand in the file, a line each, whatever the line holds; the line feed is not part of it. Only the key and the times are
 * looked for, so as to know where and when to send it.
 */
final class JsonLinesReader implements LineReader {

    /** The broker's limit is 16 MiB a record; detectors refuse what is longer than 64 KiB. */
    private static final int MAX_LINE_BYTES = 8 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;
    private final InputStream in;
    private final String keyField;
    private final long publishedAfterMillis;
    private long line;

    private JsonLinesReader(Path path, InputStream in, String keyField, Duration publishedAfter) {
        this.path = path;
        this.in = in;
        this.keyField = keyField;
        this.publishedAfterMillis = publishedAfter.toMillis();
    }

    /** Records of {@code transactions}. */
    static JsonLinesReader ofTransactions(Path path, InputStream in) {
        return new JsonLinesReader(path, in, "cardId", Duration.ZERO);
    }

    /** Records of {@code labels}. */
    static JsonLinesReader ofLabels(Path path, InputStream in) {
        return new JsonLinesReader(path, in, "merchantId", InputRecord.LABEL_AFTER);
    }

    @Override
    public Optional<Line> next() throws IOException {
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
        return Optional.of(Line.of(record(bytes.toByteArray())));
    }

    private InputRecord record(byte[] value) {
        JsonNode members = object(value);
        JsonNode keyText = members.path(keyField);
        byte[] key = keyText.isTextual() && !keyText.textValue().isEmpty()
                ? keyText.textValue().getBytes(StandardCharsets.UTF_8)
                : null;
        OptionalLong publishedAt = time(members.path("publishedAtMillis"), 0);
        return new InputRecord(
                line,
                key,
                value,
                publishedAt.isPresent() ? publishedAt : time(members.path("eventTimeMillis"), publishedAfterMillis));
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

    private static OptionalLong time(JsonNode node, long plusMillis) {
        return node.isIntegralNumber()
                        && node.canConvertToLong()
                        && node.longValue() >= 0
                        && node.longValue() <= Long.MAX_VALUE - plusMillis
                ? OptionalLong.of(node.longValue() + plusMillis)
                : OptionalLong.empty();
    }
}
