package fraud.lab.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.report.figures.EngineReport.History;
import fraud.report.figures.EngineReport.History.Progress;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatchUpTest {

    private final CatchUp catchUp = new CatchUp(100, 1_100, 10, 20);

    @Test
    void countsWhatWasAnsweredFromItsBeginningOn() {
        History history = catchUp.history(
                List.of(new Progress(9, 90), new Progress(15, 600), new Progress(20, 1_100), new Progress(40, 1_500)));

        assertThat(history.transactions()).isEqualTo(1_000);
        assertThat(history.fromSeconds()).isEqualTo(10);
        assertThat(history.toSeconds()).isEqualTo(20);
        assertThat(history.perSecond()).isEqualTo(100);
        assertThat(history.progress()).containsExactly(new Progress(15, 500), new Progress(20, 1_000));
    }

    @Test
    void leavesOutOfItsProgressWhatCameAfterTheHistory() {
        assertThat(catchUp.history(List.of(new Progress(20.5, 1_103))).progress())
                .containsExactly(new Progress(20.5, 1_000));
    }
}
