package fraud.score;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a sum of leaves says as a score: straight lines between points, level before the first and behind the last
 * (SEMANTICS 15.3). Nothing but the four operations of IEEE 754, so that a score has the same bits everywhere, which a
 * logistic function has not. Immutable and thread-safe.
 */
public final class ScoreLink {

    private static final int MAX_POINTS = 10_000;

    private final double[] sums;
    private final double[] scores;

    private ScoreLink(double[] sums, double[] scores) {
        this.sums = sums;
        this.scores = scores;
    }

    /**
     * A link by its points.
     *
     * @param sums ascending
     * @param scores from 0 to 1, never falling
     */
    public static ScoreLink of(double[] sums, double[] scores) {
        return new ScoreLink(sums.clone(), scores.clone());
    }

    /**
     * A link of a {@code model.json}.
     *
     * @param json an object of two arrays, {@code sum} and {@code score}
     * @throws BadModelException if they are no points of a line that never falls
     */
    static ScoreLink of(JsonNode json) throws BadModelException {
        double[] sums = ModelManifest.doubles(json, "sum");
        double[] scores = ModelManifest.doubles(json, "score");
        ModelManifest.require(
                sums.length == scores.length && sums.length >= 2 && sums.length <= MAX_POINTS,
                "a link must have two arrays of one length, from 2 to " + MAX_POINTS);
        for (int i = 0; i < sums.length; i++) {
            boolean isScore = scores[i] >= 0 && scores[i] <= 1;
            boolean rises = i == 0 || (sums[i] > sums[i - 1] && scores[i] >= scores[i - 1]);
            ModelManifest.require(isScore && rises, "a link has a point that is no score, or falls: " + i);
        }
        return new ScoreLink(sums, scores);
    }

    /** The score of a sum, from 0 to 1. */
    public double score(double sum) {
        int last = sums.length - 1;
        if (sum <= sums[0]) {
            return scores[0];
        }
        if (sum >= sums[last]) {
            return scores[last];
        }
        int low = 0;
        int high = last;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (sums[middle] <= sum) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double share = (sum - sums[low]) / (sums[high] - sums[low]);
        return Math.min(scores[high], scores[low] + (scores[high] - scores[low]) * share);
    }

    /** From the first point to the last: what contributions are measured by (SEMANTICS 15.6). */
    public double width() {
        return sums[sums.length - 1] - sums[0];
    }
}
