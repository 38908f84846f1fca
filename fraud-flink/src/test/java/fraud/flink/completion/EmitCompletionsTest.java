package fraud.flink.completion;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.config.DetectorParameters;
import fraud.model.Origin;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmitCompletionsTest {

    private static final DetectorParameters PARAMETERS = new DetectorParameters(2, 10_000, 500, 16, false);
    /** G: the greatest time of the input. */
    private static final long GREATEST = 1_770_000_000_000L;
    /** E = G + b + s + 1. */
    private static final long END = GREATEST + 10_000 + 500 + 1;
    /** G - 1 once all that was sent has been read. */
    private static final long ALL_READ = END - 500 - 1;

    private KeyedTwoInputStreamOperatorTestHarness<Integer, Origin, Origin, Integer> echo;

    @BeforeEach
    void start() throws Exception {
        echo = harness();
        echo.open();
    }

    @AfterEach
    void stop() throws Exception {
        echo.close();
    }

    @Test
    void echoesEachPartitionOnceTheWatermarkHasPassedTheInput() throws Exception {
        mark(0, END);
        mark(1, END);

        clock(ALL_READ - 1);
        assertThat(echo.extractOutputValues()).isEmpty();

        clock(ALL_READ);
        assertThat(echo.extractOutputValues()).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void echoesAtOnceWhatComesAfterItsTime() throws Exception {
        clock(ALL_READ);
        mark(1, END);

        assertThat(echo.extractOutputValues()).containsExactly(1);
        assertThat(echo.numEventTimeTimers()).isZero();
    }

    @Test
    void echoesOnceForCopiesOfAMarkAndKeepsNothing() throws Exception {
        mark(0, END);
        mark(0, END);
        assertThat(echo.numEventTimeTimers()).isEqualTo(1);

        clock(ALL_READ);

        assertThat(echo.extractOutputValues()).containsExactly(0);
        assertThat(echo.numEventTimeTimers()).isZero();
        assertThat(echo.numKeyedStateEntries()).isZero();
    }

    @Test
    void staysSilentForAPartitionWithoutAMark() throws Exception {
        mark(1, END);
        clock(Long.MAX_VALUE);

        assertThat(echo.extractOutputValues()).containsExactly(1);
    }

    @Test
    void waitsForTheClocksOfLabelsAndRulesButDoesNotAnswerTheirMarks() throws Exception {
        mark(0, END);
        echo.processElement2(new Origin("labels", 1, 3, END, Origin.UNKNOWN), END);
        echo.processWatermark1(new Watermark(ALL_READ));
        assertThat(echo.extractOutputValues()).isEmpty();

        echo.processWatermark2(new Watermark(ALL_READ));
        assertThat(echo.extractOutputValues()).containsExactly(0);
    }

    @Test
    void echoesAfterARestart() throws Exception {
        mark(0, END);
        OperatorSubtaskState snapshot = echo.snapshot(1, 1);
        echo.close();

        echo = harness();
        echo.initializeState(snapshot);
        echo.open();
        clock(ALL_READ);

        assertThat(echo.extractOutputValues()).containsExactly(0);
    }

    private void mark(int partition, long timestampMillis) throws Exception {
        echo.processElement1(
                new Origin("transactions", partition, 7, timestampMillis, Origin.UNKNOWN), timestampMillis);
    }

    private void clock(long watermark) throws Exception {
        echo.processBothWatermarks(new Watermark(watermark));
    }

    private static KeyedTwoInputStreamOperatorTestHarness<Integer, Origin, Origin, Integer> harness() throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new EmitCompletions(PARAMETERS)),
                Origin::partition,
                Origin::partition,
                Types.INT);
    }
}
