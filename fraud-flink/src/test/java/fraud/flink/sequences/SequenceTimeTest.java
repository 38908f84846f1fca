package fraud.flink.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.sequences.SequenceEvent;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class SequenceTimeTest {

    private static final long BOUND = 10_000;
    private static final long T = 1_770_000_000_000L;

    @Test
    void stampsEventsWithTheirTimeAndLetsTheWatermarkFollowTheBoundBehind() throws Exception {
        SequenceEvent event = PatternHarness.event("t-1", "c-1", T, 100, null, null, null, 0);
        try (var operator = new OneInputStreamOperatorTestHarness<>(new SequenceTime(BOUND))) {
            operator.open();
            // As a timer would stamp it.
            operator.processElement(event, T - 120_000);
            operator.processWatermark(T + 5_000);
            operator.processWatermark(Watermark.MAX_WATERMARK);

            assertThat(operator.getOutput())
                    .containsExactly(new StreamRecord<>(event, T), new Watermark(T - 5_000), Watermark.MAX_WATERMARK);
        }
    }
}
