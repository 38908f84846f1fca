package fraud.cli.training;

import fraud.costs.Costs;

/**
 * How the score is chosen from which a transaction is reviewed, and what mistakes are taken to cost.
 *
 * @param alertsPerDay at most so many reviews a day; 0: as many as cost least
 * @param costs what mistakes cost
 */
public record ThresholdChoice(int alertsPerDay, Costs costs) {

    public static final int MAX_ALERTS_PER_DAY = 10_000_000;
}
