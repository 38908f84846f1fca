package fraud.decide;

import fraud.features.EnrichedTransaction;
import fraud.features.Features;
import fraud.model.Flag;
import fraud.model.Origin;
import fraud.model.Outcome;
import fraud.model.Transaction;
import fraud.rules.Reason;
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
        Origin origin) {

    /**
     * The decision on a transaction (SEMANTICS 5.3 to 5.5).
     *
     * @param withFeatures whether it carries the features
     */
    public static Decision of(AssessedTransaction assessed, boolean withFeatures) {
        EnrichedTransaction enriched = assessed.enriched();
        Transaction transaction = enriched.transaction();
        return new Decision(
                transaction.transactionId(),
                transaction.cardId(),
                transaction.eventTimeMillis(),
                assessed.outcome(),
                assessed.reasons(),
                enriched.flags(),
                assessed.ruleSetVersion(),
                assessed.scores(),
                withFeatures ? enriched.features() : null,
                enriched.origin());
    }
}
