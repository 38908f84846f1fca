package fraud.topics;

import fraud.config.ConfigException;
import fraud.config.DetectorParameters;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whose memory a checkpoint is (SEMANTICS 1.5): it is kept with all else that a detector remembers, and compared
 * whenever the detector goes on from there.
 *
 * @param detectorName the detector's
 * @param topics its input topics as they were when it began, in the order of {@link #ROLES}
 */
public record DetectorMemory(String detectorName, TopicIdentities topics) implements Serializable {

    private static final List<String> ROLES = List.of("transactions", "labels", "versions");
    private static final String FIRST_LINE = "fraud-detector-memory 1";

    public DetectorMemory {
        if (topics.topics().size() != ROLES.size()) {
            throw new IllegalArgumentException("not the three input topics: " + topics.names());
        }
    }

    /**
     * Why a detector cannot go on with this memory, in one line that says what to do; empty if it can.
     *
     * @param now what the detector is called and finds
     */
    public Optional<String> difference(DetectorMemory now) {
        if (!now.detectorName.equals(detectorName)) {
            return Optional.of("detector.name is " + now.detectorName + ", but the checkpoint is that of "
                    + detectorName + ": give that name, or start without a checkpoint");
        }
        for (int i = 0; i < ROLES.size(); i++) {
            String before = topics.names().get(i);
            String name = now.topics.names().get(i);
            if (!name.equals(before)) {
                return Optional.of("topic." + ROLES.get(i) + " is " + name + ", but the checkpoint is of " + before
                        + ": give that topic, or start without a checkpoint and under a new detector.name");
            }
        }
        return topics.difference(now.topics);
    }

    /** The contract's parameters, for topics with these partitions. */
    public DetectorParameters parameters(DetectorParameters contract) {
        return contract.withPartitions(
                topics.topics().get(0).partitions(), topics.topics().get(1).partitions());
    }

    /** To be kept: a line about the detector, and one for each topic. */
    public String toText() {
        StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
        text.append("detector ").append(detectorName).append('\n');
        for (int i = 0; i < ROLES.size(); i++) {
            TopicIdentity topic = topics.topics().get(i);
            text.append(ROLES.get(i) + ' ' + topic.name() + ' ' + topic.partitions() + ' ' + topic.id() + '\n');
        }
        return text.toString();
    }

    /**
     * Reads what {@link #toText()} wrote.
     *
     * @throws ConfigException if it is something else
     */
    public static DetectorMemory parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() != ROLES.size() + 2
                || !lines.get(0).equals(FIRST_LINE)
                || !lines.get(1).startsWith("detector ")) {
            throw unreadable();
        }
        List<TopicIdentity> topics = new ArrayList<>();
        for (int i = 0; i < ROLES.size(); i++) {
            String[] words = lines.get(i + 2).split(" ", -1);
            if (words.length != 4 || !words[0].equals(ROLES.get(i)) || !words[2].matches("[1-9][0-9]{0,8}")) {
                throw unreadable();
            }
            topics.add(new TopicIdentity(words[1], Integer.parseInt(words[2]), words[3]));
        }
        return new DetectorMemory(lines.get(1).substring("detector ".length()), new TopicIdentities(topics));
    }

    private static ConfigException unreadable() {
        return new ConfigException(
                "the checkpoint does not say which topics it is of: start without a checkpoint and under a new detector.name");
    }
}
