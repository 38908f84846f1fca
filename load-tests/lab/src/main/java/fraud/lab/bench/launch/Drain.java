package fraud.lab.bench.launch;

import fraud.cli.topics.Signals;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.generator.publish.PublishProgress;
import fraud.lab.bench.measure.OutputTap;
import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.workload.OfferedLoad;
import fraud.model.Signal;
import fraud.topics.InputTopics;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until a system has said all that it has to say.
 *
 * @param admin of the broker
 * @param watch looks on meanwhile
 * @param tap on its outputs
 */
public record Drain(Admin admin, Watch watch, OutputTap tap) {

    private static final double REPEAT_SECONDS = Signals.REPEAT_MILLIS / 1e3;

    /** An echo is through with a record for each; a detector is told that the input ends, and says that it is done. */
    void drain(SystemSpec system, Producer<byte[], byte[]> producer, DetectorParameters parameters, OfferedLoad load) {
        if (system.completes()) {
            toCompletion(producer, parameters, load.progress());
        } else {
            List<TopicPartition> transactions = Topics.partitions(admin, Topics.TRANSACTIONS);
            long records = Topics.endOffsets(admin, transactions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            watch.await(() -> tap.before() + tap.outputs() >= records);
        }
    }

    /** Ends the input, again and again until every partition is completed. */
    public void toCompletion(Producer<byte[], byte[]> producer, DetectorParameters parameters, PublishProgress sent) {
        long endMillis = Math.max(sent.maxEventTimeMillis(), sent.maxPublishedAtMillis()) + parameters.lagMillis() + 1;
        Signals signals = new Signals(producer, Topics.inputPartitions(admin, InputTopics.DEFAULT));
        double[] next = {watch.now()};
        watch.await(() -> {
            if (watch.now() >= next[0]) {
                next[0] = watch.now() + REPEAT_SECONDS;
                signals.send(Signal.END_OF_INPUT, endMillis);
            }
            return tap.completions() == parameters.partitions();
        });
    }
}
