package fraud.topics;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Topics as they were when a program began to read or to fill them, so that it shows if they are no longer the same
 * (SEMANTICS 1.5).
 *
 * @param topics in an order that stays
 */
public record TopicIdentities(List<TopicIdentity> topics) implements Serializable {

    /** What to do about it, whatever the difference is. */
    private static final String ADVICE =
            ": no detector can go on with what it remembers. Use topics that stay as they are, and start each"
                    + " detector without a checkpoint and under a new detector.name (SEMANTICS 1.5)";

    public TopicIdentities {
        topics = List.copyOf(topics);
    }

    /** Their names, in their order. */
    public List<String> names() {
        return topics.stream().map(TopicIdentity::name).toList();
    }

    /**
     * What is different now, in one line that says what to do; empty if nothing is.
     *
     * @param now the same topics, in the same order
     */
    public Optional<String> difference(TopicIdentities now) {
        if (!now.names().equals(names())) {
            throw new IllegalArgumentException("not the same topics: " + names() + " and " + now.names());
        }
        if (topics.size() > 1 && isEachMadeAgain(now)) {
            return Optional.of(
                    "the topics " + String.join(", ", names()) + " have other ids than before (" + name(0) + " " + id(0)
                            + ", now " + now.id(0) + "): they were made again, or this is another cluster" + ADVICE);
        }
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < topics.size(); i++) {
            difference(topics.get(i), now.topics.get(i)).ifPresent(differences::add);
        }
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(differences.stream().collect(Collectors.joining(", ")) + ADVICE);
    }

    private boolean isEachMadeAgain(TopicIdentities now) {
        for (int i = 0; i < topics.size(); i++) {
            if (!now.topics.get(i).isPresent() || now.id(i).equals(id(i))) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> difference(TopicIdentity before, TopicIdentity now) {
        if (now.equals(before)) {
            return Optional.empty();
        }
        String topic = "topic " + before.name();
        if (!now.isPresent()) {
            return Optional.of(topic + " was deleted");
        }
        String partitions = now.partitions() + " partitions, before " + before.partitions();
        if (now.id().equals(before.id())) {
            return Optional.of(topic + " has " + partitions);
        }
        return Optional.of(topic + " was deleted and made again (id " + now.id() + ", before " + before.id()
                + (now.partitions() == before.partitions() ? "" : "; " + partitions) + ")");
    }

    private String name(int index) {
        return topics.get(index).name();
    }

    private String id(int index) {
        return topics.get(index).id();
    }
}
