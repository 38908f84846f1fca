package fraud.topics;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Judges one look at the topics after the other. Brokers that come back may not know a topic for a moment, so one
 * counts as deleted only once every look for {@link #ABSENCE} has missed it. Not thread-safe.
 */
public final class TopicWatch {

    /** How often to look: what an engine reads of a topic that was made again, it reads for no longer than this. */
    public static final Duration INTERVAL = Duration.ofSeconds(5);

    /** How long a topic must be missing before it counts as deleted. */
    public static final Duration ABSENCE = Duration.ofSeconds(20);

    private final TopicIdentities expected;
    private OptionalLong missingSinceNanos = OptionalLong.empty();

    /** A watch over topics that are to stay as they are. */
    public TopicWatch(TopicIdentities expected) {
        this.expected = expected;
    }

    /** What they are to stay. */
    public TopicIdentities expected() {
        return expected;
    }

    /** Whether the last look has missed a topic. */
    public boolean isMissingOne() {
        return missingSinceNanos.isPresent();
    }

    /**
     * What is different, in one line that says what to do; empty while nothing is, or a topic is missing for a moment.
     *
     * @param now what was found
     * @param nanos when, as {@link System#nanoTime()} has it
     */
    public Optional<String> difference(TopicIdentities now, long nanos) {
        if (now.topics().stream().allMatch(TopicIdentity::isPresent)) {
            missingSinceNanos = OptionalLong.empty();
            return expected.difference(now);
        }
        if (missingSinceNanos.isEmpty()) {
            missingSinceNanos = OptionalLong.of(nanos);
        }
        boolean isDeleted = nanos - missingSinceNanos.getAsLong() >= ABSENCE.toNanos();
        return expected.difference(isDeleted ? now : withMissingAsExpected(now));
    }

    private TopicIdentities withMissingAsExpected(TopicIdentities now) {
        List<TopicIdentity> topics = now.topics();
        return new TopicIdentities(IntStream.range(0, topics.size())
                .mapToObj(i -> topics.get(i).isPresent()
                        ? topics.get(i)
                        : expected.topics().get(i))
                .toList());
    }
}
