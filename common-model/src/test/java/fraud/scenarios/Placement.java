package fraud.scenarios;

import fraud.config.DetectorParameters;
import fraud.model.Origin;
import fraud.parse.Partitioner;
import fraud.parse.SourceRecord;
import fraud.sequences.SequenceSubject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The records of many examples on the input topics: sent in the order of their timestamps, those of an example in its
 * own order, with an end of input on every partition long after the last. Labels and rules have a signal at every
 * midnight besides. Examples keep apart by their cards, merchants and issuer ranges.
 */
final class Placement {

    private static final Duration END_AFTER = Duration.ofDays(100);
    private static final Duration HEARTBEAT_INTERVAL = Duration.ofDays(1);

    private final DetectorParameters parameters;
    private final Map<String, Long> nextOffsets = new HashMap<>();
    private final List<SourceRecord> records = new ArrayList<>();
    private final List<Placed> placed = new ArrayList<>();
    private long nextHeartbeatMillis = Moment.START_MILLIS;

    /** An example of a file, with the name that keeps its cards, merchants and issuer ranges apart. */
    record Example(String file, String scope, Located<Scenario> scenario) {
        String where(int line) {
            return file + ":" + line + " (" + scenario.value().name() + ")";
        }

        String cardId(String card) {
            return scope + "." + card;
        }

        /** Of a merchant that the example names, or null for its one merchant. */
        String merchantId(String merchant) {
            return scope + "." + (merchant == null ? Step.DEFAULT_MERCHANT : merchant);
        }

        /** Of an issuer range that the example names, or null for none. */
        String issuerRange(String range) {
            return range == null ? null : scope + "." + range;
        }

        /** Of a subject of sequences that the example names, or null for the default. */
        String subjectId(SequenceSubject subject, String named) {
            return switch (subject) {
                case CARD -> cardId(Objects.requireNonNullElse(named, Step.DEFAULT_CARD));
                case MERCHANT -> merchantId(named);
                case ISSUER_RANGE -> issuerRange(named);
            };
        }
    }

    /** A step that is a record of a topic now. */
    record Placed(Example example, Located<Step> located, Origin origin, String transactionId, String text) {
        Step step() {
            return located.value();
        }

        String cardId() {
            return example.cardId(step().card());
        }

        String merchantId() {
            return example.merchantId(step().merchant());
        }

        String subjectId(SequenceSubject subject) {
            return switch (subject) {
                case CARD -> cardId();
                case MERCHANT -> merchantId();
                case ISSUER_RANGE -> example.issuerRange(step().issuerRange());
            };
        }

        String where() {
            return example.where(located.line());
        }
    }

    private record Sending(Example example, Located<Step> located, int number, long sentMillis, long timestampMillis) {}

    Placement(List<Example> examples, DetectorParameters parameters) {
        this.parameters = parameters;
        examples.stream()
                .flatMap(example -> sendings(example).stream())
                .sorted(Comparator.comparingLong(Sending::sentMillis))
                .forEach(this::send);
        long end = Moment.START_MILLIS + END_AFTER.toMillis();
        signalUntil(end);
        for (Topic topic : Topic.values()) {
            signal(topic, "end-of-input", null, end);
        }
    }

    /** All topics, each partition's records in the order of their offsets. */
    List<SourceRecord> records() {
        return List.copyOf(records);
    }

    /** All steps but signals, in the order of sending. */
    List<Placed> placed() {
        return List.copyOf(placed);
    }

    private List<Sending> sendings(Example example) {
        List<Sending> sendings = new ArrayList<>();
        long clock = Long.MIN_VALUE;
        for (Located<Step> located : example.scenario().value().steps()) {
            Step step = located.value();
            long timestamp = step.published() == null
                    ? Math.max(clock, step.at().millis())
                    : step.published().millis();
            if (clock != Long.MIN_VALUE && timestamp < clock - parameters.skewMillis()) {
                throw new IllegalArgumentException(
                        example.where(located.line()) + ": published: runs back by more than skew.millis");
            }
            clock = Math.max(clock, timestamp);
            sendings.add(new Sending(example, located, sendings.size() + 1, clock, timestamp));
        }
        return sendings;
    }

    private void send(Sending sending) {
        signalUntil(sending.sentMillis());
        Step step = sending.located().value();
        if (step.signal() != null) {
            byte[] key = step.key() == null ? null : StepBytes.bytes(step.key());
            for (Topic topic : Topic.values()) {
                signal(
                        topic,
                        step.signal().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        key,
                        sending.timestampMillis());
            }
            return;
        }
        String named = step.id() == null ? "t" + sending.number() : step.id();
        int times = step.times() == null ? 1 : step.times();
        for (int repetition = 0; repetition < times; repetition++) {
            String transactionId = times == 1 ? named : named + "." + (repetition + 1);
            place(sending, transactionId, new StepBytes(sending.example(), step, transactionId, repetition));
        }
    }

    private void place(Sending sending, String transactionId, StepBytes bytes) {
        byte[] value;
        try {
            value = bytes.value();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    sending.example().where(sending.located().line()) + ": amount, hex or padTo: " + e.getMessage(), e);
        }
        Step step = sending.located().value();
        byte[] key = bytes.key();
        int partitions = step.goesTo().partitions(parameters);
        int own = key == null ? 0 : Partitioner.partition(key, partitions);
        Origin origin = append(
                step.goesTo(), step.misplaced() ? (own + 1) % partitions : own, key, value, sending.timestampMillis());
        String text = value == null ? "" : new String(value, StandardCharsets.UTF_8);
        placed.add(new Placed(sending.example(), sending.located(), origin, transactionId, text));
    }

    private void signalUntil(long millis) {
        for (; nextHeartbeatMillis <= millis; nextHeartbeatMillis += HEARTBEAT_INTERVAL.toMillis()) {
            signal(Topic.LABELS, "heartbeat", null, nextHeartbeatMillis);
            signal(Topic.VERSIONS, "heartbeat", null, nextHeartbeatMillis);
        }
    }

    private void signal(Topic topic, String name, byte[] key, long timestampMillis) {
        byte[] value = StepBytes.bytes("{\"signal\":\"" + name + "\"}");
        for (int partition = 0; partition < topic.partitions(parameters); partition++) {
            append(topic, partition, key, value, timestampMillis);
        }
    }

    private Origin append(Topic topic, int partition, byte[] key, byte[] value, long timestampMillis) {
        long offset = nextOffsets.merge(topic + "-" + partition, 1L, Long::sum) - 1;
        Origin origin = new Origin(topic.topicName(), partition, offset, timestampMillis, Origin.UNKNOWN);
        records.add(new SourceRecord(origin, key, value));
        return origin;
    }
}
