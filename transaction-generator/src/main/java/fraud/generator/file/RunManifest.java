package fraud.generator.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import fraud.generator.config.Parameter;
import fraud.generator.stream.GeneratedRecord;
import fraud.generator.stream.GeneratedRecord.Kind;
import fraud.generator.stream.TransactionStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run published: all parameters, the counts, and a digest of the bytes, so that another run can be told to be
 * the same. Events are to be added in the order of their indices, from 0 on. Not thread-safe.
 */
public final class RunManifest {

    private static final JsonFactory JSON = new JsonFactory();

    private TransactionStream stream;
    private final MessageDigest sha256;
    private final Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
    private final Map<String, Long> scenarios = new TreeMap<>();
    private final ByteBuffer numbers = ByteBuffer.allocate(16);
    private long events;
    private long frauds;
    private long lastPublishedAtMillis;

    /** The manifest of a run that has published nothing yet. */
    public RunManifest(TransactionStream stream) {
        this.stream = stream;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** The run goes on as another stream, which is the same so far. */
    public void isOf(TransactionStream other) {
        stream = other;
    }

    /** Adds the next event. */
    public void add(GeneratedRecord event) {
        if (event.index() != events) {
            throw new IllegalArgumentException("event " + event.index() + " where " + events + " is due");
        }
        events++;
        lastPublishedAtMillis = event.publishedAtMillis();
        kinds.merge(event.kind(), 1L, Long::sum);
        if (event.truth() != null && event.truth().scenario() != null) {
            scenarios.merge(event.truth().scenario(), 1L, Long::sum);
            frauds += event.truth().fraud() ? 1 : 0;
        }
        update(event.key());
        update(event.value());
        numbers.clear();
        numbers.putLong(event.publishedAtMillis()).putInt(event.partition()).flip();
        sha256.update(numbers);
    }

    /** Lengths first, so that bytes cannot wander from one field to the next. */
    private void update(byte[] bytes) {
        numbers.clear();
        numbers.putInt(bytes == null ? -1 : bytes.length).flip();
        sha256.update(numbers);
        if (bytes != null) {
            sha256.update(bytes);
        }
    }

    /** How many events were added. */
    public long events() {
        return events;
    }

    /**
     * SHA-256 in hexadecimal, over each event in the order of indices: the length of its key (four bytes, big endian,
     * -1 for none), the key, the length of its value likewise, the value, the time of publication (eight bytes) and the
     * partition (four bytes, -1 where the key decides).
     */
    public String digest() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) sha256.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be cloned", e);
        }
    }

    /** The manifest as one JSON object, with a line's end behind it. */
    public String toJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("generator", "transaction-generator");
            json.writeStringField("version", version());
            json.writeStringField("seed", stream.config().settings().get(Parameter.SEED.key()));
            json.writeObjectFieldStart("parameters");
            for (Map.Entry<String, String> setting : stream.config().settings().entrySet()) {
                json.writeFieldName(setting.getKey());
                json.writeNumber(setting.getValue());
            }
            json.writeEndObject();
            json.writeNumberField("events", events);
            json.writeNumberField("historyEvents", Math.min(events, stream.historyCount()));
            json.writeNumberField("transactions", kinds.getOrDefault(Kind.TRANSACTION, 0L));
            json.writeNumberField("duplicates", kinds.getOrDefault(Kind.DUPLICATE, 0L));
            json.writeNumberField("controls", kinds.getOrDefault(Kind.CONTROL, 0L));
            json.writeNumberField("malformed", kinds.getOrDefault(Kind.MALFORMED, 0L));
            json.writeNumberField("frauds", frauds);
            json.writeObjectFieldStart("transactionsByScenario");
            for (Map.Entry<String, Long> scenario : scenarios.entrySet()) {
                json.writeNumberField(scenario.getKey(), scenario.getValue());
            }
            json.writeEndObject();
            json.writeStringField(
                    "from", Instant.ofEpochMilli(stream.config().startMillis()).toString());
            json.writeStringField(
                    "to", Instant.ofEpochMilli(lastPublishedAtMillis).toString());
            json.writeNumberField("naturalRatePerSecond", stream.naturalRatePerSecond());
            json.writeNumberField("offeredRatePerSecond", stream.offeredRatePerSecond());
            json.writeNumberField("stretch", stream.stretch());
            json.writeStringField("digest", "sha256:" + digest());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return text.append('\n').toString();
    }

    private static String version() {
        String version = RunManifest.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
