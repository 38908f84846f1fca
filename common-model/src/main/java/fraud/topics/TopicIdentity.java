package fraud.topics;

import java.io.Serializable;

/**
 * A topic as its cluster knows it. Deleted and made again under the same name it has another id.
 *
 * @param name the topic's
 * @param partitions how many it has; 0 where there is no such topic
 * @param id the cluster's, as Kafka writes it; empty where there is no such topic
 */
public record TopicIdentity(String name, int partitions, String id) implements Serializable {

    /** Of a topic that is not there. */
    public static TopicIdentity absent(String name) {
        return new TopicIdentity(name, 0, "");
    }

    public boolean isPresent() {
        return partitions > 0;
    }
}
