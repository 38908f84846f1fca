package fraud.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.report.figures.RunReport;
import fraud.report.figures.SampleReport;
import org.junit.jupiter.api.Test;

class RunTableTest {

    @Test
    void saysThatBothKeptUpAndWhatWasChosen() {
        assertThat(text(SampleReport.full()))
                .contains("flink kept up with the live traffic: 0.0 s of it behind at the end.")
                .contains("spark kept up with the live traffic: 0.9 s of it behind at the end.")
                .contains("45 days of history, the most that is chosen; --history-days N takes more.")
                .contains("300 events/s, the most that is chosen; --rate N offers more.")
                .contains("Other work kept 0.1 of 2 cores busy.");
    }

    @Test
    void warnsOfAnEngineThatDidNotKeepUp() {
        assertThat(text(SampleReport.incomplete()))
                .contains("flink kept up with the live traffic")
                .contains(
                        "warning: spark did not keep up with the live traffic: at the end it was 22.4 s of it behind, and fell behind"
                                + " by 0.31 s a second.")
                .contains("warning: 1,000 events/s is more than this machine is sure to keep up with.");
    }

    @Test
    void saysNothingOfWhatDidNotRunLive() {
        assertThat(text(SampleReport.idle())).doesNotContain("kept up");
        assertThat(text(SampleReport.replay())).doesNotContain("kept up");
    }

    private static String text(RunReport report) {
        return RunTable.of(report).replaceAll("\\s+", " ");
    }
}
