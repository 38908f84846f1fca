package fraud.training.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fraud.costs.Costs;
import fraud.score.RankingMetrics;
import fraud.score.ScoredTransaction;
import fraud.training.model.FittedModel;
import fraud.training.model.Scored;
import fraud.training.model.Thresholds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What scores are worth, as figures for the report: curves over all thresholds, and what is found at the chosen one.
 */
public final class ModelEvaluation {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final int[] CARDS = {10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 120, 140, 160, 180, 200};
    private static final int[] ALERTS = {10, 20, 30, 50, 75, 100, 150, 200, 300, 500, 1_000};
    private static final int CURVE_POINTS = 200;
    private static final int TENTHS = 10;

    private final List<Scored> descending;
    private final int days;
    private final Thresholds thresholds;
    private final Costs cost;

    /**
     * An evaluation.
     *
     * @param scored what is judged by, of both outcomes
     * @param days how many days that is
     * @param thresholds what the scores are held against
     * @param cost what mistakes cost
     */
    public ModelEvaluation(List<Scored> scored, int days, Thresholds thresholds, Costs cost) {
        this.descending = scored.stream()
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .toList();
        this.days = days;
        this.thresholds = thresholds;
        this.cost = cost;
    }

    public ObjectNode toJson() {
        ObjectNode json = JSON.objectNode();
        Ranking ranking = Ranking.of(descending);
        List<ScoredTransaction> transactions = Scored.forMetrics(descending);
        json.put("days", days);
        json.put("rows", descending.size());
        json.put("frauds", frauds(descending));
        json.put("areaUnderRoc", ranking.areaUnderRoc());
        json.put("averagePrecision", ranking.averagePrecision());
        json.put("cardPrecision100", ranking.cardPrecision());
        json.put("cardPrecision100Ceiling", RankingMetrics.cardPrecisionCeiling(transactions, Ranking.CARDS));
        ArrayNode byCards = json.putArray("cardPrecision");
        for (int k : CARDS) {
            byCards.addObject()
                    .put("k", k)
                    .put("precision", RankingMetrics.cardPrecision(transactions, k))
                    .put("ceiling", RankingMetrics.cardPrecisionCeiling(transactions, k));
        }
        json.set("curve", curve());
        json.set("calibration", calibration());
        json.set("atThreshold", at(thresholds.review()));
        ArrayNode budgets = json.putArray("budgets");
        for (int alerts : ALERTS) {
            if ((long) alerts * days <= descending.size()) {
                budgets.add(at(new ThresholdRule(alerts, cost).threshold(descending, days))
                        .put("alertsPerDayAtMost", alerts));
            }
        }
        json.set("scenarios", scenarios());
        return json;
    }

    private static long frauds(List<Scored> scored) {
        return scored.stream().filter(one -> one.example().fraud()).count();
    }

    /** Recall, false positive rate and precision at some of the distinct scores, from the highest down. */
    private ArrayNode curve() {
        long frauds = frauds(descending);
        long genuine = descending.size() - frauds;
        ArrayNode curve = JSON.arrayNode();
        long found = 0;
        double lastRecall = 0;
        double lastFalse = 0;
        for (int i = 0; i < descending.size(); i++) {
            if (descending.get(i).example().fraud()) {
                found++;
            }
            boolean isLastOfScore = i + 1 == descending.size()
                    || descending.get(i + 1).score() < descending.get(i).score();
            double recall = (double) found / frauds;
            double falsePositives = (double) (i + 1 - found) / genuine;
            boolean isFar =
                    recall - lastRecall >= 1.0 / CURVE_POINTS || falsePositives - lastFalse >= 1.0 / CURVE_POINTS;
            if (isLastOfScore && (isFar || i + 1 == descending.size() || curve.isEmpty())) {
                curve.addArray()
                        .add(rounded(falsePositives))
                        .add(rounded(recall))
                        .add(rounded((double) found / (i + 1)));
                lastRecall = recall;
                lastFalse = falsePositives;
            }
        }
        return curve;
    }

    private static double rounded(double share) {
        return Math.rint(share * 1e6) / 1e6;
    }

