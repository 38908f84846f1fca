package fraud.cli.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.rules.AmountLimit;
import fraud.rules.DormantCard;
import fraud.rules.MerchantRisk;
import fraud.rules.UnusualAmount;
import fraud.rules.VelocityCount;
import fraud.ruleset.RuleParameter;
import fraud.ruleset.RuleSet;
import fraud.sequences.CardTesting;
import fraud.sequences.SequenceRule;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterGridTest {

    private static List<Long> values(RuleParameter parameter, RuleSet base) {
        return List.copyOf(ParameterGrid.values(parameter, SequenceRule.CARD_TESTING.parameters(), base));
    }

    @Test
    void triesQuartersHalvesAndMultiplesInOrder() {
        assertThat(values(AmountLimit.MAX_AMOUNT, RuleSet.defaults()))
                .containsExactly(25_000L, 50_000L, 100_000L, 200_000L, 400_000L);
    }

    @Test
    void triesTheNeighboursOfACountEachOnce() {
        assertThat(values(VelocityCount.MAX_COUNT, RuleSet.defaults())).containsExactly(1L, 3L, 5L, 6L, 7L, 12L, 24L);
        // 2 / 4 and 2 / 2 and 2 - 1 are all 1 at least.
        assertThat(values(MerchantRisk.MIN_FRAUDS, RuleSet.defaults())).containsExactly(1L, 2L, 3L, 4L, 8L);
        assertThat(values(
                        UnusualAmount.DEVIATION_MULTIPLE, RuleSet.defaults().with(UnusualAmount.DEVIATION_MULTIPLE, 0)))
                .containsExactly(0L, 1L);
    }

    @Test
    void staysWithinWhatIsAllowed() {
        assertThat(values(MerchantRisk.MIN_PERMILLE, RuleSet.defaults()))
                .containsExactly(75L, 150L, 300L, 600L, 1_000L);
        assertThat(values(DormantCard.IDLE, RuleSet.defaults()))
                .last()
                .isEqualTo(Duration.ofDays(29).toMillis());
    }

    @Test
    void staysWithinWhatTheOtherParametersAllow() {
        RuleSet base = RuleSet.defaults().with(CardTesting.LARGE_ABOVE, 500);

        assertThat(values(CardTesting.SMALL_MAX, base)).containsExactly(50L, 100L, 200L, 400L, 500L);
        assertThat(values(CardTesting.LARGE_ABOVE, base)).containsExactly(200L, 250L, 500L, 1_000L, 2_000L);
    }

    @Test
    void scoresAreTriedByTheAlarmsTheyGive() {
        ScoreTrials scores = new ScoreTrials(RuleSet.defaults());
        // 200 on one day, a thousandth apart, and one that never counts.
        for (int i = 1; i <= 200; i++) {
            scores.add(i / 1_000.0);
        }
        scores.add(ScoreTrials.NEVER);
        BitSet atBase = new BitSet();

        List<Trial> trials = scores.trials(atBase, 1);

        assertThat(trials)
                .extracting(trial -> trial.alarmed().cardinality())
                .containsExactly(0, 150, 100, 80, 60, 40, 20);
        assertThat(trials).extracting(Trial::isBase).containsExactly(true, false, false, false, false, false, false);
        // The least that does: the 150 best begin with 0.051, and 0.05 is not among them.
        assertThat(trials).element(1).extracting(Trial::value).isEqualTo(50_001L);
    }
}
