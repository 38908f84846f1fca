package fraud.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicIdentitiesTest {

    private static final TopicIdentities BEFORE = topics(
            new TopicIdentity("transactions", 4, "A"),
            new TopicIdentity("labels", 2, "B"),
            new TopicIdentity("versions", 1, "C"));
    private static final String ADVICE =
            ": no detector can go on with what it remembers. Use topics that stay as they are, and"
                    + " start each detector without a checkpoint and under a new detector.name (SEMANTICS 1.5)";

    @Test
    void saysNothingWhileTheTopicsStayAsTheyAre() {
        assertThat(BEFORE.difference(BEFORE)).isEmpty();
    }

    @Test
    void saysHowManyPartitionsThereAreAndWere() {
        assertThat(BEFORE.difference(with(new TopicIdentity("transactions", 5, "A"))))
                .hasValue("topic transactions has 5 partitions, before 4" + ADVICE);
    }

    @Test
    void saysThatATopicWasMadeAgain() {
        assertThat(BEFORE.difference(with(new TopicIdentity("labels", 2, "X"))))
                .hasValue("topic labels was deleted and made again (id X, before B)" + ADVICE);
    }

    @Test
    void saysBothInOneLine() {
        assertThat(BEFORE.difference(with(new TopicIdentity("labels", 3, "X"), new TopicIdentity("versions", 2, "C"))))
                .hasValue("topic labels was deleted and made again (id X, before B; 3 partitions, before 2),"
                        + " topic versions has 2 partitions, before 1" + ADVICE);
    }

    @Test
    void saysThatATopicWasDeleted() {
        assertThat(BEFORE.difference(with(TopicIdentity.absent("versions"))))
                .hasValue("topic versions was deleted" + ADVICE);
    }

    @Test
    void takesOtherIdsOfAllTopicsForAnotherCluster() {
        assertThat(BEFORE.difference(topics(
                        new TopicIdentity("transactions", 4, "X"),
                        new TopicIdentity("labels", 2, "Y"),
                        new TopicIdentity("versions", 1, "Z"))))
                .hasValue(
                        "the topics transactions, labels, versions have other ids than before (transactions A, now X): they"
                                + " were made again, or this is another cluster" + ADVICE);
    }

    @Test
    void comparesOnlyTheSameTopics() {
        assertThatThrownBy(() -> BEFORE.difference(topics(new TopicIdentity("transactions", 4, "A"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static TopicIdentities with(TopicIdentity... changed) {
        List<TopicIdentity> topics = new ArrayList<>(BEFORE.topics());
        for (TopicIdentity topic : changed) {
            topics.replaceAll(before -> before.name().equals(topic.name()) ? topic : before);
        }
        return new TopicIdentities(topics);
    }

    static TopicIdentities topics(TopicIdentity... topics) {
        return new TopicIdentities(Arrays.asList(topics));
    }
}