    /**
     * Of the transactions in each tenth of the scores, the mean score and the share of frauds: equal, if scores are
     * probabilities.
     */
    private ArrayNode calibration() {
        long[] rows = new long[TENTHS];
        long[] frauds = new long[TENTHS];
        double[] scores = new double[TENTHS];
        for (Scored one : descending) {
            int tenth = Math.min(TENTHS - 1, (int) (one.score() * TENTHS));
            rows[tenth]++;
            frauds[tenth] += one.example().fraud() ? 1 : 0;
            scores[tenth] += one.score();
        }
        ArrayNode calibration = JSON.arrayNode();
        for (int tenth = 0; tenth < TENTHS; tenth++) {
            if (rows[tenth] > 0) {
                calibration
                        .addObject()
                        .put("tenth", tenth)
                        .put("rows", rows[tenth])
                        .put("frauds", frauds[tenth])
                        .put("meanScore", scores[tenth] / rows[tenth]);
            }
        }
        return calibration;
    }

    /** What reviewing from a score on, and declining from the other on, finds, misses and costs. */
    private ObjectNode at(double score) {
        Found found = new Found();
        Found declined = new Found();
        Found passed = new Found();
        double missed = 0;
        double nothing = 0;
        for (Scored one : descending) {
            boolean isAlarm = one.score() >= score;
            (isAlarm ? found : passed).add(one);
            if (isAlarm && thresholds.isDeclined(one.score())) {
                declined.add(one);
            }
            if (one.example().fraud()) {
                double miss = cost.ofMiss(one.example().row().amountMinor());
                nothing += miss;
                missed += isAlarm ? 0 : miss;
            }
        }
        double reviewsCost = (double) (found.all() - declined.all()) * cost.reviewMinor();
        double declinesCost = (double) declined.genuine * cost.declineMinor();
        return JSON.objectNode()
                .put("score", score)
                .put("found", found.frauds)
                .put("falseAlarms", found.genuine)
                .put("missed", passed.frauds)
                .put("passed", passed.genuine)
                .put("declinedFrauds", declined.frauds)
                .put("declinedGenuine", declined.genuine)
                .put("foundMinor", found.fraudMinor)
                .put("missedMinor", passed.fraudMinor)
                .put("declinedMinor", declined.fraudMinor)
                .put("alertsPerDay", (double) found.all() / days)
                .put("recall", share(found.frauds, found.frauds + passed.frauds))
                .put("precision", share(found.frauds, found.all()))
                .put("recallByValue", share(found.fraudMinor, found.fraudMinor + passed.fraudMinor))
                .put("missesCostMinor", missed)
                .put("reviewsCostMinor", reviewsCost)
                .put("declinesCostMinor", declinesCost)
                .put("costMinor", missed + reviewsCost + declinesCost)
                .put("costWithoutModelMinor", nothing);
    }

    /** Transactions that the same is done to. */
    private static final class Found {
        private long frauds;
        private long genuine;
        private long fraudMinor;

        private void add(Scored one) {
            boolean isFraud = one.example().fraud();
            frauds += isFraud ? 1 : 0;
            genuine += isFraud ? 0 : 1;
            fraudMinor += isFraud ? one.example().row().amountMinor() : 0;
        }

        private long all() {
            return frauds + genuine;
        }
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private ArrayNode scenarios() {
        Map<String, long[]> scenarios = new TreeMap<>();
        for (Scored one : descending) {
            if (one.example().fraud()) {
                String name = one.example().scenario().isEmpty()
                        ? "unnamed"
                        : one.example().scenario();
                long[] sums = scenarios.computeIfAbsent(name, unused -> new long[4]);
                boolean isFound = one.score() >= thresholds.review();
                sums[0]++;
                sums[1] += isFound ? 1 : 0;
                sums[2] += one.example().row().amountMinor();
                sums[3] += isFound ? one.example().row().amountMinor() : 0;
            }
        }
        ArrayNode json = JSON.arrayNode();
        scenarios.forEach((name, sums) -> json.addObject()
                .put("name", name)
                .put("frauds", sums[0])
                .put("found", sums[1])
                .put("amountMinor", sums[2])
                .put("foundMinor", sums[3]));
        return json;
    }

    /** Importances with their names, the greatest first; nothing for a model without. */
    public static ArrayNode importances(FittedModel model, List<String> names) {
        double[] importances = model.importances();
        Integer[] order = new Integer[importances.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> -importances[i]));
        ArrayNode json = JSON.arrayNode();
        for (int i : order) {
            json.addObject().put("feature", names.get(i)).put("share", importances[i]);
        }
        return json;
    }
}
