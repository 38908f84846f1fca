package fraud.lab.bench.deployed;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.recovery.JobFailedException;
import fraud.settings.RequiredTopics;
import fraud.sink.OutputKind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** What the topics of a detector must be for the lab to measure with them, told before anything is sent. */
public final class TargetTopics {

    private static final String RETENTION = "retention.ms";
    private static final String FOR_EVER = "-1";

    private TargetTopics() {}

    /**
     * The contract's parameters of a detector, with the numbers of partitions that its topics have.
     *
     * @throws OperationFailedException if no broker answers, or a topic is missing
     */
    public static DetectorParameters parameters(TargetSpec target) {
        try {
            return RequiredTopics.find(target.settings())
                    .parameters(target.settings().parameters());
        } catch (JobFailedException e) {
            throw new OperationFailedException(e.getMessage(), e);
        }
    }

    /**
     * Requires topics that nothing was ever sent to, since the check wants the whole input, and what the detector has
     * made of it; that take the stream's own timestamps and keep records of any; and outputs that say when they were
     * appended.
     *
     * @throws OperationFailedException naming the first topic that is otherwise
     */
    public static void require(TargetSpec target, Admin admin) {
        List<String> outputs = Arrays.stream(OutputKind.values())
                .map(kind -> kind.topic(target.name()))
                .toList();
        Stream.concat(Topics.INPUTS.stream(), outputs.stream()).forEach(topic -> requireNew(admin, topic));
        for (String topic : Topics.INPUTS) {
            requireTimestamps(
                    admin, topic, Topics.Timestamps.PUBLISHER, "CreateTime", "the traffic has a time of its own");
            String retention = Topics.setting(admin, topic, RETENTION);
            if (!retention.equals(FOR_EVER)) {
                throw new OperationFailedException("topic " + topic + " keeps records for " + retention
                        + " ms by their timestamps, and those of the lab's are of days long past: set its " + RETENTION
                        + " to " + FOR_EVER);
            }
        }
        for (OutputKind kind : List.of(OutputKind.DECISION, OutputKind.ALERT)) {
            requireTimestamps(
                    admin,
                    kind.topic(target.name()),
                    Topics.Timestamps.BROKER,
                    "LogAppendTime",
                    "latency is measured to the append");
        }
    }

    private static void requireNew(Admin admin, String topic) {
        long records = Topics.endOffsets(admin, Topics.partitions(admin, topic)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        if (records > 0) {
            throw new OperationFailedException("topic " + topic + " has been used, its offsets go up to " + records
                    + " in all: a launch needs topics that nothing was sent to yet, and a detector that began on them;"
                    + " delete them all, make them anew, start the detector without a checkpoint, and give --resume");
        }
    }

    private static void requireTimestamps(
            Admin admin, String topic, Topics.Timestamps wanted, String kafkaName, String because) {
        if (Topics.timestamps(admin, topic) != wanted) {
            throw new OperationFailedException("topic " + topic + " has timestamps of another kind: set its"
                    + " message.timestamp.type to " + kafkaName + ", since " + because);
        }
    }
}
