package fraud.spark.score;

import fraud.features.EnrichedTransaction;
import fraud.score.Scores;
import fraud.sink.OutputRecord;

/**
 * A transaction with its scores, or an output that passes by; the other is null.
 *
 * @param transaction yet to be decided
 * @param scores what the models say of it
 * @param output final as it is
 */
public record ScoredOutput(EnrichedTransaction transaction, Scores scores, OutputRecord output) {

    static ScoredOutput of(EnrichedTransaction transaction, Scores scores) {
        return new ScoredOutput(transaction, scores, null);
    }

    static ScoredOutput of(OutputRecord output) {
        return new ScoredOutput(null, null, output);
    }
}
