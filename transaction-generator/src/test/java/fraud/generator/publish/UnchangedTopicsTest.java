package fraud.generator.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.generator.config.Parameter;
import fraud.generator.stream.Streams;
import fraud.generator.stream.TransactionStream;
import fraud.topics.TopicIdentities;
import fraud.topics.TopicIdentity;
import fraud.topics.TopicWatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class UnchangedTopicsTest {

    private static final TopicIdentities BEFORE = topics(1, "A");
    private static final TopicIdentities GROWN = topics(2, "A");
    private static final long INTERVAL = TopicWatch.INTERVAL.toNanos();

    private final List<CompletableFuture<TopicIdentities>> asked = new ArrayList<>();
    private long nanos = Long.MAX_VALUE - 1;

    private final UnchangedTopics topics = new UnchangedTopics(
            BEFORE,
            () -> {
                asked.add(new CompletableFuture<>());
                return asked.get(asked.size() - 1);
            },
            () -> nanos);

    @Test
    void asksOncePerIntervalAndWaitsForNoAnswer() {
        nanos += INTERVAL - 1;
        assertThat(topics.differenceSoFar()).isEmpty();
        assertThat(asked).isEmpty();

        nanos++;
        assertThat(topics.differenceSoFar()).isEmpty();
        nanos += 5 * INTERVAL;
        assertThat(topics.differenceSoFar()).isEmpty();
        assertThat(asked).hasSize(1);

        asked.get(0).complete(GROWN);
        assertThat(topics.differenceSoFar()).isEqualTo(BEFORE.difference(GROWN)).isPresent();
    }

    @Test
    void asksAgainAfterAnAnswerOrAFailure() {
        nanos += INTERVAL;
        assertThat(topics.differenceSoFar()).isEmpty();
        asked.get(0).completeExceptionally(new IOException("away"));
        assertThat(topics.differenceSoFar()).isEmpty();

        nanos += INTERVAL;
        assertThat(topics.differenceSoFar()).isEmpty();
        asked.get(1).complete(BEFORE);
        assertThat(topics.differenceSoFar()).isEmpty();

        nanos += INTERVAL;
        assertThat(topics.differenceSoFar()).isEmpty();
        assertThat(asked).hasSize(3);
    }

    @Test
    void saysAtTheEndWhatIsDifferentNow() {
        TopicIdentities madeAgain = topics(1, "B");
        UnchangedTopics changed =
                new UnchangedTopics(BEFORE, () -> CompletableFuture.completedFuture(madeAgain), () -> nanos);

        assertThat(changed.differenceNow())
                .isEqualTo(BEFORE.difference(madeAgain))
                .isPresent();
    }

    @Test
    void takesBrokersThatDoNotAnswerForNoDifference() {
        UnchangedTopics away =
                new UnchangedTopics(BEFORE, () -> CompletableFuture.failedFuture(new IOException("away")), () -> nanos);

        assertThat(away.differenceNow()).isEmpty();
    }

    @Test
    void endsAPublisherBetweenTwoEventsAndAtItsEnd() {
        TransactionStream stream = TransactionStream.of(Streams.eventful().with(Parameter.COUNT, 100));
        try (MockBroker broker = new MockBroker(4)) {
            KafkaPublisher running = broker.publisher(stream, check("so far", null), new ManualPacer(0));
            assertThatThrownBy(running::run)
                    .isInstanceOf(PublishException.class)
                    .hasMessage("so far");
            assertThat(broker.sentTo("transactions")).isEmpty();
        }
        try (MockBroker broker = new MockBroker(4)) {
            KafkaPublisher done = broker.publisher(stream, check(null, "now"), new ManualPacer(0));
            assertThatThrownBy(done::live).isInstanceOf(PublishException.class).hasMessage("now");
            assertThat(broker.events()).hasSize(100);
        }
    }

    @Test
    void saysOfAFailedPublisherThatItsTopicIsGone() {
        TimeoutException noWay = new TimeoutException("not in metadata");
        try (MockBroker broker = new MockBroker(4)) {
            assertThat(new CheckedProducer(broker.producer, check(null, "gone"), () -> 1).cannotPublish(noWay))
                    .hasMessage("gone");
            assertThat(new CheckedProducer(broker.producer, TopicCheck.NONE, () -> 1).cannotPublish(noWay))
                    .hasMessageStartingWith("the brokers do not keep up with 1 events/s or do not answer");
        }
    }

    private static TopicCheck check(String soFar, String now) {
        return new TopicCheck() {
            @Override
            public Optional<String> differenceSoFar() {
                return Optional.ofNullable(soFar);
            }

            @Override
            public Optional<String> differenceNow() {
                return Optional.ofNullable(now);
            }
        };
    }

    private static TopicIdentities topics(int partitions, String id) {
        return new TopicIdentities(List.of(new TopicIdentity("versions", partitions, id)));
    }
}
