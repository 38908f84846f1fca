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
    /** X of SEMANTICS 10.3, the greatest time of the input. */
    private static final long GREATEST = 1_770_000_000_000L;
    /** E = X + b + s + 1. */
    private static final long END = GREATEST + 10_000 + 500 + 1;
    /** The watermark once all that was sent has been read. */
    private static final long ALL_READ = END - 500 - 1;

    private KeyedTwoInputStreamOperatorTestHarness<Integer, Origin, Origin, Integer> completion;

    @BeforeEach
    void start() throws Exception {
        completion = harness();
        completion.open();
    }

    @AfterEach
    void stop() throws Exception {
        completion.close();
    }

    @Test
    void completionsEachPartitionOnceTheWatermarkHasPassedTheInput() throws Exception {
        signal(0, END);
        signal(1, END);

        clock(ALL_READ - 1);
        assertThat(completion.extractOutputValues()).isEmpty();

        clock(ALL_READ);
        assertThat(completion.extractOutputValues()).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void completionsAtOnceWhatComesAfterItsTime() throws Exception {
        clock(ALL_READ);
        signal(1, END);

        assertThat(completion.extractOutputValues()).containsExactly(1);
        assertThat(completion.numEventTimeTimers()).isZero();
    }

    @Test
    void completesOnceForCopiesOfASignalAndKeepsNothing() throws Exception {
        signal(0, END);
        signal(0, END);
        assertThat(completion.numEventTimeTimers()).isEqualTo(1);

        clock(ALL_READ);

        assertThat(completion.extractOutputValues()).containsExactly(0);
        assertThat(completion.numEventTimeTimers()).isZero();
        assertThat(completion.numKeyedStateEntries()).isZero();
    }

    @Test
    void staysSilentForAPartitionWithoutASignal() throws Exception {
        signal(1, END);
        clock(Long.MAX_VALUE);

        assertThat(completion.extractOutputValues()).containsExactly(1);
    }

    @Test
    void waitsForTheClocksOfLabelsAndRulesButDoesNotAnswerTheirSignals() throws Exception {
        signal(0, END);
        completion.processElement2(new Origin("labels", 1, 3, END, Origin.UNKNOWN), END);
        completion.processWatermark1(new Watermark(ALL_READ));
        assertThat(completion.extractOutputValues()).isEmpty();

        completion.processWatermark2(new Watermark(ALL_READ));
        assertThat(completion.extractOutputValues()).containsExactly(0);
    }

    @Test
    void completionsAfterARestart() throws Exception {
        signal(0, END);
        OperatorSubtaskState snapshot = completion.snapshot(1, 1);
        completion.close();

        completion = harness();
        completion.initializeState(snapshot);
        completion.open();
        clock(ALL_READ);

        assertThat(completion.extractOutputValues()).containsExactly(0);
    }

    private void signal(int partition, long timestampMillis) throws Exception {
        completion.processElement1(
                new Origin("transactions", partition, 7, timestampMillis, Origin.UNKNOWN), timestampMillis);
    }

    private void clock(long watermark) throws Exception {
        completion.processBothWatermarks(new Watermark(watermark));
    }

    private static KeyedTwoInputStreamOperatorTestHarness<Integer, Origin, Origin, Integer> harness() throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new EmitCompletions(PARAMETERS)),
                Origin::partition,
                Origin::partition,
                Types.INT);
    }
}
