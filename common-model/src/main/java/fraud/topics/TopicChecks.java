package fraud.topics;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a detector asks of its topics before it starts, in the same words in both engines. */
public final class TopicChecks {

    private TopicChecks() {}

    /**
     * What keeps a detector from starting, in one line that says what to do; empty if nothing does.
     *
     * @param found all topics that it reads and writes
     * @param bootstrapServers where they were looked for
     */
    public static Optional<String> fault(InputTopics inputs, List<TopicIdentity> found, String bootstrapServers) {
        String missing = found.stream()
                .filter(topic -> !topic.isPresent())
                .map(TopicIdentity::name)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            return Optional.of("no topic " + missing + " at " + bootstrapServers
                    + ": create each with Kafka's kafka-topics.sh, as deploy/README.md shows under Topics");
        }
        return found.stream()
                .filter(topic -> topic.name().equals(inputs.versions()) && topic.partitions() != 1)
                .map(topic -> "topic " + topic.name() + " has " + topic.partitions()
                        + " partitions: versions have an order in one partition only, create it with --partitions 1")
                .findFirst();
    }

    /**
     * What ends a detector whose next records Kafka has deleted, in one line that says what to do.
     *
     * @param partitions which, as the Kafka client says it
     */
    public static String deletedUnread(String partitions) {
        return "records were deleted before they were read (" + partitions
                + "): no detector can go on with what it remembers. Let the input topics keep their records (retention.ms=-1),"
                + " publish into them anew, and start each detector without a checkpoint and under a new detector.name"
                + " (SEMANTICS 1.1)";
    }

    /** The input topics among those that were found, in their order. */
    public static TopicIdentities inputs(InputTopics inputs, List<TopicIdentity> found) {
        return new TopicIdentities(inputs.names().stream()
                .map(name -> found.stream()
                        .filter(topic -> topic.name().equals(name))
                        .findFirst()
                        .orElseThrow())
                .toList());
    }
}
