package fraud.topics;

import fraud.config.ConfigException;
import fraud.config.Option;
import fraud.config.Settings;
import java.io.Serializable;
import java.util.List;

/**
 * The names of the topics that a detector reads (SEMANTICS 1.1).
 *
 * @param transactions transactions and card controls, keyed by card
 * @param labels settled labels, keyed by merchant
 * @param versions of the rules and of the models, keyed by their numbers
 */
public record InputTopics(String transactions, String labels, String versions) implements Serializable {

    /** The names unless told otherwise. */
    public static final InputTopics DEFAULT = new InputTopics("transactions", "labels", "versions");

    /** The three, in the order of the contract. */
    public List<String> names() {
        return List.of(transactions, labels, versions);
    }

    /** The options that name them, in the order of the contract. */
    public static final List<Option<String>> OPTIONS = List.of(
            TopicNames.topic("topic.transactions", DEFAULT.transactions, "Transactions and card controls."),
            TopicNames.topic("topic.labels", DEFAULT.labels, "Settled labels."),
            TopicNames.topic("topic.versions", DEFAULT.versions, "Versions of the rules and of the models."));

    /**
     * As the settings say.
     *
     * @throws ConfigException if one of them is no name of a topic
     */
    public static InputTopics from(Settings settings) {
        return new InputTopics(
                settings.get(OPTIONS.get(0)), settings.get(OPTIONS.get(1)), settings.get(OPTIONS.get(2)));
    }
}
