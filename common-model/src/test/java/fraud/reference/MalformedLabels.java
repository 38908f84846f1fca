package fraud.reference;

import fraud.model.Label;
import fraud.parse.Partitioner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Records of {@code labels} that are dead letters for every reason there is (SEMANTICS 3.6). Each would be a fraud at
 * one merchant, where a card pays later, so that one that is taken for a label shows in a decision, too.
 */
final class MalformedLabels {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long MOST_AHEAD_MILLIS = 60_000;
    private static final int TOO_MANY_BYTES = 65_537;

    private final SeededStream stream;
    private final String merchant;
    private final byte[] key;
    private final int partition;
    private final long eventTimeMillis;
    private int labels;

    MalformedLabels(SeededStream stream) {
        this.stream = stream;
        MerchantExample example = new MerchantExample(stream);
        this.merchant = example.id();
        this.key = SeededStream.bytes(merchant);
        this.partition = Partitioner.partition(key, stream.parameters().labelPartitions());
        this.eventTimeMillis = SeededStream.START_MILLIS + stream.random().nextLong(DAY);
        example.ask(eventTimeMillis + 7 * DAY, eventTimeMillis + 8 * DAY - 1);
    }

    void writeAll() {
        send(key, null);
        send(key, new byte[0]);
        send(key, new byte[TOO_MANY_BYTES]);
        send(key, new byte[] {'{', (byte) 0xc3, '}'});
        send(key, SeededStream.bytes("[" + new String(valid(), StandardCharsets.UTF_8) + "]"));
        send(key, SeededStream.bytes("{\"signal\":\"end-of-input\",\"fraud\":true}"));
        send(key, SeededStream.bytes("{\"signal\":\"later\"}"));
        wrongFields();
        send(SeededStream.bytes("settled-card"), valid());
        send(null, valid());
        int partitions = stream.parameters().labelPartitions();
        if (partitions > 1) {
            stream.raw(SeededStream.TOPICS.labels(), (partition + 1) % partitions, key, valid(), sentMillis());
        }
        ahead();
    }

    private void wrongFields() {
        Map<String, String> replacements = new LinkedHashMap<>();
        replacements.put("\"transactionId\"", "\"id\"");
        replacements.put("\"merchantId\": \"" + merchant + '"', "\"merchantId\": null");
        replacements.put("\"settled-card\"", "\"4111111111111111\"");
        replacements.put("\"eventTimeMillis\": ", "\"eventTimeMillis\": -");
        replacements.put("\"eventTimeMillis\": 1", "\"eventTimeMillis\": 100");
        replacements.put(": true", ": \"true\"");
        replacements.put(",\"fraud\"", ",\"fraud\": null,\"scenario\"");
        replacements.put(": true}", ": true,\"scenario\": \"two words\"}");
        replacements.put("{ ", "{ \"fraud\": true,");
        replacements.forEach((good, bad) -> {
            String json = new String(valid(), StandardCharsets.UTF_8);
            if (!json.contains(good)) {
                throw new IllegalStateException(good + " is not in a label");
            }
            send(key, SeededStream.bytes(json.replace(good, bad)));
        });
    }

    /** As far ahead as may be, which is a label, and a millisecond further. */
    private void ahead() {
        for (long ahead : new long[] {MOST_AHEAD_MILLIS, MOST_AHEAD_MILLIS + 1}) {
            stream.raw(SeededStream.TOPICS.labels(), partition, key, valid(), eventTimeMillis - ahead);
        }
    }

    private void send(byte[] itsKey, byte[] value) {
        stream.raw(SeededStream.TOPICS.labels(), partition, itsKey, value, sentMillis());
    }

    private byte[] valid() {
        labels++;
        return SeededStream.json(new Label("mal-" + labels, merchant, "settled-card", eventTimeMillis, true, null));
    }

    private long sentMillis() {
        return eventTimeMillis + stream.random().nextLong(6 * DAY);
    }
}
