package fraud.flink.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.ruleset.RuleSet;
import fraud.sequences.AccountTakeover;
import fraud.sequences.SequenceRule;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples of SEMANTICS 8.4 as CEP gives it. */
class AccountTakeoverPatternTest {

    private static final RuleSet RULES = RuleSet.defaults();
    private static final long T = 1_770_000_000_000L;
    private static final long WITHIN = SequenceRule.ACCOUNT_TAKEOVER.within().toMillis();
    private static final long HIGH = RULES.get(AccountTakeover.HIGH_ABOVE) + 1;

    private PatternHarness card;

    @BeforeEach
    void start() throws Exception {
        card = new PatternHarness(new AccountTakeoverPattern());
    }

    @AfterEach
    void stop() throws Exception {
        card.close();
    }

    @Test
    void alertsOnTheFirstTwoHighAmountsOnTheNewDevice() throws Exception {
        card.buyOnNew("n", T, 1, "new");
        card.buy("a", T + 1, HIGH, "new");
        card.buy("b", T + WITHIN - 1, HIGH, "new");
        card.buy("c", T + WITHIN - 1, HIGH, "new");
        card.watermark(T + 2 * WITHIN);

        assertThat(card.matches()).containsExactly(List.of("n", "a", "b"));
    }

    @Test
    void alertsWhenTheWatermarkReachesTheSecondAndNotBefore() throws Exception {
        card.buyOnNew("n", T, HIGH, "new");
        card.buy("a", T + 1, HIGH, "new");
        card.buy("b", T + 2, HIGH, "new");

        card.watermark(T + 1);
        assertThat(card.matches()).isEmpty();
        card.watermark(T + 2);
        assertThat(card.matches()).containsExactly(List.of("n", "a", "b"));
    }

    @Test
    void staysSilentWhenTheSecondComesAMillisecondTooLate() throws Exception {
        card.buyOnNew("n", T, 1, "new");
        card.buy("a", T + 1, HIGH, "new");
        card.buy("b", T + WITHIN, HIGH, "new");
        card.watermark(T + 2 * WITHIN);

        assertThat(card.matches()).isEmpty();
    }

    @Test
    void staysSilentAfterOneAndWithoutANewDevice() throws Exception {
        card.buy("a", T, HIGH, "new");
        card.buyOnNew("n", T + 1, HIGH, "new");
        card.buy("b", T + 2, HIGH, "new");
        card.watermark(T + 2 * WITHIN);

        assertThat(card.matches()).isEmpty();
    }

    @Test
    void passesOverHighAmountsOnOtherDevices() throws Exception {
        card.buyOnNew("n", T, 1, "new");
        card.buy("a", T + 1, HIGH, "known");
        card.buy("b", T + 2, HIGH, "new");
        card.buy("c", T + 3, HIGH, "known");
        card.buy("d", T + 4, HIGH, "new");
        card.watermark(T + 2 * WITHIN);

        assertThat(card.matches()).containsExactly(List.of("n", "b", "d"));
    }

    @Test
    void beginsAnewWithAnotherNewDeviceWhereverTheAttemptStands() throws Exception {
        card.buyOnNew("n", T, 1, "new");
        card.buyOnNew("o", T + 1, 1, "newer");
        card.buy("a", T + 2, HIGH, "newer");
        card.buy("b", T + 3, HIGH, "new");
        card.buyOnNew("p", T + 4, 1, "newest");
        card.buy("c", T + 5, HIGH, "newer");
        card.buy("d", T + 6, HIGH, "newest");
        card.buy("e", T + 7, HIGH, "newest");
        card.watermark(T + 2 * WITHIN);

        assertThat(card.matches()).containsExactly(List.of("p", "d", "e"));
    }

    @Test
    void breaksTiesByIdentifierWhateverTheOrderOfArrival() throws Exception {
        card.buy("c", T, HIGH, "new");
        card.buy("b", T, HIGH, "new");
        card.buyOnNew("a", T, 1, "new");
        card.watermark(T + 2 * WITHIN);

        assertThat(card.matches()).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void doesNotCountWhatTheTieBreakPutsFirst() throws Exception {
        card.buyOnNew("b", T, 1, "new");
        card.buy("a", T, HIGH, "new");
        card.buy("c", T, HIGH, "new");
        card.watermark(T + 2 * WITHIN);

        assertThat(card.matches()).isEmpty();
    }

    @Test
    void forgetsAnAttemptWhenItsTimeIsOver() throws Exception {
        card.buyOnNew("n", T, 1, "new");
        card.buy("a", T + 1, HIGH, "new");
        card.watermark(T + WITHIN - 1);
        assertThat(card.remembersSomething()).isTrue();

        card.watermark(T + WITHIN);
        assertThat(card.remembersSomething()).isFalse();
        card.watermark(T + 1 + WITHIN);
        card.assertNothingIsLeft();
    }

    @Test
    void holdsOneAttemptHoweverManyNewDevicesThereAre() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            card.buyOnNew("n" + i, T + i, HIGH, "new" + i);
        }
        card.buy("x", T + 1_000, HIGH, "new999");
        card.buy("y", T + 1_001, HIGH, "new999");
        card.watermark(T + 1_001);
        assertThat(card.matches()).containsExactly(List.of("n999", "x", "y"));
        card.watermark(T + 1_001 + WITHIN);
        card.assertNothingIsLeft();
    }

    @Test
    void goesOnAfterARestart() throws Exception {
        card.buyOnNew("n", T, 1, "new");
        card.buy("a", T + 1, HIGH, "new");
        card.watermark(T + 1);
        card.restart();
        card.buy("b", T + 2, HIGH, "new");
        card.watermark(T + 2 * WITHIN);

        assertThat(card.matches()).containsExactly(List.of("n", "a", "b"));
    }
}
