package fraud.cli.models.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import fraud.cli.models.compare.ScorePairs.Pair;
import fraud.cli.models.compare.ScorePairs.Versions;
import fraud.cli.quality.ScoreTally;
import fraud.costs.Costs;
import fraud.report.figures.QualityReport.ModelScores;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A champion against a challenger, on the decisions that both have scored.
 *
 * @param championVersion as decisions name it
 * @param challengerVersion as decisions name it
 * @param decisions with both scores
 * @param both of these, taken for fraud by both: reviewed or declined
 * @param championOnly by the champion alone
 * @param challengerOnly by the challenger alone
 * @param neither by none of them
 * @param meanAbsoluteDifference of the scores
 * @param rankCorrelation Spearman's, from −1 to 1, equal scores sharing their mean rank; left out if one of the two
 *     gives all the same score
 * @param labelled decisions whose outcome is known
 * @param frauds of these
 * @param champion how good it is where the outcome is known
 * @param challenger the same
 * @param costs what mistakes were taken to cost, in words
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
        Side challenger,
        String costs) {

    /**
     * One of the two.
     *
     * @param threshold score from which on it sends a transaction to review
     * @param declineThreshold score from which on it declines one; left out if it declines none
     * @param reviewed transactions of known outcome that it sends to review
     * @param declined transactions of known outcome that it declines
     * @param declinedGenuine of these, no fraud
     * @param missed frauds that it does neither to
     * @param costMinor what the mistakes and the reviews cost, minor units
     * @param scores how good its scores are, whatever the threshold; left out if no outcome is known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Side(
            double threshold,
            Double declineThreshold,
            long reviewed,
            long declined,
            long declinedGenuine,
            long missed,
            long costMinor,
            ModelScores scores) {}

    /**
     * Score from which on a model acts.
     *
     * @param review it sends a transaction to review
     * @param decline it declines one that it would review; empty if it declines none
     */
    record Limits(double review, OptionalDouble decline) {

        boolean isDeclined(double score) {
            return decline.isPresent() && score >= Math.max(review, decline.getAsDouble());
        }
    }

    /**
     * What mistakes cost, and who says so.
     *
     * @param costs the costs
     * @param source who says so, to be put in brackets
     */
    record SourcedCosts(Costs costs, String source) {

        String text() {
            return "Cost (" + source + "): " + costs.text() + ".";
        }
    }

    /**
     * Compares.
     *
     * @param pairs at least one
     * @param amounts of the frauds among them; asked only if costs go by them
     */
    static ModelComparison of(
            Versions versions,
            List<Pair> pairs,
            FraudAmounts amounts,
            Limits champion,
            Limits challenger,
            SourcedCosts costs) {
        long both = 0;
        long championOnly = 0;
        long challengerOnly = 0;
        double differences = 0;
        for (Pair pair : pairs) {
            boolean isChampions = isFraud(pair.champion(), champion);
            boolean isChallengers = isFraud(pair.challenger(), challenger);
            both += isChampions && isChallengers ? 1 : 0;
            championOnly += isChampions && !isChallengers ? 1 : 0;
            challengerOnly += !isChampions && isChallengers ? 1 : 0;
            differences += Math.abs(pair.champion() - pair.challenger());
        }
        List<Pair> labelled =
                pairs.stream().filter(pair -> pair.fraud() != null).toList();
        ToDoubleFunction<Pair> miss =
                pair -> costs.costs().ofMiss(costs.costs().missShare() == 0 ? 0 : amounts.amountMinor(pair.position()));
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
                side("champion", versions.champion(), labelled, Pair::champion, champion, costs.costs(), miss),
                side("challenger", versions.challenger(), labelled, Pair::challenger, challenger, costs.costs(), miss),
                costs.text());
    }

    private static boolean isFraud(double score, Limits limits) {
        return score >= limits.review();
    }

    private static Side side(
            String role,
            String version,
            List<Pair> labelled,
            ToDoubleFunction<Pair> score,
            Limits limits,
            Costs costs,
            ToDoubleFunction<Pair> miss) {
        ScoreTally tally = new ScoreTally(role);
        long reviewed = 0;
        long declined = 0;
        long declinedGenuine = 0;
        long missed = 0;
        double misses = 0;
        for (Pair pair : labelled) {
            double of = score.applyAsDouble(pair);
            tally.take(version, pair.cardId(), pair.eventTimeMillis(), of, pair.fraud());
            if (limits.isDeclined(of)) {
                declined++;
                declinedGenuine += pair.fraud() ? 0 : 1;
            } else if (of >= limits.review()) {
                reviewed++;
            } else if (pair.fraud()) {
                missed++;
                misses += miss.applyAsDouble(pair);
            }
        }
        return new Side(
                limits.review(),
                limits.decline().isPresent() ? limits.decline().getAsDouble() : null,
                reviewed,
                declined,
                declinedGenuine,
                missed,
                Math.round(misses) + reviewed * costs.reviewMinor() + declinedGenuine * costs.declineMinor(),
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
