package fraud.spark.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.sequences.Alert;
import fraud.sequences.BinEnumeration;
import fraud.sequences.SequenceRule;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The boundaries of SEMANTICS 8.8. */
class BinEnumerationMachineTest {

    private static final long WITHIN = SequenceRule.BIN_ENUMERATION.within().toMillis();
    private static final long END = 10 * WITHIN;

    private final SequenceExample range = new SequenceExample(SequenceRule.BIN_ENUMERATION);

    @Test
    void alertsWhenTenCardsAreTriedOneAfterTheOther() {
        tryCards(0, 10, 10);

        assertMatches(List.of(ids(0, 10)));
        assertThat(range.at(END).alerts())
                .singleElement()
                .extracting(Alert::subjectId)
                .isEqualTo("range");
    }

    @Test
    void staysSilentAfterNineCards() {
        tryCards(0, 9, 9);

        assertMatches(List.of());
    }

    @Test
    void staysSilentWhenOneCardIsTriedTwice() {
        tryCards(0, 9, 9);
        range.tryOut("t9", 9, "c0", "m9");

        assertMatches(List.of());
    }

    @Test
    void goesOnBehindTheFirstUseOfACardThatComesAgain() {
        tryCards(0, 5, 5);
        range.tryOut("again", 5, "c1", "m5");
        tryCards(6, 13, 13);

        assertMatches(List.of(List.of("t2", "t3", "t4", "again", "t6", "t7", "t8", "t9", "t10", "t11")));
    }

    @Test
    void alertsAtFiveMerchants() {
        tryCards(0, 10, 5);

        assertMatches(List.of(ids(0, 10)));
    }

    @Test
    void staysSilentAtFourMerchants() {
        tryCards(0, 30, 4);

        assertMatches(List.of());
    }

    @Test
    void goesOnWithoutTheFirstUntilThereAreFiveMerchants() {
        tryCards(0, 20, 4);
        range.tryOut("other", 20, "c20", "other");

        assertMatches(List.of(List.of("t11", "t12", "t13", "t14", "t15", "t16", "t17", "t18", "t19", "other")));
    }

    @Test
    void spendsWhatAMatchHolds() {
        tryCards(0, 29, 29);

        assertMatches(List.of(ids(0, 10), ids(10, 20)));
    }

    @Test
    void alertsInTheLastMillisecond() {
        tryCards(0, 9, 9);
        range.tryOut("t9", WITHIN - 1, "c9", "m9");

        assertMatches(List.of(ids(0, 10)));
    }

    @Test
    void losesTheFirstOfARowThatIsTooOld() {
        tryCards(0, 9, 9);
        range.tryOut("t9", WITHIN, "x", "m9").tryOut("t10", WITHIN, "y", "m10");

        assertMatches(List.of(ids(1, 11)));
    }

    @Test
    void staysSilentWhenTheRowIsTooOld() {
        tryCards(0, 9, 9);
        range.tryOut("t9", WITHIN, "c9", "m9");

        assertMatches(List.of());
    }

    @Test
    void passesOverWhatIsNoAttempt() {
        tryCards(0, 9, 9);
        range.pay("paid", 9, 0).chip("chip", 9).tryOut("t9", 10, "c9", "m9");

        assertMatches(List.of(ids(0, 10)));
    }

    @Test
    void forgetsARowWhenItsTimeIsOver() {
        tryCards(0, 9, 9);

        assertThat(range.at(WITHIN).state().attempt(SequenceRule.BIN_ENUMERATION))
                .hasSize(BinEnumeration.CARDS - 1);
        assertThat(range.at(WITHIN + 1).state().attempt(SequenceRule.BIN_ENUMERATION))
                .hasSize(BinEnumeration.CARDS - 2);
        assertThat(range.at(WITHIN + 9).state().isEmpty()).isTrue();
    }

    /**
     * Attempts {@code from} (included) to {@code to}, each a millisecond and a card later, at so many merchants in
     * turn.
     */
    private void tryCards(int from, int to, int merchants) {
        for (int i = from; i < to; i++) {
            range.tryOut("t" + i, i, "c" + i, "m" + i % merchants);
        }
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "t" + i).toList();
    }

    /** Whether the sequence clock passes at once or step by step makes no difference. */
    private void assertMatches(List<List<String>> expected) {
        assertThat(range.matches(END)).isEqualTo(expected);
        assertThat(range.matchesStepByStep(END)).isEqualTo(expected);
    }
}
