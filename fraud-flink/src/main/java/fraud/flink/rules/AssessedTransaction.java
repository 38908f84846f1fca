package fraud.flink.rules;

import fraud.flink.features.FeaturedTransaction;
import fraud.model.Reason;
import java.util.List;

/**
 * A transaction and the rules that hold for it.
 *
 * @param featured the transaction with its features
 * @param reasons the rules that hold, in the order of {@link Reason}
 */
public record AssessedTransaction(FeaturedTransaction featured, List<Reason> reasons) {}
