package fraud.flink.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.sequences.SequenceRule;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples of SEMANTICS 8.8 as CEP gives it; what is no attempt never comes here. */
class BinEnumerationPatternTest {

    private static final long T = 1_770_000_000_000L;
    private static final long WITHIN = SequenceRule.BIN_ENUMERATION.within().toMillis();
    private static final long PAUSE = 1_000;

    private PatternHarness range;

    @BeforeEach
    void start() throws Exception {
        range = new PatternHarness(new BinEnumerationPattern());
    }

    @AfterEach
    void stop() throws Exception {
        range.close();
    }

    @Test
    void alertsOnTenCardsInARowOfOneRange() throws Exception {
        tryCards(0, 10, 10);
        range.watermark(T + WITHIN);

        assertThat(range.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.subjectId()).isEqualTo("b-1");
            assertThat(alert.transactionIds()).isEqualTo(ids(0, 10));
            assertThat(alert.firstEventTimeMillis()).isEqualTo(T);
            assertThat(alert.lastEventTimeMillis()).isEqualTo(T + 9 * PAUSE);
        });
    }

    @Test
    void alertsWhenTheWatermarkReachesTheTenthAndNotBefore() throws Exception {
        tryCards(0, 10, 10);

        range.watermark(T + 9 * PAUSE - 1);
        assertThat(range.alerts()).isEmpty();
        range.watermark(T + 9 * PAUSE);
        assertThat(range.alerts()).hasSize(1);
    }

    @Test
    void staysSilentAfterNineCards() throws Exception {
        tryCards(0, 9, 9);
        range.watermark(T + WITHIN);

        assertThat(range.alerts()).isEmpty();
    }

    @Test
    void staysSilentWhenOneCardIsTriedTwice() throws Exception {
        tryCards(0, 9, 9);
        range.tryOut("t9", "c0", "m9", T + 9 * PAUSE);
        range.watermark(T + WITHIN);

        assertThat(range.alerts()).isEmpty();
    }

    @Test
    void goesOnBehindTheFirstUseOfACardThatComesAgain() throws Exception {
        tryCards(0, 5, 5);
        range.tryOut("again", "c1", "m5", T + 5 * PAUSE);
        tryCards(6, 13, 13);
        range.watermark(T + WITHIN);

        assertThat(range.matches())
                .containsExactly(List.of("t2", "t3", "t4", "again", "t6", "t7", "t8", "t9", "t10", "t11"));
    }

    @Test
    void alertsAtFiveMerchants() throws Exception {
        tryCards(0, 10, 5);
        range.watermark(T + WITHIN);

        assertThat(range.matches()).containsExactly(ids(0, 10));
    }

    @Test
    void staysSilentAtFourMerchants() throws Exception {
        tryCards(0, 30, 4);
        range.watermark(T + WITHIN);

        assertThat(range.alerts()).isEmpty();
    }

    @Test
    void goesOnWithoutTheFirstUntilThereAreFiveMerchants() throws Exception {
        tryCards(0, 20, 4);
        range.tryOut("other", "c20", "other", T + 20 * PAUSE);
        range.watermark(T + WITHIN);

        assertThat(range.matches())
                .containsExactly(List.of("t11", "t12", "t13", "t14", "t15", "t16", "t17", "t18", "t19", "other"));
    }

    @Test
    void spendsWhatAMatchHolds() throws Exception {
        tryCards(0, 29, 29);
        range.watermark(T + WITHIN);

        assertThat(range.matches()).containsExactly(ids(0, 10), ids(10, 20));
    }

    @Test
    void alertsWhenTheTenthComesInTheLastMillisecond() throws Exception {
        tryCards(0, 9, 9);
        range.tryOut("t9", "c9", "m9", T + WITHIN - 1);
        range.watermark(T + WITHIN);

        assertThat(range.matches()).containsExactly(ids(0, 10));
    }

    @Test
    void goesOnWithoutTheFirstWhenTheRowIsTooOld() throws Exception {
        tryCards(0, 9, 9);
        range.tryOut("t9", "x", "m9", T + WITHIN);
        range.tryOut("t10", "y", "m10", T + WITHIN);
        range.watermark(T + 2 * WITHIN);

        assertThat(range.matches()).containsExactly(ids(1, 11));
    }

    @Test
    void forgetsAnAttemptWhenItsTimeIsOver() throws Exception {
        tryCards(0, 9, 9);
        range.watermark(T + WITHIN + 7 * PAUSE);
        assertThat(range.remembersSomething()).isTrue();

        range.watermark(T + WITHIN + 8 * PAUSE);
        range.assertNothingIsLeft();
    }

    @Test
    void goesOnAfterARestart() throws Exception {
        tryCards(0, 6, 6);
        range.watermark(T + 3 * PAUSE);
        range.restart();
        tryCards(6, 10, 10);
        range.watermark(T + WITHIN);

        assertThat(range.matches()).containsExactly(ids(0, 10));
    }

    /** Attempts {@code from} (included) to {@code to}, each a second and a card later, at so many merchants in turn. */
    private void tryCards(int from, int to, int merchants) throws Exception {
        for (int i = from; i < to; i++) {
            range.tryOut("t" + i, "c" + i, "m" + i % merchants, T + i * PAUSE);
        }
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "t" + i).toList();
    }
}
