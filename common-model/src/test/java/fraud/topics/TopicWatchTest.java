package fraud.topics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicWatchTest {

    private static final TopicIdentities TOPICS = TopicIdentitiesTest.with();
    private static final TopicIdentities WITHOUT_RULES = TopicIdentitiesTest.with(TopicIdentity.absent("versions"));
    private static final long START = Long.MAX_VALUE - 1;
    private static final long ABSENCE = TopicWatch.ABSENCE.toNanos();

    private final TopicWatch watch = new TopicWatch(TOPICS);

    @Test
    void tellsOfAChangeAtOnce() {
        assertThat(watch.difference(TOPICS, START)).isEmpty();
        assertThat(watch.difference(TopicIdentitiesTest.with(new TopicIdentity("labels", 3, "B")), START + 1))
                .isPresent();
    }

    /** The clock of {@link System#nanoTime()} may overflow on the way. */
    @Test
    void callsATopicDeletedOnceItHasBeenMissingLongEnough() {
        assertThat(watch.difference(WITHOUT_RULES, START)).isEmpty();
        assertThat(watch.difference(WITHOUT_RULES, START + ABSENCE - 1)).isEmpty();
        assertThat(watch.difference(WITHOUT_RULES, START + ABSENCE))
                .hasValueSatisfying(line -> assertThat(line).startsWith("topic versions was deleted: "));
    }

    @Test
    void doesNotAddUpMomentsInWhichATopicIsMissing() {
        assertThat(watch.difference(WITHOUT_RULES, START)).isEmpty();
        assertThat(watch.difference(TOPICS, START + ABSENCE - 1)).isEmpty();
        assertThat(watch.difference(WITHOUT_RULES, START + ABSENCE)).isEmpty();
        assertThat(watch.difference(WITHOUT_RULES, START + 2 * ABSENCE - 1)).isEmpty();
        assertThat(watch.difference(WITHOUT_RULES, START + 2 * ABSENCE)).isPresent();
    }

    @Test
    void tellsOfAnotherTopicWhileOneIsMissing() {
        TopicIdentities now =
                TopicIdentitiesTest.with(TopicIdentity.absent("versions"), new TopicIdentity("labels", 2, "X"));

        assertThat(watch.difference(now, START))
                .hasValueSatisfying(line ->
                        assertThat(line).startsWith("topic labels was deleted and made again (id X, before B): "));
    }
}
