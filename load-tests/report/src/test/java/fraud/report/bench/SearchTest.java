package fraud.report.bench;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.report.bench.SearchStep.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchTest {

    private static WindowResult window(SearchStep step, String... voidBecause) {
        return new WindowResult(
                0, 20, List.of(voidBecause), 1, 1, 1.0, Map.of(), null, null, null, 0.0, 0, 0.0, 0.0, 0, null, step);
    }

    private static WindowResult step(long rate, Outcome outcome, String... voidBecause) {
        return window(new SearchStep(rate, outcome, outcome == Outcome.FELL_BEHIND ? 130.4 : 0), voidBecause);
    }

    @Test
    void takesTheHighestBeforeTheFirstThatWasNot() {
        Search search = Search.of(List.of(
                step(500, Outcome.SUSTAINED),
                step(750, Outcome.SUSTAINED),
                step(1_125, Outcome.FELL_BEHIND),
                step(1_688, Outcome.SUSTAINED)));

        assertThat(search.sustainedPerSecond()).isEqualTo(750);
        assertThat(search.text()).isEqualTo("750/s sustained; at 1,125/s it fell behind by 130/s");
    }

    @Test
    void saysIfItMayBeMore() {
        assertThat(Search.of(List.of(step(500, Outcome.SUSTAINED), step(750, Outcome.SUSTAINED)))
                        .text())
                .isEqualTo("750/s sustained, the highest that was tried");
        assertThat(Search.of(List.of(step(500, Outcome.SUSTAINED), step(750, Outcome.NOT_SENT, "late")))
                        .text())
                .isEqualTo("500/s sustained; the generator could not send 750/s");
    }

    @Test
    void saysIfNoneWas() {
        Search search = Search.of(List.of(step(500, Outcome.FELL_BEHIND)));

        assertThat(search.sustainedPerSecond()).isNull();
        assertThat(search.text()).isEqualTo("no rate sustained; at 500/s it fell behind by 130/s");
    }

    /** What ran during later steps does not matter. */
    @Test
    void countsVoidStepsUpToTheLimit() {
        Search search = Search.of(List.of(
                step(500, Outcome.SUSTAINED, "others"),
                step(750, Outcome.FELL_BEHIND),
                step(1_125, Outcome.FELL_BEHIND, "others")));

        assertThat(search.voidSteps()).isEqualTo(1);
        assertThat(search.text()).endsWith("; says nothing: 1 of these steps void");
    }

    @Test
    void isNothingWithoutSteps() {
        assertThat(Search.of(List.of(window(null)))).isNull();
        assertThat(Search.of(List.of())).isNull();
    }
}
