package fraud.generator.publish;

import fraud.topics.TopicIdentities;
import fraud.topics.TopicIdentity;
import fraud.topics.TopicWatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Sees to it that topics stay as they were when a program began to publish to them (SEMANTICS 1.5): Kafka's clients
 * follow a name to whatever topic has it, and a record's partition to however many there are. Brokers that do not
 * answer change nothing. Not thread-safe.
 */
public final class UnchangedTopics implements TopicCheck {

    private final Supplier<CompletableFuture<TopicIdentities>> lookup;
    private final LongSupplier nanoClock;
    private final TopicWatch watch;
    private CompletableFuture<TopicIdentities> asked;
    private long askedNanos;

    /**
     * Topics that are to stay as they are from now on.
     *
     * @throws ExecutionException with the client's exception, if the brokers do not say what they are
     */
    public static UnchangedTopics of(Admin admin, List<String> names) throws InterruptedException, ExecutionException {
        Supplier<CompletableFuture<TopicIdentities>> lookup = () -> find(admin, names);
        return new UnchangedTopics(lookup.get().get(), lookup, System::nanoTime);
    }

    UnchangedTopics(
            TopicIdentities expected, Supplier<CompletableFuture<TopicIdentities>> lookup, LongSupplier nanoClock) {
        this.watch = new TopicWatch(expected);
        this.lookup = lookup;
        this.nanoClock = nanoClock;
        this.askedNanos = nanoClock.getAsLong();
    }

    /** It asks every {@link TopicWatch#INTERVAL}, and says what it has learned when it is called again. */
    @Override
    public Optional<String> differenceSoFar() {
        long now = nanoClock.getAsLong();
        if (asked != null && asked.isDone()) {
            TopicIdentities found = asked.exceptionally(failure -> null).join();
            asked = null;
            return found == null ? Optional.empty() : watch.difference(found, now);
        }
        if (asked == null && now - askedNanos >= TopicWatch.INTERVAL.toNanos()) {
            asked = lookup.get();
            askedNanos = now;
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> differenceNow() {
        try {
            return watch.expected().difference(lookup.get().get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.empty();
        }
    }

    private static CompletableFuture<TopicIdentities> find(Admin admin, List<String> names) {
        Map<String, KafkaFuture<TopicDescription>> descriptions =
                admin.describeTopics(names).topicNameValues();
        List<CompletableFuture<TopicIdentity>> topics =
                names.stream().map(name -> find(name, descriptions.get(name))).toList();
        return CompletableFuture.allOf(topics.toArray(CompletableFuture[]::new))
                .thenApply(unused -> new TopicIdentities(
                        topics.stream().map(CompletableFuture::join).toList()));
    }

    private static CompletableFuture<TopicIdentity> find(String name, KafkaFuture<TopicDescription> description) {
        return description
                .toCompletionStage()
                .thenApply(topic -> new TopicIdentity(
                        name, topic.partitions().size(), topic.topicId().toString()))
                .exceptionally(failure -> {
                    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                    if (cause instanceof UnknownTopicOrPartitionException) {
                        return TopicIdentity.absent(name);
                    }
                    throw new CompletionException(cause);
                })
                .toCompletableFuture();
    }
}
