package fraud.lab.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Goal: on any machine the history takes the time it may, and not much less. Method: two engines made of rates, by the
 * half second.
 */
class HistoryChoiceTest {

    private static final long RECORDS_A_DAY = 6_700;
    private static final int MOST = 45;
    private static final double FROM = 30;
    private static final double STEP = 0.5;

    /** What came out of a simulated history. */
    private record CaughtUp(HistoryChoice choice, double fastSeconds, double slowSeconds, double idleSeconds) {}

    @Test
    void aFastMachineGetsAllThereIs() {
        CaughtUp caughtUp = catchUp(MOST, 10, 40_000, 20_000, 1);

        assertThat(caughtUp.choice().days()).isEqualTo(MOST);
        assertThat(caughtUp.choice().isCut()).isFalse();
    }

    @Test
    void twoQuietCoresGetSomeFiveWeeksInAMinute() {
        CaughtUp caughtUp = catchUp(MOST, 28, 7_400, 3_500, 1);

        assertThat(caughtUp.choice().days()).isBetween(28, 36);
        assertThat(caughtUp.choice().isCut()).isTrue();
        assertThat(caughtUp.slowSeconds()).isBetween(45.0, 66.0);
    }

    @Test
    void halfTheMachineGetsAsManyInTwiceTheTime() {
        CaughtUp caughtUp = catchUp(MOST, 56, 3_700, 1_750, 1);

        assertThat(caughtUp.choice().days()).isBetween(25, 34);
        assertThat(caughtUp.slowSeconds()).isBetween(85.0, 120.0);
    }

    @Test
    void aMachineTenTimesSlowerGetsLessAndTakesNoLonger() {
        CaughtUp caughtUp = catchUp(MOST, 280, 740, 350, 1);

        assertThat(caughtUp.choice().days()).isBetween(4, 7);
        assertThat(caughtUp.slowSeconds()).isLessThan(130);
    }

    @Test
    void outputsThatComeInBatchesSecondsApartAreARateAllTheSame() {
        CaughtUp caughtUp = catchUp(MOST, 28, 7_400, 3_500, 25_000);

        assertThat(caughtUp.choice().days()).isBetween(26, 38);
        assertThat(caughtUp.slowSeconds()).isBetween(40.0, 70.0);
    }

    /** Its rate would be the slower one's otherwise. */
    @Test
    void theFasterEngineIsNeverWithoutWorkBeforeTheEnd() {
        assertThat(catchUp(MOST, 28, 7_400, 3_500, 1).idleSeconds()).isZero();
        assertThat(catchUp(MOST, 280, 740, 350, 1).idleSeconds()).isZero();
    }

    /** They wait for the heartbeat behind them, and that comes with what is sent next. */
    @Test
    void theLastThousandEventsAreNotWaitedFor() {
        HistoryChoice choice = choice(MOST, 280);
        for (double seconds = 0; !choice.isFinal() && seconds < 1_000; seconds += STEP) {
            long answerable = records(choice.days()) - 999;
            choice.answered(
                    FROM + seconds,
                    Map.of(
                            "flink", Math.min((long) (900 * seconds), answerable),
                            "spark", Math.min((long) (50 * seconds), answerable)));
        }

        assertThat(choice.isFinal()).isTrue();
    }

    @Test
    void neverLetsThroughMoreThanThereMayBe() {
        CaughtUp caughtUp = catchUp(3, 28, 7_400, 3_500, 1);

        assertThat(caughtUp.choice().days()).isEqualTo(3);
        assertThat(caughtUp.choice().isCut()).isFalse();
    }

    @Test
    void anEngineThatAnswersNothingKeepsItShort() {
        HistoryChoice choice = choice(MOST, 28);
        for (double seconds = 0; seconds < 60; seconds += STEP) {
            choice.answered(
                    FROM + seconds,
                    Map.of("flink", Math.min((long) (7_400 * seconds), records(choice.days())), "spark", 0L));
        }

        assertThat(choice.isFinal()).isTrue();
        assertThat(choice.days()).isLessThan(MOST);
        assertThat(choice.secondsFor(MOST, FROM + 60)).isEmpty();
    }

    @Test
    void moreTimeForASlowerStartWithinBounds() {
        assertThat(HistoryChoice.seconds(5)).isEqualTo(60);
        assertThat(HistoryChoice.seconds(40)).isEqualTo(80);
        assertThat(HistoryChoice.seconds(500)).isEqualTo(110);
    }

    @Test
    void tellsHowLongAHistoryThatWasAskedForTakes() {
        HistoryChoice choice = choice(365, 28);
        choice.allOfThem();
        for (double seconds = 0; seconds <= 30; seconds += STEP) {
            choice.answered(
                    FROM + seconds, Map.of("flink", (long) (7_000 * seconds), "spark", (long) (3_500 * seconds)));
        }

        assertThat(choice.isFinal()).isTrue();
        assertThat(choice.days()).isEqualTo(365);
        assertThat(choice.secondsFor(365, FROM + 30).orElseThrow()).isBetween(690.0, 710.0);
    }

    private static HistoryChoice choice(int most, double startSeconds) {
        return new HistoryChoice(HistoryChoiceTest::records, most, FROM, startSeconds);
    }

    private static long records(int days) {
        return days * RECORDS_A_DAY;
    }

    /**
     * JVMs that need ten seconds to reach a rate, longer on a slower machine; the slow engine's outputs come in
     * batches.
     */
    private static CaughtUp catchUp(int most, double startSeconds, double fast, double slow, long batch) {
        HistoryChoice choice = choice(most, startSeconds);
        double answeredFast = 1_000;
        double answeredSlow = 1_000;
        double fastSeconds = 0;
        double idle = 0;
        double seconds = 0;
        while (true) {
            choice.answered(
                    FROM + seconds,
                    Map.of("flink", (long) answeredFast, "spark", visible(answeredSlow, batch, choice)));
            long allowed = records(choice.days());
            if (choice.isFinal() && answeredSlow >= allowed && answeredFast >= allowed) {
                return new CaughtUp(choice, fastSeconds, seconds, idle);
            }
            double warm = Math.min(1, 0.4 + 0.6 * seconds / (startSeconds / 3));
            seconds += STEP;
            if (answeredFast >= allowed && !choice.isFinal()) {
                idle += STEP;
            }
            if (answeredFast < allowed) {
                fastSeconds = seconds;
            }
            answeredFast = Math.min((double) allowed, answeredFast + STEP * fast * warm);
            answeredSlow = Math.min((double) allowed, answeredSlow + STEP * slow * warm);
        }
    }

    private static long visible(double answered, long batch, HistoryChoice choice) {
        return answered >= records(choice.days()) ? (long) answered : (long) answered / batch * batch;
    }
}
