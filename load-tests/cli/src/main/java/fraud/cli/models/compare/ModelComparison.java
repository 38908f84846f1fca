package fraud.cli.models.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import fraud.cli.models.compare.ScorePairs.Pair;
import fraud.cli.models.compare.ScorePairs.Versions;
import fraud.cli.quality.ScoreTally;
import fraud.report.figures.QualityReport.ModelScores;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A champion against a challenger, on the decisions that both have scored.
 *
 * @param championVersion as decisions name it
 * @param challengerVersion as decisions name it
 * @param decisions with both scores
 * @param both of these, at or above both thresholds
 * @param championOnly at or above the champion's threshold alone
 * @param challengerOnly at or above the challenger's threshold alone
 * @param neither below both
 * @param meanAbsoluteDifference of the scores
 * @param rankCorrelation Spearman's, from −1 to 1, equal scores sharing their mean rank; left out if one of the two
 *     gives all the same score
 * @param labelled decisions whose outcome is known
 * @param frauds of these
 * @param champion how good it is where the outcome is known
 * @param challenger the same
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ModelComparison(
        String championVersion,
        String challengerVersion,
        long decisions,
        long both,
        long championOnly,
        long challengerOnly,
        long neither,
        double meanAbsoluteDifference,
        Double rankCorrelation,
        long labelled,
        long frauds,
        Side champion,
        Side challenger) {

    /**
     * One of the two.
     *
     * @param threshold score from which on it takes a transaction for fraud
     * @param reviewed transactions of known outcome that it takes for fraud
     * @param missed frauds that it does not
     * @param costMinor what both cost, minor units
     * @param scores how good its scores are, whatever the threshold; left out if no outcome is known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Side(double threshold, long reviewed, long missed, long costMinor, ModelScores scores) {}

    /**
     * What mistakes cost, minor units.
     *
     * @param missMinor a fraud that is missed
     * @param reviewMinor a transaction that is looked at
     */
    record Cost(long missMinor, long reviewMinor) {}

    /**
     * Compares.
     *
     * @param pairs at least one
     */
    static ModelComparison of(
            Versions versions, List<Pair> pairs, double championThreshold, double challengerThreshold, Cost cost) {
        long both = 0;
        long championOnly = 0;
        long challengerOnly = 0;
        double differences = 0;
        for (Pair pair : pairs) {
            boolean isChampions = pair.champion() >= championThreshold;
            boolean isChallengers = pair.challenger() >= challengerThreshold;
            both += isChampions && isChallengers ? 1 : 0;
            championOnly += isChampions && !isChallengers ? 1 : 0;
            challengerOnly += !isChampions && isChallengers ? 1 : 0;
            differences += Math.abs(pair.champion() - pair.challenger());
        }
        List<Pair> labelled =
                pairs.stream().filter(pair -> pair.fraud() != null).toList();
        return new ModelComparison(
                versions.champion(),
                versions.challenger(),
                pairs.size(),
                both,
                championOnly,
                challengerOnly,
                pairs.size() - both - championOnly - challengerOnly,
                differences / pairs.size(),
                rankCorrelation(pairs),
                labelled.size(),
                labelled.stream().filter(Pair::fraud).count(),
                side("champion", versions.champion(), labelled, Pair::champion, championThreshold, cost),
                side("challenger", versions.challenger(), labelled, Pair::challenger, challengerThreshold, cost));
    }

    private static Side side(
            String role,
            String version,
            List<Pair> labelled,
            ToDoubleFunction<Pair> score,
            double threshold,
            Cost cost) {
        ScoreTally tally = new ScoreTally(role);
        long reviewed = 0;
        long missed = 0;
        for (Pair pair : labelled) {
            double of = score.applyAsDouble(pair);
            tally.take(version, pair.cardId(), pair.eventTimeMillis(), of, pair.fraud());
            reviewed += of >= threshold ? 1 : 0;
            missed += of < threshold && pair.fraud() ? 1 : 0;
        }
        return new Side(
                threshold,
                reviewed,
                missed,
                missed * cost.missMinor() + reviewed * cost.reviewMinor(),
                tally.quality().orElse(null));
    }

    private static Double rankCorrelation(List<Pair> pairs) {
        double[] champion = ranks(pairs.stream().mapToDouble(Pair::champion).toArray());
        double[] challenger = ranks(pairs.stream().mapToDouble(Pair::challenger).toArray());
        double mean = (pairs.size() + 1) / 2.0;
        double products = 0;
        double squares = 0;
        double otherSquares = 0;
        for (int i = 0; i < champion.length; i++) {
            double one = champion[i] - mean;
            double other = challenger[i] - mean;
            products += one * other;
            squares += one * one;
            otherSquares += other * other;
        }
        return squares == 0 || otherSquares == 0 ? null : products / Math.sqrt(squares * otherSquares);
    }

    /** From 1 for the least; equal values share the mean of theirs. */
    private static double[] ranks(double[] values) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranks = new double[values.length];
        int from = 0;
        while (from < order.length) {
            int to = from;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            double shared = (from + 1 + to) / 2.0;
            Arrays.stream(order, from, to).forEach(i -> ranks[i] = shared);
            from = to;
        }
        return ranks;
    }
}
