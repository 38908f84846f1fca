package fraud.cli.models.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fraud.cli.models.compare.ModelComparison.Limits;
import fraud.cli.models.compare.ModelComparison.Side;
import fraud.cli.models.compare.ModelComparison.SourcedCosts;
import fraud.cli.models.compare.ScorePairs.Pair;
import fraud.cli.models.compare.ScorePairs.Versions;
import fraud.costs.Costs;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** A handful of scores whose figures can be worked out by hand. */
class ModelComparisonTest {

    private static final Versions VERSIONS = new Versions("2", "3");
    private static final SourcedCosts COSTS = new SourcedCosts(new Costs(0.8, 0, 500, 2_000), "as given");
    /** Declines c2, an honest one, too. */
    private static final Limits CHAMPION = new Limits(0.5, OptionalDouble.of(0.7));

    private static final Limits CHALLENGER = new Limits(0.6, OptionalDouble.empty());

    /** All frauds are of 100.00, as their decisions say. */
    private static final FraudAmounts AMOUNTS = new FraudAmounts(input -> {});

    private static final List<Pair> PAIRS = List.of(
            pair("c1", 0.9, 0.8, true),
            pair("c2", 0.7, 0.2, false),
            pair("c3", 0.4, 0.6, true),
            pair("c4", 0.1, 0.1, false),
            pair("c5", 0.5, 0.5, null));

    @Test
    void countsWhereTheyAgreeAtTheirThresholds() {
        ModelComparison of = ModelComparison.of(VERSIONS, PAIRS, AMOUNTS, CHAMPION, CHALLENGER, COSTS);

        assertThat(of.decisions()).isEqualTo(5);
        assertThat(of.both()).as("c1").isEqualTo(1);
        assertThat(of.championOnly()).as("c2, and c5 just so").isEqualTo(2);
        assertThat(of.challengerOnly()).as("c3 just so").isEqualTo(1);
        assertThat(of.neither()).as("c4").isEqualTo(1);
        // .1, .5, .2, 0 and 0.
        assertThat(of.meanAbsoluteDifference()).isCloseTo(0.8 / 5, within(1e-12));
        // Ranks 5, 4, 2, 1, 3 and 5, 2, 4, 1, 3: Spearman's 1 − 6 · (0 + 4 + 4 + 0 + 0) / (5 · 24).
        assertThat(of.rankCorrelation()).isCloseTo(0.6, within(1e-12));
    }

    @Test
    void judgesBothByTheOutcomesThatAreKnown() {
        ModelComparison of = ModelComparison.of(VERSIONS, PAIRS, AMOUNTS, CHAMPION, CHALLENGER, COSTS);

        assertThat(of.labelled()).isEqualTo(4);
        assertThat(of.frauds()).isEqualTo(2);
        Side champion = of.champion();
        assertThat(champion.reviewed()).as("c5 is not known").isZero();
        assertThat(champion.declined()).as("c1 and c2").isEqualTo(2);
        assertThat(champion.declinedGenuine()).as("c2").isEqualTo(1);
        assertThat(champion.missed()).as("c3").isEqualTo(1);
        assertThat(champion.costMinor()).isEqualTo(8_000 + 2_000);
        assertThat(champion.scores().areaUnderRoc())
                .as("c3 below c2, of four pairs")
                .isEqualTo(0.75);
        Side challenger = of.challenger();
        assertThat(challenger.reviewed()).as("c1 and c3").isEqualTo(2);
        assertThat(challenger.declined()).isZero();
        assertThat(challenger.missed()).isZero();
        assertThat(challenger.costMinor()).isEqualTo(1_000);
        assertThat(challenger.scores().areaUnderRoc()).isEqualTo(1);
        assertThat(challenger.scores().averagePrecision()).isEqualTo(1);
        assertThat(challenger.scores().versions()).containsExactly("3");
    }

    @Test
    void equalScoresShareTheMeanOfTheirRanks() {
        List<Pair> tied = List.of(
                pair("c1", 0.1, 0.1, null),
                pair("c2", 0.1, 0.2, null),
                pair("c3", 0.3, 0.3, null),
                pair("c4", 0.4, 0.4, null));

        // Ranks 1.5, 1.5, 3, 4 and 1, 2, 3, 4: 4.5 / √(4.5 · 5).
        assertThat(ModelComparison.of(VERSIONS, tied, AMOUNTS, CHAMPION, CHALLENGER, COSTS)
                        .rankCorrelation())
                .isCloseTo(4.5 / Math.sqrt(4.5 * 5), within(1e-12));
    }

    @Test
    void leavesOutWhatThereIsNothingToTellFrom() {
        List<Pair> flat = List.of(pair("c1", 0.2, 0.1, null), pair("c2", 0.2, 0.9, null));

        ModelComparison of = ModelComparison.of(VERSIONS, flat, AMOUNTS, CHAMPION, CHALLENGER, COSTS);

        assertThat(of.rankCorrelation()).isNull();
        assertThat(of.champion().scores()).isNull();
        assertThat(ComparisonTable.of(List.of(of)))
                .contains("rank correlation -", "No outcome of them is known: nothing to judge them by.");
    }

    @Test
    void isReadAsTwoTables() {
        assertThat(ComparisonTable.of(
                                List.of(ModelComparison.of(VERSIONS, PAIRS, AMOUNTS, CHAMPION, CHALLENGER, COSTS)))
                        .lines())
                .containsExactly(
                        "5 decisions with both scores  challenger 3: fraud  challenger 3: none",
                        "champion 2: fraud                               1                   2",
                        "champion 2: none                                1                   1",
                        "They agree on 40.00 %; scores differ by 0.1600 on average; rank correlation 0.6000.",
                        "",
                        "4 of known outcome, 2 fraud  champion  challenger",
                        "reviews from                   0.5000      0.6000",
                        "declines from                  0.7000           -",
                        "AUC                             0.750       1.000",
                        "average precision               0.833       1.000",
                        "card precision at 100           0.020       0.020",
                        "the same at best                0.020       0.020",
                        "reviewed                            0           2",
                        "declined                            2           0",
                        "of these no fraud                   1           0",
                        "frauds missed                       1           0",
                        "cost                           100.00       10.00",
                        "Cost (as given): a missed fraud costs 80 % of its amount, a review 5.00, a good customer declined 20.00.");
    }

    private static Pair pair(String cardId, double champion, double challenger, Boolean fraud) {
        ObjectNode decision = new ObjectMapper().createObjectNode().put("sourceOffset", cardId.hashCode());
        decision.putObject("features").put("amountMinor", 10_000);
        return new Pair(
                cardId, 0, champion, challenger, fraud, Boolean.TRUE.equals(fraud) ? AMOUNTS.take(decision) : null);
    }
}
