package fraud.training.evaluate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fraud.score.RankingMetrics;
import fraud.training.model.Scored;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * How much of a difference between two candidates may be chance: the same transactions scored by both, with cards drawn
 * anew, each as a whole, as often as there are (Efron and Tibshirani, An Introduction to the Bootstrap, 1993). Of the
 * differences of the resamples the middle 95 % are the interval.
 *
 * <p>The figures are those of {@link RankingMetrics}, where a card that was drawn twice stands for two cards.
 */
public final class PairedBootstrap {

    static final int RESAMPLES = 200;

    private static final double OUTSIDE_EACH = 0.025;

    private PairedBootstrap() {}

    /**
     * A difference between two candidates.
     *
     * @param difference on the transactions as they are
     * @param low lower end of the interval
     * @param high upper end of the interval
     */
    public record Interval(double difference, double low, double high) {}

    /**
     * By how much a candidate's figures exceed those of another.
     *
     * @param areaUnderRoc see {@link Ranking}
     * @param averagePrecision see {@link Ranking}
     * @param cardPrecision see {@link Ranking}
     */
    public record Intervals(Interval areaUnderRoc, Interval averagePrecision, Interval cardPrecision) {

        /** By the names of a {@link Ranking}. */
        public ObjectNode toJson() {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.putPOJO("areaUnderRoc", areaUnderRoc);
            json.putPOJO("averagePrecision", averagePrecision);
            json.putPOJO("cardPrecision100", cardPrecision);
            return json;
        }
    }

    /**
     * Compares candidates with one of them.
     *
     * @param scored what each makes of the same transactions, in the same order
     * @param other which of them all are compared with
     * @param seed what cards are drawn from
     * @return one a candidate
     */
    public static List<Intervals> of(List<List<Scored>> scored, int other, long seed) {
        Map<String, Integer> cards = new LinkedHashMap<>();
        scored.get(0).forEach(one -> cards.putIfAbsent(one.example().row().cardId(), cards.size()));
        List<Ranked> ranked = scored.stream().map(one -> new Ranked(one, cards)).toList();
        int[] once = new int[cards.size()];
        Arrays.fill(once, 1);
        List<Ranking> asTheyAre = ranked.stream().map(one -> one.of(once)).toList();
        Random random = new Random(seed);
        List<List<Ranking>> resamples = new ArrayList<>();
        for (int resample = 0; resample < RESAMPLES; resample++) {
            int[] drawn = ranked.get(0).draw(random);
            resamples.add(ranked.stream().map(one -> one.of(drawn)).toList());
        }
        List<Intervals> intervals = new ArrayList<>();
        for (int one = 0; one < scored.size(); one++) {
            Pair pair = new Pair(one, other, asTheyAre, resamples);
            intervals.add(new Intervals(
                    pair.interval(Ranking::areaUnderRoc),
                    pair.interval(Ranking::averagePrecision),
                    pair.interval(Ranking::cardPrecision)));
        }
        return intervals;
    }

    private record Pair(int one, int other, List<Ranking> asTheyAre, List<List<Ranking>> resamples) {

        Interval interval(ToDoubleFunction<Ranking> figure) {
            double[] differences = resamples.stream()
                    .mapToDouble(of -> difference(of, figure))
                    .sorted()
                    .toArray();
            int outside = (int) (OUTSIDE_EACH * differences.length);
            return new Interval(
                    difference(asTheyAre, figure), differences[outside], differences[differences.length - 1 - outside]);
        }

        private double difference(List<Ranking> of, ToDoubleFunction<Ranking> figure) {
            return figure.applyAsDouble(of.get(one)) - figure.applyAsDouble(of.get(other));
        }
    }

    /** What one candidate makes of the transactions, sorted once for all resamples. */
    static final class Ranked {

        private final int cards;
        private final double[] scores;
        private final boolean[] frauds;
        private final int[] cardOf;
        private final List<List<CardDay>> days = new ArrayList<>();

        /** A card on one day: its highest score, and whether any of its transactions was fraud. */
        private record CardDay(String cardId, int card, double score, boolean fraud) {

