package fraud.flink.sink;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.flink.Attempts;
import fraud.model.LateTransaction;
import fraud.model.Origin;
import fraud.recovery.RecordFailedException;
import org.junit.jupiter.api.Test;

class KafkaOutputsTest {

    @Test
    void saysOfWhichRecordAnOutputCannotBeWritten() {
        LateTransaction late =
                new LateTransaction("t1", "c1", 1_000, new Origin("transactions", 3, 17, 1_000, Origin.UNKNOWN));

        assertThatThrownBy(() -> KafkaOutputs.atOrigin(
                                Attempts.ofAJob().step("encode"), LateTransaction::origin, output -> {
                                    throw new IllegalStateException("an output cannot be written");
                                })
                        .apply(late))
                .isInstanceOf(RecordFailedException.class)
                .hasMessageContaining("transactions-3 offset 17");
    }
}
