package fraud.spark.rules;

import fraud.model.Reason;
import fraud.sink.OutputRecord;
import fraud.spark.features.EnrichedTransaction;
import java.util.List;

/**
 * A transaction and the rules that hold for it, or an output that passes by; the other is null.
 *
 * @param transaction yet to be decided
 * @param reasons the rules that hold for it, in the order of {@link Reason}
 * @param output final as it is
 */
public record AssessedOutput(EnrichedTransaction transaction, List<Reason> reasons, OutputRecord output) {}
