package fraud.model;

import fraud.features.Features;
import java.util.List;

/**
 * What a detector says of one transaction, at once (SEMANTICS 5).
 *
 * @param transactionId the transaction's
 * @param cardId the transaction's
 * @param eventTimeMillis the transaction's, UTC epoch in ms
 * @param outcome approve, review or decline
 * @param score the model's score from 0 to 1
 * @param reasons the rules that hold, in the order of {@link Reason}
 * @param flags in the order of {@link Flag}
 * @param ruleSetVersion version of the rule set that was applied
 * @param modelVersion version of the model that scored, or {@code none}
 * @param features what the rules saw, or null where the output leaves them out
 * @param origin the source record, which identifies the decision
 */
public record Decision(
        String transactionId,
        String cardId,
        long eventTimeMillis,
        Outcome outcome,
        double score,
        List<Reason> reasons,
        List<Flag> flags,
        int ruleSetVersion,
        String modelVersion,
        Features features,
        Origin origin) {

    /** The model version of a detector without a model. */
    public static final String NO_MODEL = "none";
}
