package fraud.lab.measuring;

import fraud.cli.detectors.DetectorWatch;
import fraud.cli.detectors.Engine;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.topics.KafkaConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** The followers of all engines that run as processes. */
public final class Followers implements AutoCloseable {

    private final List<OutputFollower> followers = new ArrayList<>();
    private final Map<Engine, DetectorWatch> watches;
    private boolean inputHasEnded;

    /**
     * Starts to follow each; see {@link OutputFollower}.
     *
     * @param watches over the same engines
     */
    public Followers(
            KafkaConnection connection,
            Admin admin,
            int inputPartitions,
            LongSupplier measuredFromMicros,
            Map<Engine, DetectorWatch> watches) {
        this.watches = Map.copyOf(watches);
        for (Engine engine : Engine.processes()) {
            followers.add(new OutputFollower(engine, connection, admin, inputPartitions, measuredFromMicros));
        }
    }

    public List<OutputFollower> all() {
        return followers;
    }

    /** From now on each owes the completion of every partition, and nothing behind these offsets is progress. */
    public void inputEndsAt(Map<TopicPartition, Long> endOffsets) {
        inputHasEnded = true;
        watches.values().forEach(watch -> watch.inputEndsAt(endOffsets));
    }

    /**
     * Gives up on an engine that owes something and shows no progress. To be called in every loop that waits.
     *
     * @param toAnswer records sent that get an answer
     * @throws OperationFailedException saying what is missing
     */
    public void requireProgress(long toAnswer) {
        for (OutputFollower follower : followers) {
            OutputFollower.Status now = follower.status();
            DetectorWatch watch = watches.get(follower.engine());
            if (inputHasEnded && !now.withoutCompletion().isEmpty()) {
                watch.requireEnd(now.outputs(), now.answers(), toAnswer, now.withoutCompletion());
            } else if (now.answers() < toAnswer) {
                watch.requireAnswers(now.outputs(), now.answers(), toAnswer);
            } else {
                watch.owesNothing();
            }
        }
    }

    @Override
    public void close() {
        followers.forEach(OutputFollower::close);
    }
}
