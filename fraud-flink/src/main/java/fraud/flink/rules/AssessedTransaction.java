package fraud.flink.rules;

import fraud.flink.features.EnrichedTransaction;
import fraud.model.Reason;
import java.util.List;

/**
 * A transaction and the rules that hold for it.
 *
 * @param enriched the transaction with its features
 * @param reasons the rules that hold, in the order of {@link Reason}
 * @param ruleSetVersion version of the rules that were evaluated, the one at the transaction's time
 */
public record AssessedTransaction(EnrichedTransaction enriched, List<Reason> reasons, int ruleSetVersion) {}
