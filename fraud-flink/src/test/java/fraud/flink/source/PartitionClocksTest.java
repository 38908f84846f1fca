package fraud.flink.source;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.config.DetectorParameters;
import fraud.features.TestTransaction;
import fraud.model.Origin;
import fraud.model.Signal;
import fraud.model.Transaction;
import fraud.parse.ParseResult;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.junit.jupiter.api.Test;

class PartitionClocksTest {

    private static final DetectorParameters PARAMETERS =
            new DetectorParameters(1, 1, 10_000, 500, 120_000, 16, 16, false);
    private static final WatermarkStrategy<ParseResult> CLOCKS = PartitionClocks.watermarks(PARAMETERS);
    private static final long P = 1_770_000_000_000L;

    private final Emitted emitted = new Emitted();
    private final WatermarkGenerator<ParseResult> clock = CLOCKS.createWatermarkGenerator(null);

    @Test
    void saysNothingBeforeTheFirstRecord() {
        clock.onPeriodicEmit(emitted);

        assertThat(emitted.watermarks).isEmpty();
    }

    @Test
    void staysBehindTheGreatestTimestampBySkewAndOne() {
        read(signal(P));
        read(signal(P - 500));
        clock.onPeriodicEmit(emitted);

        assertThat(emitted.watermarks).containsExactly(P - 500 - 1);
    }

    /** Fifteen minutes: in a backfill days go by between two watermarks of the interval. */
    @Test
    void tellsALongStepAtOnce() {
        read(signal(P));
        clock.onPeriodicEmit(emitted);
        read(signal(P + 15 * 60_000 - 1));
        read(signal(P + 15 * 60_000));
        read(signal(P + 15 * 60_000 + 1));

        assertThat(emitted.watermarks).containsExactly(P - 501, P + 15 * 60_000 - 501);
    }

    @Test
    void letsLabelsStayBehindByTheirHourLessTheLead() {
        WatermarkGenerator<ParseResult> labels =
                PartitionClocks.watermarksOfLabels(PARAMETERS).createWatermarkGenerator(null);
        labels.onEvent(signal(P), P, emitted);
        labels.onPeriodicEmit(emitted);

        assertThat(emitted.watermarks).containsExactly(P + 3_600_000 - 120_000 - 500 - 1);
    }

    @Test
    void goesByWhenARecordWasPublishedNotByWhenItHappened() {
        read(transaction(P - 5_000, P));
        read(transaction(P + 50_000, P));
        clock.onPeriodicEmit(emitted);

        assertThat(emitted.watermarks).containsExactly(P - 501);
    }

    @Test
    void stampsTransactionsWithTheirEventTimeAndAllElseWithItsPublishing() {
        assertThat(stamp(transaction(P - 7, P))).isEqualTo(P - 7);
        assertThat(stamp(signal(P))).isEqualTo(P);
    }

    private void read(ParseResult record) {
        clock.onEvent(record, stamp(record), emitted);
    }

    private static long stamp(ParseResult record) {
        return CLOCKS.createTimestampAssigner(null).extractTimestamp(record, Long.MIN_VALUE);
    }

    private static ParseResult signal(long publishedAtMillis) {
        return new ParseResult(
                ParseResult.Kind.SIGNAL,
                origin(publishedAtMillis),
                null,
                null,
                null,
                null,
                null,
                Signal.HEARTBEAT,
                null);
    }

    private static ParseResult transaction(long atMillis, long publishedAtMillis) {
        Transaction transaction = TestTransaction.of(1)
                .id("t-1")
                .card("c-1")
                .merchant("m-1")
                .at(atMillis)
                .build();
        return new ParseResult(
                ParseResult.Kind.TRANSACTION,
                origin(publishedAtMillis),
                transaction,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static Origin origin(long publishedAtMillis) {
        return new Origin("transactions", 0, 0, publishedAtMillis, Origin.UNKNOWN);
    }

    private static final class Emitted implements WatermarkOutput {

        private final List<Long> watermarks = new ArrayList<>();

        @Override
        public void emitWatermark(Watermark watermark) {
            watermarks.add(watermark.getTimestamp());
        }

        @Override
        public void markIdle() {
            throw new AssertionError("a partition is never idle");
        }

        @Override
        public void markActive() {
            throw new AssertionError("a partition is never idle");
        }
    }
}
