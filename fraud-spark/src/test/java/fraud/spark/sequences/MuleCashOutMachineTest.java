package fraud.spark.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.ruleset.RuleSet;
import fraud.sequences.Alert;
import fraud.sequences.MuleCashOut;
import fraud.sequences.SequenceRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The boundaries of SEMANTICS 8.7. */
class MuleCashOutMachineTest {

    private static final long MIN = RuleSet.defaults().get(MuleCashOut.MIN_AMOUNT);
    private static final long WITHIN = SequenceRule.MULE_CASH_OUT.within().toMillis();
    private static final long END = 10 * WITHIN;

    private final SequenceExample merchant = new SequenceExample(SequenceRule.MULE_CASH_OUT);

    @Test
    void alertsWhenFiveCardsDrawOneAfterTheOther() {
        draw("a", "b", "c", "d", "e");

        assertMatches(List.of(List.of("a0", "b1", "c2", "d3", "e4")));
        assertThat(merchant.at(END).alerts())
                .singleElement()
                .extracting(Alert::subjectId)
                .isEqualTo("merchant");
    }

    @Test
    void staysSilentAfterFourCards() {
        draw("a", "b", "c", "d");

        assertMatches(List.of());
    }

    @Test
    void staysSilentWhenOneCardDrawsTwice() {
        draw("a", "b", "c", "d", "a");

        assertMatches(List.of());
    }

    @Test
    void staysSilentWhenOneCardDrawsAgainAndAgain() {
        draw("a", "a", "a", "a", "a", "a", "a", "a", "a", "a");

        assertMatches(List.of());
    }

    @Test
    void goesOnBehindTheFirstUseOfACardThatComesAgain() {
        draw("a", "b", "c", "d", "b", "e", "f");

        assertMatches(List.of(List.of("c2", "d3", "b4", "e5", "f6")));
    }

    @Test
    void goesOnFromTheLaterOfTwoInARow() {
        draw("a", "b", "b", "c", "d", "e", "f");

        assertMatches(List.of(List.of("b2", "c3", "d4", "e5", "f6")));
    }

    @Test
    void spendsWhatAMatchHolds() {
        draw("a", "b", "c", "d", "e", "f", "g", "h", "i");

        assertMatches(List.of(List.of("a0", "b1", "c2", "d3", "e4")));
    }

    @Test
    void matchesAgainBehindAMatchWithTheSameCards() {
        draw("a", "b", "c", "d", "e", "e", "d", "c", "b", "a");

        assertMatches(List.of(List.of("a0", "b1", "c2", "d3", "e4"), List.of("e5", "d6", "c7", "b8", "a9")));
    }

    @Test
    void passesOverLowAmountsAndOverPurchases() {
        draw("a", "b", "c", "d");
        merchant.draw("low", 10, MIN - 1, "f").chip("chip", 11).draw("last", 12, MIN, "e");

        assertMatches(List.of(List.of("a0", "b1", "c2", "d3", "last")));
    }

    @Test
    void staysSilentWhenOneAmountIsTooLow() {
        draw("a", "b", "c", "d");
        merchant.draw("low", 10, MIN - 1, "e");

        assertMatches(List.of());
    }

    @Test
    void alertsInTheLastMillisecond() {
        draw("a", "b", "c", "d");
        merchant.draw("last", WITHIN - 1, MIN, "e");

        assertMatches(List.of(List.of("a0", "b1", "c2", "d3", "last")));
    }

    @Test
    void losesTheFirstOfARowThatIsTooOld() {
        draw("a", "b", "c", "d");
        merchant.draw("fifth", WITHIN, MIN, "e").draw("sixth", WITHIN, MIN, "f");

        assertMatches(List.of(List.of("b1", "c2", "d3", "fifth", "sixth")));
    }

    @Test
    void staysSilentWhenTheRowIsTooOld() {
        draw("a", "b", "c", "d");
        merchant.draw("last", WITHIN, MIN, "e");

        assertMatches(List.of());
    }

    @Test
    void breaksTiesByCardWhateverTheOrderOfArrival() {
        merchant.draw("v", 0, MIN, "e")
                .draw("w", 0, MIN, "d")
                .draw("x", 0, MIN, "c")
                .draw("y", 0, MIN, "b")
                .draw("z", 0, MIN, "a");

        assertMatches(List.of(List.of("z", "y", "x", "w", "v")));
    }

    @Test
    void forgetsARowWhenItsTimeIsOver() {
        draw("a", "b", "c", "d");

        assertThat(merchant.at(WITHIN).state().attempt(SequenceRule.MULE_CASH_OUT))
                .hasSize(4);
        assertThat(merchant.at(WITHIN + 1).state().attempt(SequenceRule.MULE_CASH_OUT))
                .hasSize(3);
        assertThat(merchant.at(WITHIN + 4).state().isEmpty()).isTrue();
    }

    /** One withdrawal by each of these cards, a millisecond apart; named by card and time. */
    private void draw(String... cards) {
        for (int i = 0; i < cards.length; i++) {
            merchant.draw(cards[i] + i, i, MIN, cards[i]);
        }
    }

    /** Whether the sequence clock passes at once or step by step makes no difference. */
    private void assertMatches(List<List<String>> expected) {
        assertThat(merchant.matches(END)).isEqualTo(expected);
        assertThat(merchant.matchesStepByStep(END)).isEqualTo(expected);
    }
}
