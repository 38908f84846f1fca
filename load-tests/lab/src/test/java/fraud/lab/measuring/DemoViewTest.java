package fraud.lab.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.lab.measuring.DemoView.EngineView;
import fraud.report.figures.EngineReport.LatencySecond;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoViewTest {

    @Test
    void showsWhoIsUp() {
        assertThat(DemoView.start(
                        9,
                        List.of(
                                new EngineView("flink", 12, 12, 0, 0, Optional.empty()),
                                new EngineView("spark", 0, 0, 0, 12, Optional.empty()))))
                .containsExactly("   9 s  start", "        flink  decides", "        spark  starting");
    }

    @Test
    void showsHowFarEachIsThroughTheHistory() {
        List<String> lines = DemoView.history(
                12.4,
                1_000,
                1_000,
                990,
                List.of(
                        new EngineView("flink", 495, 21_400, 0, 495, Optional.empty()),
                        new EngineView("spark", 990, 12_000, 0, 0, Optional.empty())));

        assertThat(lines)
                .containsExactly(
                        "  12 s  history  1,000 of 1,000 records sent",
                        "        flink  [############............]  50 %        495  21,400/s",
                        "        spark  [########################] 100 %        990  done");
    }

    @Test
    void showsLatencyAndBacklogOfLiveTraffic() {
        List<String> lines = DemoView.live(
                70,
                12,
                60,
                3_600,
                List.of(new EngineView(
                        "flink", 4_590, 300, 7, 2, Optional.of(new LatencySecond(70, 11.2, 38.4, 60, 300)))));

        assertThat(lines)
                .containsExactly(
                        "  70 s  live     12 of 60 s, 3,600 records sent",
                        "        flink  decides in 11 ms (p50), 38 ms (p99)  300/s  alerts 7  behind 2");
    }

    @ParameterizedTest
    @CsvSource({"1, 1.00 seconds", "119, 119 seconds", "4320, 72 minutes", "36000, 10 hours", "864000, 10 days"})
    void saysHowMuchOfTheirTimePassesInASecond(double stretch, String words) {
        assertThat(DemoView.stretched(stretch)).isEqualTo(words);
    }
}
