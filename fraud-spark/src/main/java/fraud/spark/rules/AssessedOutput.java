package fraud.spark.rules;

import fraud.decide.AssessedTransaction;
import fraud.sink.OutputRecord;

/**
 * A transaction and the rules that hold for it, or an output that passes by; the other is null.
 *
 * @param transaction yet to be decided
 * @param output final as it is
 */
public record AssessedOutput(AssessedTransaction transaction, OutputRecord output) {

    static AssessedOutput of(AssessedTransaction transaction) {
        return new AssessedOutput(transaction, null);
    }

    static AssessedOutput of(OutputRecord output) {
        return new AssessedOutput(null, output);
    }
}
