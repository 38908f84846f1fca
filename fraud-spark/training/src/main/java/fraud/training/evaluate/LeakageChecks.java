package fraud.training.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fraud.score.RankingMetrics;
import fraud.training.data.Example;
import fraud.training.data.Split;
import fraud.training.model.Candidate;
import fraud.training.model.Scored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;

/**
 * Whether the model may have seen what it could not have known: of the latest validation what is fitted, of the test
 * the times.
 */
public final class LeakageChecks {

    /** With shuffled outcomes, some hundred frauds come out this much above chance at most. */
    private static final double CHANCE_FACTOR = 5;

    private final ArrayNode checks = JsonNodeFactory.instance.arrayNode();
    private final List<String> features;

    public LeakageChecks(List<String> features) {
        this.features = features;
    }

    public ArrayNode toJson() {
        return checks;
    }

    private void add(String name, boolean holds, String says) {
        checks.addObject().put("name", name).put("holds", holds).put("says", says);
    }

    /**
     * Of a split: nothing is learned from that lies after its training, or that was not known at the end of its delay.
     */
    public void times(Split split, Split.Sample sample) {
        long lastRow = sample.train().stream()
                .mapToLong(example -> example.row().eventTimeMillis())
                .max()
                .orElseThrow();
        long firstJudged = sample.judged().stream()
                .mapToLong(example -> example.row().eventTimeMillis())
                .min()
                .orElseThrow();
        long gap = firstJudged - lastRow;
        add(
                "no training row after the training days",
                lastRow < Split.millis(split.trainTo().plusDays(1)) && gap >= TimeUnit.DAYS.toMillis(split.delayDays()),
                "the last one is of " + Instant.ofEpochMilli(lastRow) + ", the first one to be judged of "
                        + Instant.ofEpochMilli(firstJudged));
        add(
                "no outcome that was not known yet",
                sample.newestOutcomeMillis() <= split.knownMillis(),
                "the newest one that was learned from was published at "
                        + Instant.ofEpochMilli(sample.newestOutcomeMillis()) + ", the delay ends at "
                        + Instant.ofEpochMilli(split.knownMillis()));
    }

    /** No single feature says it all. */
    public void singleFeatures(Split.Sample sample, double averagePrecision) {
        double best = 0;
        String name = "";
        for (int i = 0; i < features.size(); i++) {
            int feature = i;
            for (int sign : new int[] {1, -1}) {
                double alone = RankingMetrics.averagePrecision(Scored.forMetrics(sample.judged().stream()
                        .map(example -> new Scored(example, sign * example.row().features()[feature]))
                        .toList()));
                if (alone > best) {
                    best = alone;
                    name = features.get(i);
                }
            }
        }
        add(
                "no feature gives the outcome away",
                best < averagePrecision,
                format(
                        "the best one alone, %s, has average precision %.3f, the model %.3f",
                        name, best, averagePrecision));
    }

    /** Trained with shuffled outcomes, the same candidate knows nothing. */
    public void shuffled(SparkSession spark, Candidate candidate, Split.Sample sample, long seed) {
        List<Example> labels = new ArrayList<>(sample.train());
        Collections.shuffle(labels, new Random(seed));
        List<Example> shuffled = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            Example label = labels.get(i);
            shuffled.add(new Example(sample.train().get(i).row(), label.fraud(), label.scenario()));
        }
        List<Scored> scored =
                candidate.withFewTrees().fit(spark, shuffled, seed).score(sample.judged());
        double precision = RankingMetrics.averagePrecision(Scored.forMetrics(scored));
        double chance =
                (double) Split.Sample.frauds(sample.judged()) / sample.judged().size();
        add(
                "shuffled outcomes teach nothing",
                precision < CHANCE_FACTOR * chance,
                format("average precision %.4f, chance gives %.4f", precision, chance));
    }

    /**
     * What the model is worth to who has no labels in the stream. Says how much the outcomes at the merchant carry;
     * nothing to hold.
     */
    public void withoutMerchants(
            SparkSession spark, Candidate candidate, Split.Sample sample, long seed, double averagePrecision) {
        List<Scored> scored = candidate.fit(spark, blind(sample.train()), seed).score(blind(sample.judged()));
        double without = RankingMetrics.averagePrecision(Scored.forMetrics(scored));
        add(
                "the card alone says something, too",
                true,
                format(
                        "without the merchant's features average precision is %.3f, with them %.3f",
                        without, averagePrecision));
    }

    private List<Example> blind(List<Example> examples) {
        return examples.stream()
                .map(example -> {
                    double[] values = example.row().features().clone();
                    for (int i = 0; i < values.length; i++) {
                        if (features.get(i).startsWith("merchant")) {
                            values[i] = 0;
                        }
                    }
                    return new Example(example.row().withFeatures(values), example.fraud(), example.scenario());
                })
                .toList();
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
