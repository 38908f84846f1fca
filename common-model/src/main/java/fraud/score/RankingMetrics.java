package fraud.score;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How well scores put fraud before what is not fraud, whatever the threshold. Each result is from 0 to 1, depends on
 * nothing but the order of the scores, and not on the order in which the transactions are given.
 *
 * <p>Sources: Fawcett, An introduction to ROC analysis (2006); scikit-learn's {@code roc_auc_score} and
 * {@code average_precision_score}; Fraud Detection Handbook (Le Borgne et al., 2022), chapter 4, for card precision.
 */
public final class RankingMetrics {

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private RankingMetrics() {}

    /**
     * Area under the ROC curve: the share of pairs of a fraud and a transaction that is none in which the fraud has the
     * higher score, equal scores counting half. Chance gives 0.5.
     *
     * @throws IllegalArgumentException unless there is a fraud and a transaction that is none
     */
    public static double areaUnderRoc(Collection<ScoredTransaction> transactions) {
        long frauds = requireFrauds(transactions);
        long genuine = transactions.size() - frauds;
        if (genuine == 0) {
            throw new IllegalArgumentException(
                    "all " + transactions.size() + " transactions are fraud: the area under the ROC curve needs both");
        }
        // In half pairs, so that ties stay exact: at most 2 · 2³⁰ · 2³⁰.
        long halfPairs = 0;
        long genuineAbove = 0;
        for (Level level : levels(transactions)) {
            long genuineBelow = genuine - genuineAbove - level.genuine;
            halfPairs += level.frauds * (2 * genuineBelow + level.genuine);
            genuineAbove += level.genuine;
        }
        return halfPairs / (2.0 * frauds * genuine);
    }

    /**
     * Average precision as scikit-learn has it: over the distinct scores from the highest down, the precision at this
     * score times what it adds to recall; nothing is interpolated. Chance gives about the share of frauds.
     *
     * @throws IllegalArgumentException unless there is a fraud
     */
    public static double averagePrecision(Collection<ScoredTransaction> transactions) {
        long frauds = requireFrauds(transactions);
        double sum = 0;
        long fraudsSoFar = 0;
        long soFar = 0;
        for (Level level : levels(transactions)) {
            fraudsSoFar += level.frauds;
            soFar += level.frauds + level.genuine;
            sum += (double) level.frauds / frauds * fraudsSoFar / soFar;
        }
        return sum;
    }

    /**
     * Card precision at k: what investigators find who can look at k cards a day. On each UTC day that has a
     * transaction, the k cards with the highest score of the day are looked at; the day's precision is the number of
     * those with a fraud on that day, over k, even where there are fewer than k cards. A card that was found stays out
     * on later days. The result is the mean over the days.
     *
     * <p>Of cards with equal scores those with the lesser identifier, by its characters, come first.
     *
     * @param k cards a day, at least 1
     * @throws IllegalArgumentException if k is less than 1, or there is no transaction
     */
    public static double cardPrecision(Collection<ScoredTransaction> transactions, int k) {
        return meanPrecision(transactions, k, ScoredTransaction::score);
    }

    /**
     * The card precision at k of a perfect scorer, which gives 1 to fraud and 0 to all else: with few frauds, no model
     * comes near 1. No scorer is better while no day has more than k cards with a fraud that were not found before.
     *
     * @param k cards a day, at least 1
     * @throws IllegalArgumentException if k is less than 1, or there is no transaction
     */
    public static double cardPrecisionCeiling(Collection<ScoredTransaction> transactions, int k) {
        return meanPrecision(transactions, k, transaction -> transaction.fraud() ? 1 : 0);
    }

    private static double meanPrecision(Collection<ScoredTransaction> transactions, int k, Scorer scorer) {
        if (k < 1) {
            throw new IllegalArgumentException("k is " + k + ": at least one card a day is looked at");
        }
        requireSome(transactions);
        Map<Long, Map<String, CardDay>> days = new TreeMap<>();
        for (ScoredTransaction transaction : transactions) {
            CardDay one = new CardDay(transaction.cardId(), scorer.score(transaction), transaction.fraud());
            days.computeIfAbsent(Math.floorDiv(transaction.eventTimeMillis(), DAY_MILLIS), day -> new HashMap<>())
                    .merge(transaction.cardId(), one, CardDay::with);
        }
        Set<String> found = new HashSet<>();
        for (Map<String, CardDay> day : days.values()) {
            day.values().stream()
                    .filter(card -> !found.contains(card.cardId))
                    .sorted(CardDay.MOST_SUSPICIOUS_FIRST)
                    .limit(k)
                    .filter(CardDay::fraud)
                    .toList()
                    .forEach(card -> found.add(card.cardId));
        }
        // Each card is found once, so the days' precisions add up to the number of cards over k.
        return found.size() / ((double) k * days.size());
    }

    /** The transactions by distinct score, the highest first. */
    private static List<Level> levels(Collection<ScoredTransaction> transactions) {
        List<ScoredTransaction> sorted = new ArrayList<>(transactions);
        sorted.sort(Comparator.comparingDouble(ScoredTransaction::score).reversed());
        List<Level> levels = new ArrayList<>();
        Level level = null;
        for (ScoredTransaction transaction : sorted) {
            if (level == null || level.score != transaction.score()) {
                level = new Level(transaction.score());
                levels.add(level);
            }
            if (transaction.fraud()) {
                level.frauds++;
            } else {
                level.genuine++;
            }
        }
        return levels;
    }

    private static long requireFrauds(Collection<ScoredTransaction> transactions) {
        requireSome(transactions);
        long frauds = transactions.stream().filter(ScoredTransaction::fraud).count();
        if (frauds == 0) {
            throw new IllegalArgumentException("none of the " + transactions.size()
                    + " transactions is fraud: nothing to be found, nothing to measure");
        }
        return frauds;
    }

    private static void requireSome(Collection<ScoredTransaction> transactions) {
        if (transactions.isEmpty()) {
            throw new IllegalArgumentException("there are no transactions to measure");
        }
    }

    @FunctionalInterface
    private interface Scorer {
        double score(ScoredTransaction transaction);
    }

    /** How many transactions share a score. */
    private static final class Level {
        final double score;
        long frauds;
        long genuine;

        Level(double score) {
            this.score = score;
        }
    }

    /** A card on one day: its highest score, and whether any of its transactions was fraud. */
    private record CardDay(String cardId, double score, boolean fraud) {

        static final Comparator<CardDay> MOST_SUSPICIOUS_FIRST =
                Comparator.comparingDouble(CardDay::score).reversed().thenComparing(CardDay::cardId);

        CardDay with(CardDay other) {
            return new CardDay(cardId, Math.max(score, other.score), fraud || other.fraud);
        }
    }
}
