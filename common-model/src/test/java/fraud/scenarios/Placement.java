package fraud.scenarios;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.config.DetectorParameters;
import fraud.model.Origin;
import fraud.parse.Partitioner;
import fraud.parse.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The records of many stories on one topic: sent in the order of their timestamps, those of a story in its own order, with an end mark on
 * every partition long after the last. Stories keep apart by their cards.
 */
final class Placement {

    static final String TOPIC = "transactions";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration END_AFTER = Duration.ofDays(100);

    private final DetectorParameters parameters;
    private final long[] nextOffset;
    private final List<SourceRecord> records = new ArrayList<>();
    private final List<Placed> placed = new ArrayList<>();

    /** A story of a file, with the name that keeps its cards apart. */
    record Story(String file, String scope, Located<Scenario> scenario) {
        String where(int line) {
            return file + ":" + line + " (" + scenario.value().name() + ")";
        }

        String cardId(String card) {
            return scope + "." + card;
        }
    }

    /** A step that is a record of the topic now. */
    record Placed(Story story, Located<Step> located, Origin origin, String transactionId, String text) {
        Step step() {
            return located.value();
        }

        String cardId() {
            return story.cardId(step().card());
        }

        String where() {
            return story.where(located.line());
        }
    }

    private record Sending(Story story, Located<Step> located, int number, long sentMillis, long timestampMillis) {}

    Placement(List<Story> stories, DetectorParameters parameters) {
        this.parameters = parameters;
        this.nextOffset = new long[parameters.partitions()];
        stories.stream()
                .flatMap(story -> sendings(story).stream())
                .sorted(Comparator.comparingLong(Sending::sentMillis))
                .forEach(this::send);
        byte[] end = bytes("{\"mark\":\"end\"}");
        IntStream.range(0, parameters.partitions())
                .forEach(partition -> append(partition, null, end, Moment.START_MILLIS + END_AFTER.toMillis()));
    }

    /** The whole topic, each partition's records in the order of their offsets. */
    List<SourceRecord> records() {
        return List.copyOf(records);
    }

    /** All steps but marks, in the order of sending. */
    List<Placed> placed() {
        return List.copyOf(placed);
    }

    private List<Sending> sendings(Story story) {
        List<Sending> sendings = new ArrayList<>();
        long clock = Long.MIN_VALUE;
        for (Located<Step> located : story.scenario().value().story()) {
            Step step = located.value();
            long timestamp = step.published() == null
                    ? Math.max(clock, step.at().millis())
                    : step.published().millis();
            if (clock != Long.MIN_VALUE && timestamp < clock - parameters.skewMillis()) {
                throw new IllegalArgumentException(
                        story.where(located.line()) + ": published: runs back by more than skew.millis");
            }
            clock = Math.max(clock, timestamp);
            sendings.add(new Sending(story, located, sendings.size() + 1, clock, timestamp));
        }
        return sendings;
    }

    private void send(Sending sending) {
        Step step = sending.located().value();
        if (step.mark() != null) {
            byte[] mark = bytes("{\"mark\":\"" + step.mark().name().toLowerCase(Locale.ROOT) + "\"}");
            IntStream.range(0, parameters.partitions())
                    .forEach(partition -> append(partition, key(step, null), mark, sending.timestampMillis()));
            return;
        }
        String cardId = sending.story().cardId(step.card());
        String transactionId = step.id() == null ? "t" + sending.number() : step.id();
        byte[] value;
        try {
            value = value(step, cardId, transactionId);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    sending.story().where(sending.located().line()) + ": amount, hex or padTo: " + e.getMessage(), e);
        }
        byte[] key = key(step, cardId);
        int own = Partitioner.partition(key, parameters.partitions());
        Origin origin = append(
                step.misplaced() ? (own + 1) % parameters.partitions() : own, key, value, sending.timestampMillis());
        String text = value == null ? "" : new String(value, StandardCharsets.UTF_8);
        placed.add(new Placed(sending.story(), sending.located(), origin, transactionId, text));
    }

    private Origin append(int partition, byte[] key, byte[] value, long timestampMillis) {
        Origin origin = new Origin(TOPIC, partition, nextOffset[partition]++, timestampMillis, Origin.UNKNOWN);
        records.add(new SourceRecord(origin, key, value));
        return origin;
    }

    private static byte[] key(Step step, String cardId) {
        String key = step.key() == null ? cardId : step.key();
        return key == null ? null : bytes(key);
    }

    /** By hand, so that a mistake in the codec's writer cannot hide one in its reader. */
    private static byte[] value(Step step, String cardId, String transactionId) {
        if (step.tombstone()) {
            return null;
        }
        if (step.hex() != null) {
            return HexFormat.ofDelimiter(" ").parseHex(step.hex());
        }
        if (step.value() != null) {
            String text = step.value()
                    .replace("<card>", cardId)
                    .replace("<id>", transactionId)
                    .replace("<at>", String.valueOf(step.at().millis()));
            int missing = step.padTo() == null ? 0 : step.padTo() - bytes(text).length;
            return bytes(text + " ".repeat(missing));
        }
        Map<String, Object> members = new LinkedHashMap<>();
        if (step.control() != null) {
            members.put("control", step.control().name().toLowerCase(Locale.ROOT));
            members.put("cardId", cardId);
            return json(members);
        }
        members.put("transactionId", transactionId);
        members.put("cardId", cardId);
        members.put("merchantId", step.merchant() == null ? "shop" : step.merchant());
        members.put("eventTimeMillis", step.at().millis());
        members.put(
                "amountMinor",
                step.amount() == null ? 1_000 : step.amount().movePointRight(2).longValueExact());
        members.put("currency", step.currency() == null ? "EUR" : step.currency());
        members.put("merchantCategory", step.category());
        members.put("channel", step.channel());
        members.put("country", step.country());
        members.put("latitude", step.place() == null ? null : step.place().latitude());
        members.put("longitude", step.place() == null ? null : step.place().longitude());
        members.put("deviceId", step.device());
        members.values().removeIf(member -> member == null);
        return json(members);
    }

    private static byte[] json(Map<String, Object> members) {
        try {
            return JSON.writeValueAsBytes(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text and numbers can be written", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
