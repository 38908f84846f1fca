package fraud.flink.source;

import fraud.config.DetectorParameters;
import fraud.parse.ParseResult;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Makes watermarks of the partitions' clocks (SEMANTICS 1). A source keeps one generator a partition and takes the
 * least of them, and a stage that hears of several topics takes the least of those. That is the readiness clock
 * (SEMANTICS 1.4): min(C(transactions), C(labels) + 1 h - lead, C(versions)), where C is the clock of a topic. A
 * watermark is a millisecond less, so that a timer at t - lead fires once the readiness clock is greater: then every
 * label and rule set that counts for a transaction at t has been read (SEMANTICS 5.1).
 *
 * <p>That the readiness clock also waits for the transactions' own clock is more than a decision needs; where nothing
 * else is in the way, {@link fraud.flink.assess.AwaitSideInputs} lets it pass without. The sequence clock is never
 * below the readiness clock less the maximum out-of-orderness.
 *
 * <p>There is no idleness: a quiet partition holds the watermark until a signal comes (SEMANTICS 10.2). Meanwhile the
 * other topics are read ahead by no more than {@link #MAX_READ_AHEAD}, since what is read ahead is kept in state.
 */
public final class PartitionClocks {

    /**
     * Two days of labels, or of transactions that wait, are little beside what merchants and cards are remembered for
     * anyway.
     */
    public static final Duration MAX_READ_AHEAD = Duration.ofDays(2);

    private static final String ALL_INPUTS = "inputs";

    /** At two days a step a backfill can still run through a month in six seconds. */
    private static final Duration READ_AHEAD_UPDATE = Duration.ofMillis(400);

    /**
     * In a backfill days go by between two watermarks of the interval, and what waits would wait that long. Live this
     * is never reached.
     */
    private static final long MAX_STEP_MILLIS = Duration.ofMinutes(15).toMillis();

    private PartitionClocks() {}

    /** The clock of {@code transactions} or {@code versions}, as a share of the readiness clock. */
    public static WatermarkStrategy<ParseResult> watermarks(DetectorParameters parameters) {
        return behind(parameters.skewMillis());
    }

    /**
     * The clock of {@code labels}, as a share of the readiness clock: it may stay behind by the hour after which a
     * label becomes effective, less the lead.
     */
    public static WatermarkStrategy<ParseResult> watermarksOfLabels(DetectorParameters parameters) {
        return behind(parameters.skewMillis() - DetectorParameters.LABEL_DELAY.toMillis() + parameters.leadMillis());
    }

    /**
     * Stamps transactions with their event time, all else with the time of publishing, and emits watermarks per
     * partition.
     */
    private static WatermarkStrategy<ParseResult> behind(long lagMillis) {
        return WatermarkStrategy.<ParseResult>forGenerator(context -> new PartitionClock(lagMillis))
                .withTimestampAssigner((record, timestamp) -> timeOf(record))
                .withWatermarkAlignment(ALL_INPUTS, MAX_READ_AHEAD, READ_AHEAD_UPDATE);
    }

    private static long timeOf(ParseResult record) {
        return switch (record.kind()) {
            case TRANSACTION -> record.transaction().eventTimeMillis();
            case CONTROL, LABEL, RULE_SET, MODEL, SIGNAL, DEAD_LETTER ->
                record.origin().publishedAtMillis();
        };
    }

    /** The clock of one partition: the greatest timestamp of its records so far, whatever they are. */
    private static final class PartitionClock implements WatermarkGenerator<ParseResult> {

        private final long lagMillis;
        private long clockMillis = Long.MIN_VALUE;
        private long emittedMillis = Long.MAX_VALUE;

        PartitionClock(long lagMillis) {
            this.lagMillis = lagMillis;
        }

        @Override
        public void onEvent(ParseResult record, long timestamp, WatermarkOutput output) {
            clockMillis = Math.max(clockMillis, record.origin().publishedAtMillis());
            if (clockMillis - MAX_STEP_MILLIS >= emittedMillis) {
                emit(output);
            }
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            if (clockMillis != Long.MIN_VALUE) {
                emit(output);
            }
        }

        private void emit(WatermarkOutput output) {
            output.emitWatermark(new Watermark(clockMillis - lagMillis - 1));
            emittedMillis = clockMillis;
        }
    }
}
