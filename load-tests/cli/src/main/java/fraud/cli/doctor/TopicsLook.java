package fraud.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import fraud.cli.models.PublishedModels;
import fraud.cli.topics.InputRecords;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Topics;
import fraud.cli.versions.PublishedRules;
import fraud.cli.versions.PublishedVersions;
import fraud.model.Origin;
import fraud.model.PublishedVersion;
import fraud.model.Signal;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import fraud.sink.OutputKind;
import fraud.topics.InputTopics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks at the topics of a detector: at the last records of each partition, and at all versions.
 *
 * @param connection to the brokers
 * @param admin the same
 * @param topics the names of the inputs
 * @param leadMillis the detectors' {@code versions.lead.millis}
 */
record TopicsLook(KafkaConnection connection, Admin admin, InputTopics topics, long leadMillis) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** As many of a partition show what is going on, and are read within a moment. */
    private static final long LAST = 500;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int EMPTY_POLLS = 25;

    /**
     * What they show of a detector.
     *
     * @param detector the name in its outputs' topics
     */
    Snapshot snapshot(String detector) {
        List<String> outputs = Arrays.stream(OutputKind.values())
                .map(kind -> kind.topic(detector))
                .toList();
        Set<String> there = Topics.names(admin);
        List<String> missing = Stream.concat(topics.names().stream(), outputs.stream())
                .filter(topic -> !there.contains(topic))
                .toList();
        if (!missing.isEmpty()) {
            return new Snapshot(
                    System.currentTimeMillis(),
                    topics,
                    detector,
                    missing,
                    List.of(),
                    List.of(),
                    null,
                    Map.of(),
                    0,
                    Map.of(),
                    List.of(),
                    List.of());
        }
        // Outputs before inputs: what is answered then is there now.
        Tail ofOutputs = tail(Stream.of(OutputKind.DECISION, OutputKind.DUPLICATE, OutputKind.DEAD_LETTER)
                .flatMap(kind -> Topics.partitions(admin, kind.topic(detector)).stream())
                .toList());
        Answers answers = answers(detector, ofOutputs);
        Tail ofInputs = tail(Topics.inputPartitions(admin, topics));
        List<String> future = new ArrayList<>();
        List<String> rejected = new ArrayList<>();
        readVersions(future, rejected);
        return new Snapshot(
                System.currentTimeMillis(),
                topics,
                detector,
                missing,
                topics.names().stream()
                        .filter(topic -> Topics.timestamps(admin, topic) == Topics.Timestamps.PUBLISHER)
                        .toList(),
                ofInputs.partitions().entrySet().stream()
                        .map(partition -> seen(partition.getKey(), partition.getValue()))
                        .toList(),
                answers.newestMillis(),
                open(ofInputs, answers.behind()),
                answers.count(),
                answers.deadLetters(),
                future,
                rejected);
    }

    /** The last records of some partitions. */
    private record Tail(Map<TopicPartition, Partition> partitions) {}

    /** Of one. */
    private record Partition(long firstOffset, long endOffset, List<ConsumerRecord<byte[], byte[]>> last) {}

    private Tail tail(List<TopicPartition> partitions) {
        Map<TopicPartition, Partition> tails = new HashMap<>();
        try (Consumer<byte[], byte[]> consumer = connection.consumer()) {
            consumer.assign(partitions);
            Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            for (TopicPartition partition : partitions) {
                tails.put(partition, new Partition(first.get(partition), end.get(partition), new ArrayList<>()));
                consumer.seek(partition, Math.max(first.get(partition), end.get(partition) - LAST));
            }
            int empty = 0;
            while (empty < EMPTY_POLLS
                    && partitions.stream().anyMatch(partition -> consumer.position(partition) < end.get(partition))) {
                var records = consumer.poll(POLL);
                empty = records.isEmpty() ? empty + 1 : 0;
                records.forEach(record -> tails.get(new TopicPartition(record.topic(), record.partition()))
                        .last()
                        .add(record));
            }
        }
        return new Tail(tails);
    }

    private static PartitionSeen seen(TopicPartition partition, Partition tail) {
        Long clock = tail.last().stream()
                .map(ConsumerRecord::timestamp)
                .max(Long::compare)
                .orElse(null);
        boolean hasEnded = !tail.last().isEmpty()
                && Arrays.equals(
                        tail.last().get(tail.last().size() - 1).value(), TransactionCodec.toJson(Signal.END_OF_INPUT));
        return new PartitionSeen(
                partition.topic(), partition.partition(), tail.firstOffset(), tail.endOffset(), clock, hasEnded);
    }

    /**
     * What a detector has written last.
     *
     * @param newestMillis when; null if nothing
     * @param behind behind the greatest offset that is answered, by partition of {@code transactions}
     * @param count of the last answers
     * @param deadLetters of them, by reason
     */
    private record Answers(Long newestMillis, Map<Integer, Long> behind, int count, Map<String, Integer> deadLetters) {}

    private Answers answers(String detector, Tail tail) {
        Map<Integer, Long> behind = new HashMap<>();
        Map<String, Integer> deadLetters = new TreeMap<>();
        Long newest = null;
        int count = 0;
        for (Map.Entry<TopicPartition, Partition> partition : tail.partitions().entrySet()) {
            OutputKind kind = Arrays.stream(OutputKind.values())
                    .filter(any -> any.topic(detector).equals(partition.getKey().topic()))
                    .findFirst()
                    .orElseThrow();
            for (ConsumerRecord<byte[], byte[]> record : partition.getValue().last()) {
                newest = newest == null ? record.timestamp() : Math.max(newest, record.timestamp());
                JsonNode output = read(record.value());
                if (!output.path("sourceTopic").asText().equals(topics.transactions())) {
                    continue;
                }
                count++;
                behind.merge(
                        output.path("sourcePartition").asInt(),
                        output.path("sourceOffset").asLong() + 1,
                        Math::max);
                if (kind == OutputKind.DEAD_LETTER) {
                    deadLetters.merge(output.path("reason").asText(), 1, Integer::sum);
                }
            }
        }
        return new Answers(newest, behind, count, deadLetters);
    }

    /** What is no JSON is no output of a detector's; the reconciler finds it. */
    private static JsonNode read(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** By partition of {@code transactions}: what is behind the last answer and is neither signal nor control. */
    private Map<Integer, Long> open(Tail inputs, Map<Integer, Long> behind) {
        TransactionCodec codec = new TransactionCodec(
                Topics.partitions(admin, topics.transactions()).size());
        Map<Integer, Long> open = new TreeMap<>();
        inputs.partitions().forEach((partition, tail) -> {
            if (partition.topic().equals(topics.transactions())) {
                long answered = behind.getOrDefault(partition.partition(), tail.firstOffset());
                long tailFrom = tail.last().isEmpty()
                        ? tail.endOffset()
                        : tail.last().get(0).offset();
                long ofTail = tail.last().stream()
                        .filter(record -> record.offset() >= answered)
                        .filter(record -> mustBeAnswered(codec, record))
                        .count();
                open.put(partition.partition(), Math.max(0, tailFrom - answered) + ofTail);
            }
        });
        return open;
    }

    private static boolean mustBeAnswered(TransactionCodec codec, ConsumerRecord<byte[], byte[]> record) {
        ParseResult.Kind kind = codec.parse(new SourceRecord(
                        new Origin(
                                record.topic(),
                                record.partition(),
                                record.offset(),
                                record.timestamp(),
                                Origin.UNKNOWN),
                        record.key(),
                        record.value()))
                .kind();
        return kind == ParseResult.Kind.TRANSACTION || kind == ParseResult.Kind.DEAD_LETTER;
    }

    private void readVersions(List<String> future, List<String> rejected) {
        PublishedRules rules = new PublishedRules(leadMillis);
        PublishedModels models = new PublishedModels(leadMillis, Optional.empty());
        InputRecords.read(connection, admin, topics.versions(), record -> {
            rules.take(record);
            models.take(record);
        });
        describe("rule set", rules, future, rejected);
        describe("model", models, future, rejected);
    }

    private static void describe(
            String what, PublishedVersions<?> versions, List<String> future, List<String> rejected) {
        long now = System.currentTimeMillis();
        List<String> sinceAccepted = new ArrayList<>();
        for (PublishedVersions.Entry<?> entry : versions.entries()) {
            String version = what + " " + entry.version().map(String::valueOf).orElse("without a version");
            if (entry.rejection().isPresent()) {
                sinceAccepted.add(version + " (" + entry.rejection().get().reason() + ")");
                continue;
            }
            sinceAccepted.clear();
            entry.published()
                    .map(PublishedVersion::effectiveFromMillis)
                    .filter(effective -> effective > now)
                    .ifPresent(effective -> future.add(
                            version + " takes effect at " + Instant.ofEpochMilli(effective) + ", and not before"));
        }
        rejected.addAll(sinceAccepted);
    }
}
