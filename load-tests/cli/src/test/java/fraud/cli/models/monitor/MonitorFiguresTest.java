package fraud.cli.models.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fraud.drift.ScoreReference;
import fraud.drift.ScoreReference.Bin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures that can be worked out by hand. */
class MonitorFiguresTest {

    private static final ScoreReference HALVES = new ScoreReference(
            ScoreReference.TEST,
            List.of(0.5),
            List.of(0.8, 0.2),
            1,
            null,
            2,
            100,
            List.of(new Bin(80, 4, 0.1), new Bin(0, 0, 0)));

    @Test
    void theIndexSumsUpWhatEachBinHasShifted() {
        Stability stability = Stability.of(HALVES, new long[] {60, 40});

        // (.6 − .8) ln .75 + (.4 − .2) ln 2 = .0575 + .1386
        assertThat(stability.index()).isCloseTo(0.1961659, within(1e-7));
        assertThat(stability.reading()).isEqualTo("look at it");
        assertThat(stability.halfRows()).isFalse();
        assertThat(stability.bins())
                .containsExactly(new Stability.Bin(null, 0.5, 0.8, 0.6), new Stability.Bin(0.5, null, 0.2, 0.4));
    }

    @Test
    void theIndexIsZeroWhereNothingHasShifted() {
        Stability stability = Stability.of(HALVES, new long[] {400, 100});

        assertThat(stability.index()).isZero();
        assertThat(stability.reading()).isEqualTo("stable");
    }

    @Test
    void anEmptyBinCountsAsHalfARow() {
        Stability stability = Stability.of(HALVES, new long[] {0, 1_000});

        // (.0005 − .8) ln (.0005 / .8) + (1 − .2) ln 5 = 5.8985 + 1.2876
        assertThat(stability.index()).isCloseTo(7.1860, within(1e-4));
        assertThat(stability.reading()).isEqualTo("shifted");
        assertThat(stability.halfRows()).isTrue();
        assertThat(stability.bins().get(0).now()).isZero();
    }

    /** Deciles of low scores lie close together: four decimals would say "0.0056 to 0.0056". */
    @Test
    void edgesHaveAsManyDecimalsAsTellThemApart() {
        ScoreReference close = new ScoreReference(
                ScoreReference.TEST,
                List.of(0.005_561_25, 0.005_561_57, 0.5),
                List.of(0.25, 0.25, 0.25, 0.25),
                1,
                null,
                2,
                100,
                List.of(new Bin(25, 1, 0.1), new Bin(25, 1, 0.1), new Bin(25, 1, 0.1), new Bin(25, 1, 0.6)));
        Alarms none = Alarms.of(0, 2, new long[] {0, 0}, Optional.empty());
        MonitorReport report = new MonitorReport(
                "0".repeat(64),
                List.of("0"),
                null,
                Window.of(0, 1),
                1_000,
                Map.of(),
                0,
                0,
                ScoreReference.TEST,
                Stability.of(close, new long[] {250, 250, 250, 250}),
                Calibration.of(close, new long[4], new long[4], new double[4]),
                none,
                none,
                null,
                1);

        assertThat(MonitorText.of(report))
                .contains("below 0.005561", "0.005561 to 0.005562", "0.005562 to 0.500000", "from 0.500000");
    }

    /** Of 10 of 100, by the published examples of the interval: .055 to .174. */
    @Test
    void theIntervalOfAShareIsWilsons() {
        Wilson tenth = Wilson.of(10, 100);

        assertThat(tenth.low()).isCloseTo(0.0552, within(1e-4));
        assertThat(tenth.high()).isCloseTo(0.1744, within(1e-4));
        assertThat(tenth.holds(0.06)).isTrue();
        assertThat(tenth.holds(0.05)).isFalse();
        // z² / (n + z²) is what is left at the ends: 3.8415 / 13.8415.
        assertThat(Wilson.of(0, 10).low()).isZero();
        assertThat(Wilson.of(0, 10).high()).isCloseTo(0.2775, within(1e-4));
        assertThat(Wilson.of(10, 10).low()).isCloseTo(0.7225, within(1e-4));
        assertThat(Wilson.of(10, 10).high()).isEqualTo(1);
    }

    @Test
    void calibrationHoldsTheMeanScoreAgainstTheInterval() {
        Calibration calibration =
                Calibration.of(HALVES, new long[] {100, 100}, new long[] {10, 60}, new double[] {5, 60});

        assertThat(calibration.note()).isNull();
        Calibration.Bin low = calibration.bins().get(0);
        assertThat(low.meanScore()).isEqualTo(0.05);
        assertThat(low.share()).isEqualTo(0.1);
        assertThat(low.isOutside()).isTrue();
        assertThat(low.trainingShare()).isEqualTo(0.05);
        Calibration.Bin high = calibration.bins().get(1);
        assertThat(high.isOutside()).isFalse();
        assertThat(high.trainingRows()).isZero();
        assertThat(high.trainingShare()).isNull();
    }

    @Test
    void calibrationSaysHowManyFraudsItNeeds() {
        double[] scores = {1, 1};

        assertThat(Calibration.of(HALVES, new long[] {50, 0}, new long[] {29, 0}, scores)
                        .note())
                // 4 frauds in 2 days of training: 30 in 15.
                .isEqualTo(
                        "only 29 labelled frauds, most of what differs may be chance: labels of 30 frauds are needed,"
                                + " those of some 15 days at training");
        assertThat(Calibration.of(HALVES, new long[] {50, 0}, new long[] {30, 0}, scores)
                        .note())
                .isNull();
        Calibration none = Calibration.of(HALVES, new long[2], new long[2], new double[2]);
        assertThat(none.bins()).isEmpty();
        assertThat(none.note()).startsWith("no outcome is known: labels of 30 frauds are needed");
    }

    @Test
    void alarmsAreToldByDayAndAgainstTheBudget() {
        assertThat(Alarms.of(30, 4, new long[] {9, 3, 8}, Optional.of(10)))
                .isEqualTo(new Alarms(7.5, new Alarms.ByDay(3, 3, 8, 9), -2.5));
        assertThat(Alarms.of(30, 4, new long[] {9, 3, 8, 4}, Optional.of(7)))
                .isEqualTo(new Alarms(7.5, new Alarms.ByDay(4, 3, 6, 9), 0.5));
        assertThat(Alarms.of(30, 1.5, new long[] {}, Optional.empty())).isEqualTo(new Alarms(20, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T00:01:00Z, 2026-03-03T23:58:00Z, 2, 2",
        "2026-03-02T01:00:00Z, 2026-03-03T23:58:00Z, 1.9583, 1",
        "2026-03-02T01:00:00Z, 2026-03-03T22:58:00Z, 1.9167, 0",
        "2026-03-02T12:00:00Z, 2026-03-02T12:00:00Z, .0417, 0",
        "2026-03-02T00:00:00Z, 2026-03-03T00:00:00Z, 1.0417, 1",
    })
    void aWindowIsOfWholeHours(Instant first, Instant last, double days, int wholeDays) {
        Window window = Window.of(first.toEpochMilli(), last.toEpochMilli());

        assertThat(window.days()).isCloseTo(days, within(1e-4));
        assertThat(window.endOfWholeDays() - window.firstWholeDay()).isEqualTo(wholeDays);
    }
}
