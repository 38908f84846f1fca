package fraud.spark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.model.Origin;
import fraud.recovery.RecordAttempts;
import fraud.recovery.RecordFailedException;
import fraud.spark.Attempts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.spark.TaskKilledException;
import org.junit.jupiter.api.Test;

class RecordFailuresTest {

    private static final Origin ORIGIN = new Origin("transactions", 3, 17, 1_000_000, Origin.UNKNOWN);

    @Test
    void leavesToOthersWhatIsTheirs() {
        assertThat(List.of(new TaskKilledException("stopped"), new UncheckedIOException(new IOException())))
                .allMatch(RecordFailures.OF_SPARK::isElsewhere);
        assertThat(RecordFailures.OF_SPARK.isElsewhere(new IllegalStateException()))
                .isFalse();
    }

    @Test
    void leavesTheEndToTheDriver() {
        RecordAttempts.Step step = Attempts.of(1).step("work");

        assertThatThrownBy(() -> step.run(ORIGIN, () -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(RecordFailedException.class)
                .satisfies(failure ->
                        assertThat(((RecordFailedException) failure).isLast()).isTrue());
    }
}
