package fraud.ops.topics;

import fraud.ops.Engine;
import fraud.ops.OperationFailedException;
import fraud.sink.OutputKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates and describes the contract's topics (SEMANTICS 1.1). */
public final class Topics {

    /** The input topic. */
    public static final String TRANSACTIONS = "transactions";

    private static final int TIMEOUT_SECONDS = 30;
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

    /** Creates the input topic, kept for ever: a replay's records are years old, and the broker deletes by their timestamps. */
    public static void createInput(Admin admin, int partitions, Timestamps timestamps) {
        Map<String, String> config = keptForEver();
        config.put("message.timestamp.type", timestamps.kafkaName);
        // The end mark's timestamp may lie a day ahead (SEMANTICS 10.3); the broker's default is an hour.
        config.put("message.timestamp.after.max.ms", String.valueOf(Long.MAX_VALUE));
        create(admin, List.of(new NewTopic(TRANSACTIONS, partitions, (short) 1).configs(config)));
    }

    /** Creates the output topics of some detectors. Their own timestamps say when an output was written. */
    public static void createOutputs(Admin admin, Collection<Engine> engines, int partitions) {
        Map<String, String> config = keptForEver();
        config.put("message.timestamp.type", Timestamps.BROKER.kafkaName);
        List<NewTopic> topics = new ArrayList<>();
        for (Engine engine : engines) {
            for (OutputKind kind : OutputKind.values()) {
                topics.add(new NewTopic(kind.topic(engine.wireName()), partitions, (short) 1).configs(config));
            }
        }
        create(admin, topics);
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

    private static int partitionCount(Admin admin, String topic) {
        try {
            return admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .get(topic)
                    .partitions()
                    .size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new OperationFailedException("there is no topic " + topic + " on this cluster", e);
            }
            throw failed("cannot describe topic " + topic, e.getCause());
        } catch (TimeoutException e) {
            throw failed("cannot describe topic " + topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("cannot describe topic " + topic, e);
        }
    }

    private static void create(Admin admin, List<NewTopic> topics) {
        try {
            admin.createTopics(topics).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            awaitKnown(admin, topics.stream().map(NewTopic::name).toList());
        } catch (ExecutionException e) {
            throw failed("cannot create topics", e.getCause());
        } catch (TimeoutException e) {
            throw failed("cannot create topics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("cannot create topics", e);
        }
    }

    /** The controller has made them; a broker may need a moment more until it knows. */
    private static void awaitKnown(Admin admin, List<String> topics)
            throws ExecutionException, TimeoutException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (true) {
            try {
                admin.describeTopics(topics).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }

    private static OperationFailedException failed(String what, Throwable cause) {
        String why =
                cause instanceof TimeoutException || cause instanceof org.apache.kafka.common.errors.TimeoutException
                        ? "no broker answers"
                        : String.valueOf(cause.getMessage());
        return new OperationFailedException(what + ": " + why, cause);
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
