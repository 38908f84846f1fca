package fraud.training.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import fraud.training.data.Example;
import fraud.training.model.Scored;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How the score is chosen from which a transaction is reviewed: either so many alerts a day on average, or the least
 * cost.
 *
 * @param alertsPerDay the budget; 0: by cost
 * @param cost what misses and reviews cost
 */
public record ThresholdRule(int alertsPerDay, Cost cost) {

    /**
     * What mistakes cost.
     *
     * @param missShare of a missed fraud, as a share of its amount
     * @param missMinor of a missed fraud, fixed, minor units
     * @param reviewMinor of a review, minor units
     */
    public record Cost(double missShare, long missMinor, long reviewMinor) {

        /** Of one missed fraud, minor units. */
        double ofMiss(Example example) {
            return missShare * example.row().amountMinor() + missMinor;
        }

        public String text() {
            String miss = missShare > 0
                    ? String.format(Locale.ROOT, "%.0f %% of its amount", 100 * missShare)
                    : String.format(Locale.ROOT, "%.2f", missMinor / 100.0);
            return String.format(Locale.ROOT, "a missed fraud costs %s, a review %.2f", miss, reviewMinor / 100.0);
        }
    }

    public static ThresholdRule of(JsonNode json) {
        return new ThresholdRule(
                json.path("alertsPerDay").asInt(),
                new Cost(
                        json.required("missShare").asDouble(),
                        json.required("missMinor").asLong(),
                        json.required("reviewMinor").asLong()));
    }

    /** Whether the number of alerts decides, not their cost. */
    public boolean isBudget() {
        return alertsPerDay > 0;
    }

    /** In words. */
    public String text() {
        return isBudget()
                ? "at most " + alertsPerDay + " alerts a day on average of the validation days"
                : "least cost over the validation days, where " + cost.text();
    }

    /**
     * The least score to review.
     *
     * @param scored what was validated by, of all folds; for a budget with what has no outcome
     * @param days how many days that is
     */
    public double threshold(List<Scored> scored, int days) {
        List<Scored> descending = scored.stream()
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .toList();
        double best = Math.nextUp(descending.get(0).score());
        double cost = 0;
        double least = 0;
        for (int i = 0; i < descending.size(); i++) {
            Scored one = descending.get(i);
            cost += this.cost.reviewMinor() - (one.example().fraud() ? this.cost.ofMiss(one.example()) : 0);
            boolean isLastOfScore =
                    i + 1 == descending.size() || descending.get(i + 1).score() < one.score();
            if (!isLastOfScore) {
                continue;
            }
            if (isBudget()) {
                if (i + 1 > (long) alertsPerDay * days) {
                    break;
                }
                best = one.score();
            } else if (cost < least) {
                least = cost;
                best = one.score();
            }
        }
        return best;
    }
}
