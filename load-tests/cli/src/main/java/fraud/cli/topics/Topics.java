package fraud.cli.topics;

import fraud.cli.failure.OperationFailedException;
import fraud.config.DetectorParameters;
import fraud.generator.publish.TopicCheck;
import fraud.generator.publish.UnchangedTopics;
import fraud.kafka.KafkaFailure;
import fraud.sink.OutputKind;
import fraud.topics.InputTopics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates and describes the contract's topics (SEMANTICS 1.1). */
public final class Topics {

    /** Transactions and card controls, keyed by card. */
    public static final String TRANSACTIONS = InputTopics.DEFAULT.transactions();

    /** Settled labels, keyed by merchant. */
    public static final String LABELS = InputTopics.DEFAULT.labels();

    /** Rule sets and models, keyed by version, in one partition. */
    public static final String VERSIONS = InputTopics.DEFAULT.versions();

    /** All that a detector reads, in the order of the contract. */
    public static final List<String> INPUTS = List.of(TRANSACTIONS, LABELS, VERSIONS);

    private static final String TIMESTAMP_TYPE = "message.timestamp.type";
    private static final int KNOWN_AFTER_SECONDS = 120;
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Whose timestamps an input topic's records carry. */
    public enum Timestamps {
        /** The publisher's: a replay of what happened at other times. */
        PUBLISHER("CreateTime"),
        /** The broker's: what happens now. */
        BROKER("LogAppendTime");

        private final String kafkaName;

        Timestamps(String kafkaName) {
            this.kafkaName = kafkaName;
        }
    }

    private Topics() {}

    /**
     * Creates the input topics, kept for ever: a replay's records are years old, and the broker deletes by their
     * timestamps.
     */
    public static void createInputs(
            Admin admin, InputTopics topics, DetectorParameters parameters, Timestamps timestamps) {
        Map<String, String> config = keptForEver();
        config.put(TIMESTAMP_TYPE, timestamps.kafkaName);
        // The end of input's timestamp may lie a day ahead (SEMANTICS 10.3); the broker's default is an hour.
        config.put("message.timestamp.after.max.ms", String.valueOf(Long.MAX_VALUE));
        create(
                admin,
                List.of(
                        topic(topics.transactions(), parameters.partitions()).configs(config),
                        topic(topics.labels(), parameters.labelPartitions()).configs(config),
                        topic(topics.versions(), 1).configs(config)));
    }

    /**
     * Creates the output topics of some detectors. Their own timestamps say when an output was written.
     *
     * @param detectors what topics call them
     */
    public static void createOutputs(Admin admin, Collection<String> detectors, int partitions) {
        Map<String, String> config = keptForEver();
        config.put(TIMESTAMP_TYPE, Timestamps.BROKER.kafkaName);
        List<NewTopic> topics = new ArrayList<>();
        for (String detector : detectors) {
            for (OutputKind kind : OutputKind.values()) {
                topics.add(topic(kind.topic(detector), partitions).configs(config));
            }
        }
        create(admin, topics);
    }

    /** With as many replicas as the cluster gives by default. */
    private static NewTopic topic(String name, int partitions) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty());
    }

    /**
     * The names of all topics that there are, and that may be seen.
     *
     * @throws OperationFailedException if the brokers do not say
     */
    public static Set<String> names(Admin admin) {
        return await("cannot list the topics", admin.listTopics().names());
    }

    /** The partitions of a topic, in their order. */
    public static List<TopicPartition> partitions(Admin admin, String topic) {
        int count = partitionCount(admin, topic);
        List<TopicPartition> partitions = new ArrayList<>(count);
        for (int partition = 0; partition < count; partition++) {
            partitions.add(new TopicPartition(topic, partition));
        }
        return partitions;
    }

    /** The partitions of all input topics. */
    public static List<TopicPartition> inputPartitions(Admin admin, InputTopics topics) {
        return Stream.of(topics.transactions(), topics.labels(), topics.versions())
                .flatMap(topic -> partitions(admin, topic).stream())
                .toList();
    }

    /** The offset behind the last record of each partition, at the time of the call. */
    public static Map<TopicPartition, Long> endOffsets(Admin admin, List<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return await(
                        "cannot read the ends of the topics",
                        admin.listOffsets(latest).all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    /**
     * Sees to it that topics stay as they are from now on.
     *
     * @throws OperationFailedException if the brokers do not say what they are
     */
    public static TopicCheck unchanged(Admin admin, Collection<String> topics) {
        String failure = "cannot describe the topics " + String.join(", ", topics);
        try {
            return UnchangedTopics.of(admin, List.copyOf(topics));
        } catch (ExecutionException e) {
            throw failed(failure, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(failure, e);
        }
    }

    /**
     * Ends a command whose topics are no longer the same.
     *
     * @param difference the line that says so, if they are not
     * @throws OperationFailedException with that line
     */
    public static void requireUnchanged(Optional<String> difference) {
        difference.ifPresent(line -> {
            throw new OperationFailedException(line);
        });
    }

    /**
     * Whose timestamps a topic's records carry.
     *
     * @throws OperationFailedException if the topic is not there, or its settings may not be read
     */
    public static Timestamps timestamps(Admin admin, String topic) {
        return setting(admin, topic, TIMESTAMP_TYPE).equals(Timestamps.BROKER.kafkaName)
                ? Timestamps.BROKER
                : Timestamps.PUBLISHER;
    }

    /**
     * A setting of a topic, its broker's default where it has none of its own.
     *
     * @throws OperationFailedException if the topic is not there, or its settings may not be read
     */
    public static String setting(Admin admin, String topic, String name) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return await(
                        "cannot read the settings of topic " + topic,
                        admin.describeConfigs(List.of(resource)).values().get(resource))
                .get(name)
                .value();
    }

    private static int partitionCount(Admin admin, String topic) {
        return await(
                        "cannot describe topic " + topic,
                        admin.describeTopics(List.of(topic)).topicNameValues().get(topic))
                .partitions()
                .size();
    }

    private static <T> T await(String failure, KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw failed(failure, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(failure, e);
        }
    }

    private static void create(Admin admin, List<NewTopic> topics) {
        await("cannot create topics", admin.createTopics(topics).all());
        awaitKnown(admin, topics.stream().map(NewTopic::name).toList());
    }

    /** The controller has made them; a broker may need a moment more until it knows. */
    private static void awaitKnown(Admin admin, List<String> topics) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(KNOWN_AFTER_SECONDS);
        while (true) {
            try {
                await("cannot create topics", admin.describeTopics(topics).allTopicNames());
                return;
            } catch (OperationFailedException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }

    private static OperationFailedException failed(String what, Throwable cause) {
        return new OperationFailedException(what + ": " + KafkaFailure.describe(cause), cause);
    }

    private static Map<String, String> keptForEver() {
        Map<String, String> config = new HashMap<>();
        config.put("retention.ms", "-1");
        config.put("retention.bytes", "-1");
        // By default a segment ends when timestamps have moved by a week: a replay of a year would make a hundred files
        // of each partition.
        config.put("segment.ms", String.valueOf(Long.MAX_VALUE));
        config.put("max.message.bytes", "16777216");
        return config;
    }
}
