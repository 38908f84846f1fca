package fraud.lab;

import fraud.ops.Engine;
import fraud.ops.OperationFailedException;
import fraud.ops.topics.KafkaConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;

/** The followers of all engines that run as processes. */
final class Followers implements AutoCloseable {

    private final List<OutputFollower> followers = new ArrayList<>();

    /** Starts to follow each; see {@link OutputFollower}. */
    Followers(KafkaConnection connection, Admin admin, int inputPartitions, LongSupplier measuredFromMicros) {
        for (Engine engine : Engine.processes()) {
            followers.add(new OutputFollower(engine, connection, admin, inputPartitions, measuredFromMicros));
        }
    }

    List<OutputFollower> all() {
        return followers;
    }

    /** The first engine that has decided nothing yet. */
    String firstSilent() {
        return followers.stream()
                .filter(follower -> follower.status().decisions() == 0)
                .map(follower -> follower.engine().wireName())
                .findFirst()
                .orElseThrow();
    }

    /**
     * Gives up on an engine that owes outputs and brings none.
     *
     * @param toAnswer records sent that get an answer
     * @param patience how long it may bring none
     * @throws OperationFailedException saying what is missing
     */
    void requireProgress(long toAnswer, Duration patience) {
        followers.forEach(follower -> requireProgress(follower, toAnswer, patience));
    }

    private static void requireProgress(OutputFollower follower, long toAnswer, Duration patience) {
        OutputFollower.Status now = follower.status();
        boolean owes = now.answers() < toAnswer || !now.withoutEcho().isEmpty();
        if (owes && System.nanoTime() - now.lastOutputNanos() > patience.toNanos()) {
            throw new OperationFailedException(follower.engine().wireName() + " has put out nothing for "
                    + patience.toSeconds() + " s: " + now.answers() + " of " + toAnswer
                    + " records answered, no echo of partitions " + now.withoutEcho());
        }
    }

    @Override
    public void close() {
        followers.forEach(OutputFollower::close);
    }
}
