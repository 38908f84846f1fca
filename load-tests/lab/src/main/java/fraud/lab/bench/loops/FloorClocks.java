package fraud.lab.bench.loops;

import fraud.config.DetectorParameters;
import fraud.model.Origin;
import fraud.topics.InputTopics;
import java.util.Arrays;

/** The clocks of the input's partitions, and the two that follow from them (SEMANTICS 1.4). */
final class FloorClocks {

    private final DetectorParameters parameters;
    private final InputTopics topics;
    private final long[] transactions;
    private final long[] labels;
    private long versions = Long.MIN_VALUE;
    private long readinessMillis = Long.MIN_VALUE;

    FloorClocks(DetectorParameters parameters, InputTopics topics) {
        this.parameters = parameters;
        this.topics = topics;
        this.transactions = unknown(parameters.partitions());
        this.labels = unknown(parameters.labelPartitions());
    }

    private static long[] unknown(int partitions) {
        long[] clocks = new long[partitions];
        Arrays.fill(clocks, Long.MIN_VALUE);
        return clocks;
    }

    /** A record was read. */
    void passed(Origin origin) {
        long at = origin.publishedAtMillis();
        if (origin.topic().equals(topics.transactions())) {
            transactions[origin.partition()] = Math.max(transactions[origin.partition()], at);
        } else if (origin.topic().equals(topics.labels())) {
            labels[origin.partition()] = Math.max(labels[origin.partition()], at);
        } else {
            versions = Math.max(versions, at);
        }
    }

    /** Works out what follows from all that has passed. */
    void advance() {
        long least = Math.min(least(transactions), versions);
        long leastLabels = least(labels);
        if (least == Long.MIN_VALUE || leastLabels == Long.MIN_VALUE) {
            return;
        }
        long ofLabels = leastLabels + DetectorParameters.LABEL_DELAY.toMillis() - parameters.leadMillis();
        readinessMillis = Math.min(least, ofLabels) - parameters.skewMillis();
    }

    private static long least(long[] clocks) {
        return Arrays.stream(clocks).min().orElseThrow();
    }

    /** Readiness clock, UTC epoch in ms; the least number there is before every partition had a record. */
    long readinessMillis() {
        return readinessMillis;
    }

    /** Sequence clock: no event before it is still to come. */
    long sequenceMillis() {
        return readinessMillis == Long.MIN_VALUE
                ? readinessMillis
                : readinessMillis - parameters.maxOutOfOrdernessMillis();
    }
}
