package fraud.topics;

import fraud.config.ConfigException;
import fraud.config.Settings;
import java.io.Serializable;
import java.util.List;

/**
 * The names of the topics that a detector reads (SEMANTICS 1.1).
 *
 * @param transactions transactions and card controls, keyed by card
 * @param labels settled outcomes, keyed by merchant
 * @param rules rule sets, keyed by version
 */
public record InputTopics(String transactions, String labels, String rules) implements Serializable {

    /** The names unless told otherwise. */
    public static final InputTopics DEFAULT = new InputTopics("transactions", "labels", "rules");

    /** The three, in the order of the contract. */
    public List<String> names() {
        return List.of(transactions, labels, rules);
    }

    /**
     * As the settings {@code topic.transactions}, {@code topic.labels} and {@code topic.rules} say.
     *
     * @throws ConfigException if one of them is no name of a topic
     */
    public static InputTopics from(Settings settings) {
        return new InputTopics(
                TopicNames.topic(settings, "topic.transactions", DEFAULT.transactions),
                TopicNames.topic(settings, "topic.labels", DEFAULT.labels),
                TopicNames.topic(settings, "topic.rules", DEFAULT.rules));
    }
}
