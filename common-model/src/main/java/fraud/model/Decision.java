package fraud.model;

import fraud.features.Features;
import fraud.score.Scores;
import java.util.List;

/**
 * What a detector says of one transaction, at once (SEMANTICS 5).
 *
 * @param transactionId the transaction's
 * @param cardId the transaction's
 * @param eventTimeMillis the transaction's, UTC epoch in ms
 * @param outcome approve, review or decline
 * @param reasons the rules that hold, in the order of {@link Reason}
 * @param flags in the order of {@link Flag}
 * @param ruleSetVersion version of the rule set that was applied
 * @param scores what the models say
 * @param features what the rules saw, or null where the output leaves them out
 * @param origin the source record, which identifies the decision
 */
public record Decision(
        String transactionId,
        String cardId,
        long eventTimeMillis,
        Outcome outcome,
        List<Reason> reasons,
        List<Flag> flags,
        int ruleSetVersion,
        Scores scores,
        Features features,
        Origin origin) {}
