package fraud.flink.source;

import fraud.config.DetectorParameters;
import fraud.parse.ParseResult;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Tells the time from the partitions' clocks (SEMANTICS 1). The source keeps one generator a partition and takes the least of them, so
 * that the watermark is W - 1: nothing that is not late follows at or before it. There is no idleness: a quiet partition holds the
 * watermark until a mark comes (SEMANTICS 10.2).
 */
public final class PartitionClocks {

    private PartitionClocks() {}

    /** Stamps transactions with their event time, all else with the time of publishing, and emits watermarks per partition. */
    public static WatermarkStrategy<ParseResult> watermarks(DetectorParameters parameters) {
        long lagMillis = parameters.lagMillis();
        return WatermarkStrategy.<ParseResult>forGenerator(context -> new PartitionClock(lagMillis))
                .withTimestampAssigner((record, timestamp) -> timeOf(record));
    }

    private static long timeOf(ParseResult record) {
        return switch (record.kind()) {
            case TRANSACTION -> record.transaction().eventTimeMillis();
            case CONTROL, MARK, DEAD_LETTER -> record.origin().publishedAtMillis();
        };
    }

    /** The clock of one partition: the greatest timestamp of its records so far, whatever they are. */
    private static final class PartitionClock implements WatermarkGenerator<ParseResult> {

        private final long lagMillis;
        private long clockMillis = Long.MIN_VALUE;

        PartitionClock(long lagMillis) {
            this.lagMillis = lagMillis;
        }

        @Override
        public void onEvent(ParseResult record, long timestamp, WatermarkOutput output) {
            clockMillis = Math.max(clockMillis, record.origin().publishedAtMillis());
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            if (clockMillis != Long.MIN_VALUE) {
                output.emitWatermark(new Watermark(clockMillis - lagMillis - 1));
            }
        }
    }
}
