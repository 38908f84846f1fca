package fraud.spark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.recovery.JobFailedException;
import fraud.spark.config.RestartingQuery;
import fraud.topics.TopicIdentities;
import fraud.topics.TopicIdentity;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.junit.jupiter.api.Test;

/**
 * Goal: a query ends once its topics are others, and says so. Method: a query and brokers that do what the test says,
 * time by hand.
 */
class TopicGuardTest {

    private static final TopicIdentities TOPICS = topics(4, "A");
    private static final TopicIdentities GROWN = topics(5, "A");
    private static final TopicIdentities MISSING = topics(0, "");
    private final StreamingQueryException ofQuery = new StreamingQueryException(
            "failed", null, "STREAM_FAILED", scala.collection.immutable.Map$.MODULE$.empty(), scala.Option.empty());

    private final List<Object> answers = new ArrayList<>();
    private final List<Object> ends = new ArrayList<>();
    private final List<Long> waits = new ArrayList<>();
    private int stops;
    private int looks;
    private long nanos;

    @Test
    void waitsForTheEndOfAQueryWhoseTopicsStayAsTheyAre() throws StreamingQueryException {
        ends.addAll(List.of(false, false, true));
        answers.addAll(List.of(TOPICS, TOPICS));

        guard().awaitTermination(query());

        assertThat(waits).containsExactly(5_000L, 5_000L, 5_000L);
        assertThat(looks).isEqualTo(2);
        assertThat(stops).isZero();
    }

    @Test
    void stopsTheQueryOnceTheTopicsAreOthers() {
        ends.addAll(List.of(false, false));
        answers.addAll(List.of(TOPICS, GROWN));

        assertThatThrownBy(() -> guard().awaitTermination(query()))
                .isInstanceOf(JobFailedException.class)
                .hasMessage(TOPICS.difference(GROWN).orElseThrow());

        assertThat(stops).isEqualTo(1);
    }

    /** A supervisor that starts the job again would see the same each time. */
    @Test
    void isForGood() {
        ends.add(false);
        answers.add(GROWN);

        assertThatThrownBy(() -> guard().awaitTermination(query()))
                .isInstanceOfSatisfying(
                        JobFailedException.class,
                        failure ->
                                assertThat(RestartingQuery.isForGood(failure)).isTrue());
    }

    @Test
    void goesOnWhileTheBrokersDoNotAnswer() throws StreamingQueryException {
        ends.addAll(List.of(false, false, true));
        answers.addAll(List.of(new IOException("away"), new IOException("away")));

        guard().awaitTermination(query());

        assertThat(stops).isZero();
    }

    @Test
    void saysOfAFailedQueryThatItsTopicsAreOthers() {
        ends.add(ofQuery);
        answers.add(GROWN);

        assertThatThrownBy(() -> guard().awaitTermination(query()))
                .isInstanceOf(JobFailedException.class)
                .hasMessage(TOPICS.difference(GROWN).orElseThrow())
                .hasRootCause(ofQuery);
    }

    @Test
    void leavesOtherFailuresAsTheyAre() {
        ends.add(ofQuery);
        answers.add(TOPICS);

        assertThatThrownBy(() -> guard().awaitTermination(query())).isSameAs(ofQuery);
    }

    @Test
    void waitsUntilItKnowsWhetherATopicThatAFailedQueryMissesWasDeleted() {
        ends.add(ofQuery);
        answers.addAll(List.of(MISSING, MISSING, MISSING, MISSING, MISSING));

        assertThatThrownBy(() -> guard().awaitTermination(query()))
                .isInstanceOf(JobFailedException.class)
                .hasMessageStartingWith("topic transactions was deleted: ");
    }

    @Test
    void asksNoLongerThanThatOfBrokersThatGoAway() {
        ends.add(ofQuery);
        answers.add(MISSING);
        for (int i = 0; i < 10; i++) {
            answers.add(new IOException("away"));
        }

        assertThatThrownBy(() -> guard().awaitTermination(query())).isSameAs(ofQuery);

        assertThat(looks).isEqualTo(5);
    }

    private StreamingQuery query() {
        return (StreamingQuery) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {StreamingQuery.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("stop")) {
                        stops++;
                        return null;
                    }
                    assertThat(method.getName()).isEqualTo("awaitTermination");
                    waits.add((Long) arguments[0]);
                    Object end = ends.remove(0);
                    if (end instanceof Exception failure) {
                        throw failure;
                    }
                    return end;
                });
    }

    private TopicGuard guard() {
        Callable<TopicIdentities> lookup = () -> {
            looks++;
            Object answer = answers.remove(0);
            if (answer instanceof Exception failure) {
                throw failure;
            }
            return (TopicIdentities) answer;
        };
        return new TopicGuard(TOPICS, lookup, () -> nanos, millis -> nanos += TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private static TopicIdentities topics(int partitions, String id) {
        return new TopicIdentities(List.of(
                new TopicIdentity("transactions", partitions, id),
                new TopicIdentity("labels", 2, "B"),
                new TopicIdentity("versions", 1, "C")));
    }
}
