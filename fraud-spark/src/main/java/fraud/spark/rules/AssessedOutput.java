package fraud.spark.rules;

import fraud.model.Reason;
import fraud.score.Scores;
import fraud.sink.OutputRecord;
import fraud.spark.features.EnrichedTransaction;
import java.util.List;

/**
 * A transaction and the rules that hold for it, or an output that passes by; the other is null.
 *
 * @param transaction yet to be decided
 * @param scores what the models say of it
 * @param reasons the rules that hold for it, in the order of {@link Reason}
 * @param ruleSetVersion version of the rule set they are from
 * @param output final as it is
 */
public record AssessedOutput(
        EnrichedTransaction transaction, Scores scores, List<Reason> reasons, int ruleSetVersion, OutputRecord output) {

    static AssessedOutput of(EnrichedTransaction transaction, Scores scores, List<Reason> reasons, int ruleSetVersion) {
        return new AssessedOutput(transaction, scores, reasons, ruleSetVersion, null);
    }

    static AssessedOutput of(OutputRecord output) {
        return new AssessedOutput(null, null, List.of(), 0, output);
    }
}
