package fraud.flink.sink;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.config.DetectorParameters;
import fraud.model.Origin;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EchoEndMarksTest {

    private static final DetectorParameters PARAMETERS = new DetectorParameters(2, 10_000, 500, 16, false);
    /** G: the greatest time of the input. */
    private static final long GREATEST = 1_770_000_000_000L;
    /** E = G + b + s + 1. */
    private static final long END = GREATEST + 10_000 + 500 + 1;

    private KeyedOneInputStreamOperatorTestHarness<Integer, Origin, Integer> echo;

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

        echo.processWatermark(GREATEST - 1);
        assertThat(echo.extractOutputValues()).isEmpty();

        echo.processWatermark(GREATEST);
        assertThat(echo.extractOutputValues()).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void echoesAtOnceWhatComesAfterItsTime() throws Exception {
        echo.processWatermark(GREATEST);
        mark(1, END);

        assertThat(echo.extractOutputValues()).containsExactly(1);
        assertThat(echo.numEventTimeTimers()).isZero();
    }

    @Test
    void echoesOnceForCopiesOfAMarkAndKeepsNothing() throws Exception {
        mark(0, END);
        mark(0, END);
        assertThat(echo.numEventTimeTimers()).isEqualTo(1);

        echo.processWatermark(GREATEST);

        assertThat(echo.extractOutputValues()).containsExactly(0);
        assertThat(echo.numEventTimeTimers()).isZero();
        assertThat(echo.numKeyedStateEntries()).isZero();
    }

    @Test
    void staysSilentForAPartitionWithoutAMark() throws Exception {
        mark(1, END);
        echo.processWatermark(Long.MAX_VALUE);

        assertThat(echo.extractOutputValues()).containsExactly(1);
    }

    @Test
    void echoesAfterARestart() throws Exception {
        mark(0, END);
        OperatorSubtaskState snapshot = echo.snapshot(1, 1);
        echo.close();

        echo = harness();
        echo.initializeState(snapshot);
        echo.open();
        echo.processWatermark(GREATEST);

        assertThat(echo.extractOutputValues()).containsExactly(0);
    }

    private void mark(int partition, long timestampMillis) throws Exception {
        echo.processElement(new Origin("transactions", partition, 7, timestampMillis, Origin.UNKNOWN), timestampMillis);
    }

    private static KeyedOneInputStreamOperatorTestHarness<Integer, Origin, Integer> harness() throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new EchoEndMarks(PARAMETERS)), Origin::partition, Types.INT);
    }
}
