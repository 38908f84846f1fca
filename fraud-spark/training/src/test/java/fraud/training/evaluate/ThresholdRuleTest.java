package fraud.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.costs.Costs;
import fraud.training.data.Example;
import fraud.training.data.TableRow;
import fraud.training.model.Scored;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThresholdRuleTest {

    private static final Costs ANY = new Costs(1, 0, 500, 2_000);

    @Test
    void reviewsAsManyAsTheBudgetAllows() {
        List<Scored> scored = scored("0.9 0.8 0.7 0.6 0.5", "");

        assertThat(new ThresholdRule(2, ANY).threshold(scored, 1)).isEqualTo(0.8);
        assertThat(new ThresholdRule(2, ANY).threshold(scored, 2)).isEqualTo(0.6);
        assertThat(new ThresholdRule(9, ANY).threshold(scored, 2)).isEqualTo(0.5);
    }

    @Test
    void staysWithinTheBudgetWhereScoresAreEqual() {
        assertThat(new ThresholdRule(2, ANY).threshold(scored("0.9 0.8 0.8 0.1", ""), 1))
                .isEqualTo(0.9);
        assertThat(new ThresholdRule(1, ANY).threshold(scored("0.9 0.9", ""), 1))
                .isGreaterThan(0.9);
    }

    /** Amounts are 10.00 each; a review costs 6.00. */
    @Test
    void reviewsWhereThatCostsLeast() {
        ThresholdRule rule = new ThresholdRule(0, new Costs(1, 0, 600, 0));

        assertThat(rule.threshold(scored("0.9 0.8 0.7 0.6", "0.9 0.7"), 1)).isEqualTo(0.9);
        assertThat(rule.threshold(scored("0.9 0.8 0.7 0.6", "0.9 0.8 0.7"), 1)).isEqualTo(0.7);
        assertThat(rule.threshold(scored("0.9 0.8", "0.8"), 1)).isGreaterThan(0.9);
    }

    @Test
    void countsAFixedCostOfAMiss() {
        assertThat(new ThresholdRule(0, new Costs(0, 1_300, 600, 0)).threshold(scored("0.9 0.8", "0.8"), 1))
                .isEqualTo(0.8);
    }

    /** A review costs 5.00, a good customer 20.00: one in four that are declined may be one, and no more. */
    @Test
    void declinesWhereThatCostsLessThanReviews() {
        ThresholdRule rule = new ThresholdRule(1, ANY);

        assertThat(rule.declineThreshold(scored("0.9 0.8 0.7 0.6 0.5", "0.9 0.8 0.7")))
                .hasValue(0.7);
        assertThat(rule.declineThreshold(scored("0.95 0.9 0.8 0.7 0.6", "0.9 0.8 0.7 0.6")))
                .hasValue(0.6);
        assertThat(rule.declineThreshold(scored("0.95 0.9 0.8 0.7 0.1", "0.9 0.8 0.7")))
                .isEmpty();
        assertThat(rule.declineThreshold(scored("0.9 0.9 0.9 0.8", "0.9"))).hasValue(0.9);
        assertThat(rule.declineThreshold(scored("0.9 0.8", "0.1"))).isEmpty();
    }

    private static List<Scored> scored(String scores, String frauds) {
        List<Scored> scored = new ArrayList<>();
        for (String score : scores.split(" ", -1)) {
            TableRow row = new TableRow("t", "c", 0, 1_000, new double[0], List.of());
            boolean fraud = List.of(frauds.split(" ", -1)).contains(score);
            scored.add(new Scored(new Example(row, fraud, ""), Double.parseDouble(score)));
        }
        return scored;
    }
}
