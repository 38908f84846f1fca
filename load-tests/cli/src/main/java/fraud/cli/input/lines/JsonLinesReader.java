package fraud.cli.input.lines;

import fraud.cli.failure.OperationFailedException;
import fraud.parse.ReadableRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Records as they stand in the file, a line each, whatever the line holds; the line feed is not part of it. Only the
 * key and the times are looked for, so as to know where and when to send it, and read as the detectors read them: what
 * is a dead letter whatever it holds has none.
 */
public final class JsonLinesReader implements LineReader {

    /** The broker's limit is 16 MiB a record; detectors reject what is longer than 64 KiB. */
    private static final int MAX_LINE_BYTES = 8 << 20;

    private final Path path;
    private final InputStream in;
    private final ReadableRecord.Reader records;
    private final Finder finder;
    private long line;

    private JsonLinesReader(Path path, InputStream in, ReadableRecord.Reader records, Finder finder) {
        this.path = path;
        this.in = in;
        this.records = records;
        this.finder = finder;
    }

    /** Records of {@code transactions}. */
    public static JsonLinesReader ofTransactions(Path path, InputStream in) {
        return new JsonLinesReader(path, in, ReadableRecord.ofTransactionsOrLabels(), new ByField("cardId", 0));
    }

    /** Records of {@code labels}. */
    public static JsonLinesReader ofLabels(Path path, InputStream in) {
        return new JsonLinesReader(
                path,
                in,
                ReadableRecord.ofTransactionsOrLabels(),
                new ByField("merchantId", InputRecord.LABEL_AFTER.toMillis()));
    }

    /** Records of {@code versions}. */
    public static JsonLinesReader ofVersions(Path path, InputStream in, long leadMillis) {
        return new JsonLinesReader(path, in, ReadableRecord.ofVersions(), new ByVersion(leadMillis));
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
        Optional<ReadableRecord> readable = records.read(value);
        return new InputRecord(
                line,
                readable.flatMap(finder::key)
                        .map(key -> key.getBytes(StandardCharsets.UTF_8))
                        .orElse(null),
                value,
                readable.map(finder::publishedAtMillis).orElseGet(OptionalLong::empty));
    }

    /** What a topic's records are keyed by, and when they were published. */
    private interface Finder {
        Optional<String> key(ReadableRecord record);

        OptionalLong publishedAtMillis(ReadableRecord record);
    }

    /** Of {@code transactions} and {@code labels}. */
    private record ByField(String keyField, long publishedAfterMillis) implements Finder {
        @Override
        public Optional<String> key(ReadableRecord record) {
            return record.string(keyField).filter(text -> !text.isEmpty());
        }

        @Override
        public OptionalLong publishedAtMillis(ReadableRecord record) {
            OptionalLong published = record.integer("publishedAtMillis");
            OptionalLong happened = record.integer("eventTimeMillis");
            return published.isPresent() || happened.isEmpty()
                    ? published
                    : OptionalLong.of(happened.getAsLong() + publishedAfterMillis);
        }
    }

    /** Of {@code versions}, whose records have no time of their own but that of their effect. */
    private record ByVersion(long leadMillis) implements Finder {
        @Override
        public Optional<String> key(ReadableRecord record) {
            OptionalLong version = record.integer("version");
            return version.isEmpty()
                    ? Optional.empty()
                    : Optional.of((record.has("model") ? "model-" : "") + version.getAsLong());
        }

        @Override
        public OptionalLong publishedAtMillis(ReadableRecord record) {
            OptionalLong effective = record.integer("effectiveFromMillis");
            return effective.isEmpty() ? effective : OptionalLong.of(Math.max(0, effective.getAsLong() - leadMillis));
        }
    }
}
