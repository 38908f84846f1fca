package fraud.config;

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

    /** As the settings {@code topic.transactions}, {@code topic.labels} and {@code topic.rules} say. */
    public static InputTopics from(Settings settings) {
        return new InputTopics(
                settings.get("topic.transactions", DEFAULT.transactions),
                settings.get("topic.labels", DEFAULT.labels),
                settings.get("topic.rules", DEFAULT.rules));
    }
}
