package fraud.generator.publish;

import static java.nio.charset.StandardCharsets.US_ASCII;

import fraud.config.ConfigException;
import fraud.generator.stream.LabelRecord;
import fraud.generator.stream.TransactionStream;
import fraud.model.Label;
import fraud.model.Signal;
import fraud.parse.LabelCodec;
import fraud.parse.TransactionCodec;
import fraud.topics.InputTopics;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What is published beside the events: labels on {@code labels} when the stream's clock passes them, and heartbeats,
 * which keep that clock going in every partition of all input topics.
 */
final class SideTopics {

    private final InputTopics topics;
    private final CheckedProducer producer;
    private final PublishCounters counters;
    private final byte[] signal = TransactionCodec.toJson(Signal.HEARTBEAT);
    private final Iterator<LabelRecord> outcomes;
    private List<QuietTopic> signalled = List.of();
    private LabelRecord nextOutcome;
    private long heartbeatMillis;

    /** A topic that gets heartbeats. */
    private record QuietTopic(String topic, int partitions) {}

    SideTopics(TransactionStream stream, InputTopics topics, CheckedProducer producer, PublishCounters counters) {
        this.topics = topics;
        this.producer = producer;
        this.counters = counters;
        this.outcomes = stream.labels().iterator();
        this.nextOutcome = outcomes.hasNext() ? outcomes.next() : null;
    }

    /**
     * Looks at the topics, so that the client knows all of them before the first event is due.
     *
     * @param partitions how many {@code transactions} must have
     * @throws ConfigException if a topic has another number of partitions than it must have
     */
    void requireTopics(int partitions) {
        int actual = producer.partitions(topics.transactions());
        if (actual != partitions) {
            throw new ConfigException(
                    "partitions = " + partitions + ": topic " + topics.transactions() + " has " + actual);
        }
        int ofRules = producer.partitions(topics.versions());
        if (ofRules != 1) {
            throw new ConfigException(
                    "topic " + topics.versions() + " has " + ofRules + " partitions: it must have one");
        }
        signalled = List.of(
                new QuietTopic(topics.transactions(), actual),
                new QuietTopic(topics.labels(), producer.partitions(topics.labels())),
                new QuietTopic(topics.versions(), 1));
    }

    /** A signal to every partition, at a time that no later event or outcome is before. */
    void signal(long publishedAtMillis) {
        publishOutcomesUpTo(publishedAtMillis);
        for (QuietTopic topic : signalled) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                producer.send(
                        new ProducerRecord<>(topic.topic(), partition, publishedAtMillis, null, signal), () -> {});
            }
        }
        heartbeatMillis = publishedAtMillis;
        counters.signalled(publishedAtMillis);
    }

    /** Takes outcomes and heartbeats up to a time as published. */
    void skip(long publishedAtMillis) {
        while (nextOutcome != null && nextOutcome.publishedAtMillis() <= publishedAtMillis) {
            nextOutcome = outcomes.hasNext() ? outcomes.next() : null;
        }
        heartbeatMillis = publishedAtMillis;
    }

    /** The time of the last heartbeats. */
    long heartbeatMillis() {
        return heartbeatMillis;
    }

    /** The outcomes that the stream's clock has passed. */
    void publishOutcomesUpTo(long publishedAtMillis) {
        while (nextOutcome != null && nextOutcome.publishedAtMillis() <= publishedAtMillis) {
            Label label = nextOutcome.label();
            producer.send(
                    new ProducerRecord<>(
                            topics.labels(),
                            null,
                            nextOutcome.publishedAtMillis(),
                            label.merchantId().getBytes(US_ASCII),
                            LabelCodec.toJson(label)),
                    counters::acknowledged);
            counters.labelled();
            nextOutcome = outcomes.hasNext() ? outcomes.next() : null;
        }
    }
}
