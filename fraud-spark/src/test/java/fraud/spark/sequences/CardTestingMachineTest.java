package fraud.spark.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.ruleset.RuleSet;
import fraud.sequences.CardTesting;
import fraud.sequences.SequenceRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The boundaries of SEMANTICS 8.2. */
class CardTestingMachineTest {

    private static final RuleSet RULES = RuleSet.defaults();
    private static final long SMALL = RULES.get(CardTesting.SMALL_MAX);
    private static final long LARGE = RULES.get(CardTesting.LARGE_ABOVE) + 1;
    private static final long WITHIN = SequenceRule.CARD_TESTING.within().toMillis();
    private static final long END = 10 * WITHIN;

    private final SequenceExample card = new SequenceExample(SequenceRule.CARD_TESTING);

    @Test
    void alertsOnceWhenLargeFollowsThreeSmall() {
        smalls(3).pay("l", 3, LARGE).pay("m", 4, LARGE);

        assertMatches(List.of(List.of("s0", "s1", "s2", "l")));
    }

    @Test
    void alertsWithTheLastThreeOfFourSmall() {
        smalls(4).pay("l", WITHIN, LARGE);

        assertMatches(List.of(List.of("s1", "s2", "s3", "l")));
    }

    @Test
    void alertsWhenLargeComesJustInTime() {
        smalls(3).pay("l", WITHIN - 1, LARGE);

        assertMatches(List.of(List.of("s0", "s1", "s2", "l")));
    }

    @Test
    void staysSilentWhenLargeComesTooLate() {
        smalls(3).pay("l", WITHIN, LARGE);

        assertMatches(List.of());
    }

    @Test
    void staysSilentAfterTwoSmall() {
        smalls(2).pay("l", 2, LARGE);

        assertMatches(List.of());
    }

    @Test
    void staysSilentWhenALargeLiesBetween() {
        smalls(2).pay("l", 2, LARGE).pay("s", 3, SMALL).pay("m", 4, LARGE);

        assertMatches(List.of());
    }

    @Test
    void alertsAgainAfterANewRow() {
        smalls(3).pay("l", 3, LARGE);
        card.pay("a", 4, SMALL).pay("b", 5, 0).pay("c", 6, SMALL).pay("d", 7, LARGE);

        assertMatches(List.of(List.of("s0", "s1", "s2", "l"), List.of("a", "b", "c", "d")));
    }

    @Test
    void passesOverAmountsBetweenSmallAndLarge() {
        smalls(3).pay("m", 3, SMALL + 1).pay("n", 4, LARGE - 1).pay("l", 5, LARGE);

        assertMatches(List.of(List.of("s0", "s1", "s2", "l")));
    }

    @Test
    void breaksTiesByIdentifierWhateverTheOrderOfArrival() {
        card.pay("d", 1, LARGE).pay("c", 1, SMALL).pay("b", 1, SMALL).pay("a", 0, SMALL);

        assertMatches(List.of(List.of("a", "b", "c", "d")));
    }

    private SequenceExample smalls(int count) {
        for (int i = 0; i < count; i++) {
            card.pay("s" + i, i, SMALL);
        }
        return card;
    }

    /** Whether the sequence clock passes at once or step by step makes no difference. */
    private void assertMatches(List<List<String>> expected) {
        assertThat(card.matches(END)).isEqualTo(expected);
        assertThat(card.matchesStepByStep(END)).isEqualTo(expected);
    }
}