            CardDay with(CardDay next) {
                return new CardDay(cardId, card, Math.max(score, next.score), fraud || next.fraud);
            }
        }

        Ranked(List<Scored> scored, Map<String, Integer> cards) {
            this.cards = cards.size();
            List<Scored> descending = scored.stream()
                    .sorted((one, next) -> Double.compare(next.score(), one.score()))
                    .toList();
            scores = new double[descending.size()];
            frauds = new boolean[descending.size()];
            cardOf = new int[descending.size()];
            Map<Long, Map<Integer, CardDay>> byDay = new TreeMap<>();
            for (int i = 0; i < scores.length; i++) {
                Scored one = descending.get(i);
                String cardId = one.example().row().cardId();
                scores[i] = one.score();
                frauds[i] = one.example().fraud();
                cardOf[i] = cards.get(cardId);
                byDay.computeIfAbsent(
                                Math.floorDiv(one.example().row().eventTimeMillis(), TimeUnit.DAYS.toMillis(1)),
                                day -> new HashMap<>())
                        .merge(cardOf[i], new CardDay(cardId, cardOf[i], scores[i], frauds[i]), CardDay::with);
            }
            byDay.values()
                    .forEach(day -> days.add(day.values().stream()
                            .sorted((one, next) -> one.score() == next.score()
                                    ? one.cardId().compareTo(next.cardId())
                                    : Double.compare(next.score(), one.score()))
                            .toList()));
        }

        /** How often each card is drawn, of as many draws as there are cards; again until there are both outcomes. */
        int[] draw(Random random) {
            while (true) {
                int[] drawn = new int[cards];
                for (int draw = 0; draw < cards; draw++) {
                    drawn[random.nextInt(cards)]++;
                }
                boolean hasFraud = false;
                boolean hasGenuine = false;
                for (int i = 0; i < scores.length; i++) {
                    hasFraud |= frauds[i] && drawn[cardOf[i]] > 0;
                    hasGenuine |= !frauds[i] && drawn[cardOf[i]] > 0;
                }
                if (hasFraud && hasGenuine) {
                    return drawn;
                }
            }
        }

        /** The figures, each card as often as it was drawn. */
        Ranking of(int[] drawn) {
            long allFrauds = 0;
            long allGenuine = 0;
            for (int i = 0; i < scores.length; i++) {
                allFrauds += frauds[i] ? drawn[cardOf[i]] : 0;
                allGenuine += frauds[i] ? 0 : drawn[cardOf[i]];
            }
            long halfPairs = 0;
            double precisions = 0;
            long fraudsSoFar = 0;
            long genuineSoFar = 0;
            int from = 0;
            while (from < scores.length) {
                long levelFrauds = 0;
                long levelGenuine = 0;
                int to = from;
                while (to < scores.length && scores[to] == scores[from]) {
                    levelFrauds += frauds[to] ? drawn[cardOf[to]] : 0;
                    levelGenuine += frauds[to] ? 0 : drawn[cardOf[to]];
                    to++;
                }
                halfPairs += levelFrauds * (2 * (allGenuine - genuineSoFar - levelGenuine) + levelGenuine);
                fraudsSoFar += levelFrauds;
                genuineSoFar += levelGenuine;
                if (levelFrauds > 0) {
                    precisions += (double) levelFrauds / allFrauds * fraudsSoFar / (fraudsSoFar + genuineSoFar);
                }
                from = to;
            }
            return new Ranking(halfPairs / (2.0 * allFrauds * allGenuine), precisions, cardPrecision(drawn));
        }

        private double cardPrecision(int[] drawn) {
            int[] found = new int[cards];
            long all = 0;
            for (List<CardDay> day : days) {
                int left = Ranking.CARDS;
                for (CardDay one : day) {
                    int looked = Math.min(left, drawn[one.card()] - found[one.card()]);
                    left -= looked;
                    found[one.card()] += one.fraud() ? looked : 0;
                    all += one.fraud() ? looked : 0;
                    if (left == 0) {
                        break;
                    }
                }
            }
            return all / ((double) Ranking.CARDS * days.size());
        }
    }
}
