package fraud.flink.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.ruleset.RuleSet;
import fraud.sequences.Alert;
import fraud.sequences.MuleCashOut;
import fraud.sequences.SequenceRule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples of SEMANTICS 8.7 as CEP gives it; what is no withdrawal, or too small, never comes here. */
class MuleCashOutPatternTest {

    private static final long AMOUNT = RuleSet.defaults().get(MuleCashOut.MIN_AMOUNT);
    private static final long T = 1_770_000_000_000L;
    private static final long WITHIN = SequenceRule.MULE_CASH_OUT.within().toMillis();
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private PatternHarness merchant;

    @BeforeEach
    void start() throws Exception {
        merchant = new PatternHarness(new MuleCashOutPattern());
    }

    @AfterEach
    void stop() throws Exception {
        merchant.close();
    }

    @Test
    void alertsOnFiveCardsInARowAtOneMerchant() throws Exception {
        draw("a", "b", "c", "d", "e");
        merchant.watermark(T + WITHIN);

        assertThat(merchant.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.subjectId()).isEqualTo("m-1");
            assertThat(alert.transactionIds()).containsExactly("a0", "b1", "c2", "d3", "e4");
            assertThat(alert.firstEventTimeMillis()).isEqualTo(T);
            assertThat(alert.lastEventTimeMillis()).isEqualTo(T + 4 * MINUTE);
        });
    }

    @Test
    void alertsWhenTheWatermarkReachesTheFifthAndNotBefore() throws Exception {
        draw("a", "b", "c", "d", "e");

        merchant.watermark(T + 4 * MINUTE - 1);
        assertThat(merchant.alerts()).isEmpty();
        merchant.watermark(T + 4 * MINUTE);
        assertThat(merchant.alerts()).hasSize(1);
    }

    @Test
    void staysSilentAfterFourCards() throws Exception {
        draw("a", "b", "c", "d");
        merchant.watermark(T + WITHIN);

        assertThat(merchant.alerts()).isEmpty();
    }

    @Test
    void staysSilentWhenOneOfTheFiveDrawsTwice() throws Exception {
        draw("a", "b", "c", "d", "a");
        merchant.watermark(T + WITHIN);

        assertThat(merchant.alerts()).isEmpty();
    }

    @Test
    void goesOnWithoutTheFirstWhenACardIsInTheRowAlready() throws Exception {
        draw("a", "b", "c", "d", "b", "e", "f");
        merchant.watermark(T + WITHIN);

        assertThat(merchant.matches()).containsExactly(List.of("c2", "d3", "b4", "e5", "f6"));
    }

    @Test
    void staysSilentWhenEachCardDrawsTwice() throws Exception {
        draw("a", "a", "b", "b", "c", "c", "d", "d", "e", "e");
        merchant.watermark(T + WITHIN);

        assertThat(merchant.alerts()).isEmpty();
    }

    @Test
    void alertsWhenTheFifthComesInTheLastMillisecond() throws Exception {
        draw("a", "b", "c", "d");
        merchant.draw("e", "e", T + WITHIN - 1, AMOUNT);
        merchant.watermark(T + WITHIN);

        assertThat(merchant.matches()).containsExactly(List.of("a0", "b1", "c2", "d3", "e"));
    }

    @Test
    void staysSilentWhenTheFifthComesAMillisecondTooLate() throws Exception {
        draw("a", "b", "c", "d");
        merchant.draw("e", "e", T + WITHIN, AMOUNT);
        merchant.watermark(T + WITHIN);

        assertThat(merchant.alerts()).isEmpty();
    }

    @Test
    void goesOnWithoutTheFirstWhenTheRowIsTooOld() throws Exception {
        draw("a", "b", "c", "d");
        merchant.draw("e", "e", T + WITHIN, AMOUNT);
        merchant.draw("f", "f", T + MINUTE + WITHIN - 1, AMOUNT);
        merchant.watermark(T + 2 * WITHIN);

        assertThat(merchant.matches()).containsExactly(List.of("b1", "c2", "d3", "e", "f"));
    }

    @Test
    void spendsWhatAMatchHolds() throws Exception {
        draw("a", "b", "c", "d", "e", "f", "g", "h", "i");
        merchant.watermark(T + WITHIN);
        assertThat(merchant.matches()).containsExactly(List.of("a0", "b1", "c2", "d3", "e4"));

        merchant.draw("j", "j", T + WITHIN + 1, AMOUNT);
        merchant.watermark(T + 2 * WITHIN);
        assertThat(merchant.matches()).last().isEqualTo(List.of("f5", "g6", "h7", "i8", "j"));
    }

    @Test
    void goesByEventTimeAndBreaksTiesByCardWhateverTheOrderOfArrival() throws Exception {
        for (String card : List.of("e", "f", "c", "b", "d", "a")) {
            merchant.draw(card, card, T, AMOUNT);
        }
        merchant.watermark(T + WITHIN);

        assertThat(merchant.matches()).containsExactly(List.of("a", "b", "c", "d", "e"));
    }

    @Test
    void forgetsAnAttemptWhenItsTimeIsOver() throws Exception {
        draw("a", "b", "c", "d");
        merchant.watermark(T + WITHIN + 2 * MINUTE);
        assertThat(merchant.remembersSomething()).isTrue();

        merchant.watermark(T + WITHIN + 3 * MINUTE);
        merchant.assertNothingIsLeft();
    }

    @Test
    void forgetsAMatch() throws Exception {
        draw("a", "b", "c", "d", "e");
        merchant.watermark(T + WITHIN + 4 * MINUTE);

        assertThat(merchant.alerts()).hasSize(1);
        merchant.assertNothingIsLeft();
    }

    @Test
    void goesOnAfterARestart() throws Exception {
        draw("a", "b", "c");
        merchant.watermark(T + MINUTE);
        merchant.restart();
        merchant.draw("d", "d", T + 3 * MINUTE, AMOUNT);
        merchant.draw("e", "e", T + 4 * MINUTE, AMOUNT);
        merchant.watermark(T + WITHIN);

        assertThat(merchant.alerts())
                .extracting(Alert::transactionIds)
                .containsExactly(List.of("a0", "b1", "c2", "d", "e"));
    }

    /** A withdrawal a minute with each of these cards; the transactions are called {@code a0}, {@code b1} and so on. */
    private void draw(String... cards) throws Exception {
        for (int i = 0; i < cards.length; i++) {
            merchant.draw(cards[i] + i, cards[i], T + i * MINUTE, AMOUNT);
        }
    }
}
