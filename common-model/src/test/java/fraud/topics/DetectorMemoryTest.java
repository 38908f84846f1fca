package fraud.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.config.ConfigException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorMemoryTest {

    private static final DetectorMemory MEMORY = new DetectorMemory("flink", TopicIdentitiesTest.with());
    private static final String TEXT =
            "fraud-detector-memory 1\ndetector flink\ntransactions transactions 4 A\nlabels labels 2 B\nversions versions 1 C\n";

    @Test
    void isWhatItWasAfterItHasBeenKept() {
        assertThat(MEMORY.toText()).isEqualTo(TEXT);
        assertThat(DetectorMemory.parse(TEXT)).isEqualTo(MEMORY);
        assertThat(MEMORY.difference(DetectorMemory.parse(TEXT))).isEmpty();
    }

    @Test
    void belongsToOneDetector() {
        assertThat(MEMORY.difference(new DetectorMemory("other", MEMORY.topics())))
                .hasValue(
                        "detector.name is other, but the checkpoint is that of flink: give that name, or start without a"
                                + " checkpoint");
    }

    @Test
    void belongsToTopicsOfTheseNames() {
        TopicIdentities others = TopicIdentitiesTest.topics(
                MEMORY.topics().topics().get(0),
                new TopicIdentity("outcomes", 2, "B"),
                MEMORY.topics().topics().get(2));

        assertThat(MEMORY.difference(new DetectorMemory("flink", others)))
                .hasValue(
                        "topic.labels is outcomes, but the checkpoint is of labels: give that topic, or start without a"
                                + " checkpoint and under a new detector.name");
    }

    @Test
    void belongsToTopicsThatStayAsTheyAre() {
        TopicIdentities grown = TopicIdentitiesTest.with(new TopicIdentity("transactions", 5, "A"));

        assertThat(MEMORY.difference(new DetectorMemory("flink", grown)))
                .isEqualTo(MEMORY.topics().difference(grown));
        assertThat(MEMORY.topics().difference(grown)).isPresent();
    }

    @Test
    void isOfTheThreeInputTopics() {
        TopicIdentities two = new TopicIdentities(MEMORY.topics().topics().subList(0, 2));

        assertThatThrownBy(() -> new DetectorMemory("flink", two)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fraud-detector-memory 2\ndetector flink\ntransactions transactions 4 A\nlabels labels 2 B\nversions versions 1 C",
                "fraud-detector-memory 1\nflink\ntransactions transactions 4 A\nlabels labels 2 B\nversions versions 1 C",
                "fraud-detector-memory 1\ndetector flink\nlabels labels 2 B\ntransactions transactions 4 A\nversions versions 1 C",
                "fraud-detector-memory 1\ndetector flink\ntransactions transactions four A\nlabels labels 2 B\nversions versions 1 C",
                "fraud-detector-memory 1\ndetector flink\ntransactions transactions 4\nlabels labels 2 B\nversions versions 1 C",
                "fraud-detector-memory 1\ndetector flink\ntransactions transactions 4 A\nlabels labels 2 B"
            })
    void rejectsWhatIsNoMemory(String text) {
        assertThatThrownBy(() -> DetectorMemory.parse(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("the checkpoint does not say which topics it is of: start without");
    }

    @Test
    void rejectsToStartWithoutATopicOrWithRulesThatHaveNoOrder() {
        InputTopics inputs = InputTopics.DEFAULT;
        List<TopicIdentity> topics = MEMORY.topics().topics();

        assertThat(TopicChecks.fault(inputs, topics, "h:1")).isEmpty();
        assertThat(TopicChecks.fault(
                        inputs,
                        TopicIdentitiesTest.with(TopicIdentity.absent("labels")).topics(),
                        "h:1"))
                .hasValue(
                        "no topic labels at h:1: create each with Kafka's kafka-topics.sh, as deploy/README.md shows under Topics");
        assertThat(TopicChecks.fault(
                        inputs,
                        TopicIdentitiesTest.with(new TopicIdentity("versions", 2, "C"))
                                .topics(),
                        "h:1"))
                .hasValue(
                        "topic versions has 2 partitions: versions have an order in one partition only, create it with"
                                + " --partitions 1");
        assertThat(TopicChecks.inputs(inputs, List.of(topics.get(2), topics.get(1), topics.get(0))))
                .isEqualTo(MEMORY.topics());
    }
}
