package fraud.lab;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.report.EngineReport.Batch;
import fraud.report.EngineReport.History;
import fraud.report.EngineReport.History.Progress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DrainTest {

    private final Drain drain = new Drain(1_000, 10, 20);

    @Test
    void takesItsTimeFromTheFirstOutput() {
        History history = drain.history(
                List.of(new Progress(5, 0), new Progress(10, 100), new Progress(20, 1_000), new Progress(40, 1_500)),
                List.of());

        assertThat(history.fromSeconds()).isEqualTo(10);
        assertThat(history.toSeconds()).isEqualTo(20);
        assertThat(history.perSecond()).isEqualTo(100);
        assertThat(history.progress()).containsExactly(new Progress(10, 100), new Progress(20, 1_000));
    }

    @Test
    void takesTheTimeOfTheFirstBatchAlongWhoseOutputsComeAtItsEnd() {
        History history = drain.history(List.of(), List.of(new Batch(0, 4, 6_000, 500, Map.of())));

        assertThat(history.fromSeconds()).isEqualTo(4);
        assertThat(history.perSecond()).isEqualTo(62.5);
    }

    @Test
    void leavesOutOfItsProgressWhatCameAfterTheHistory() {
        History history = drain.history(List.of(new Progress(20.5, 1_003)), List.of());

        assertThat(history.progress()).containsExactly(new Progress(20.5, 1_000));
    }
}
