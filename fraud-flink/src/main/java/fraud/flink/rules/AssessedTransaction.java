package fraud.flink.rules;

import fraud.flink.features.EnrichedTransaction;
import fraud.model.Reason;
import fraud.score.Scores;
import java.util.List;

/**
 * A transaction, its scores and the rules that hold for it.
 *
 * @param enriched the transaction with its features
 * @param scores what the models say of it
 * @param reasons the rules that hold, in the order of {@link Reason}
 * @param ruleSetVersion version of the rules that were evaluated, the one at the transaction's time
 */
public record AssessedTransaction(
        EnrichedTransaction enriched, Scores scores, List<Reason> reasons, int ruleSetVersion) {}
