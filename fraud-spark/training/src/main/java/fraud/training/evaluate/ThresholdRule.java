package fraud.training.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import fraud.costs.Costs;
import fraud.training.model.Scored;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How the score is chosen from which a transaction is reviewed: either so many alerts a day on average, or the least
 * cost.
 *
 * @param alertsPerDay the budget; 0: by cost
 * @param cost what misses and reviews cost
 */
public record ThresholdRule(int alertsPerDay, Costs cost) {

    public static ThresholdRule of(JsonNode json) {
        return new ThresholdRule(
                json.path("alertsPerDay").asInt(),
                Costs.of(json).orElseThrow(() -> new IllegalArgumentException("a threshold has no costs")));
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
     * The least score to decline instead of to review, so that both together cost least: a fraud that is declined saves
     * its review, anybody else costs more than one.
     *
     * @param scored what was validated by, of all folds
     * @return nothing if no score is high enough
     */
    public OptionalDouble declineThreshold(List<Scored> scored) {
        List<Scored> descending = scored.stream()
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .toList();
        OptionalDouble best = OptionalDouble.empty();
        long more = 0;
        long least = 0;
        for (int i = 0; i < descending.size(); i++) {
            Scored one = descending.get(i);
            more += (one.example().fraud() ? 0 : cost.declineMinor()) - cost.reviewMinor();
            boolean isLastOfScore =
                    i + 1 == descending.size() || descending.get(i + 1).score() < one.score();
            if (isLastOfScore && more < least) {
                least = more;
                best = OptionalDouble.of(one.score());
            }
        }
        return best;
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
            cost += this.cost.reviewMinor()
                    - (one.example().fraud()
                            ? this.cost.ofMiss(one.example().row().amountMinor())
                            : 0);
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
