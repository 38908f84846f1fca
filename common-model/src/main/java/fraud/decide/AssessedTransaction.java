package fraud.decide;

import fraud.features.EnrichedTransaction;
import fraud.model.Outcome;
import fraud.rules.Reason;
import fraud.ruleset.RuleSet;
import fraud.score.Scores;
import java.util.List;

/**
 * A transaction, its scores and the rules that hold for it.
 *
 * @param enriched the transaction with its features
 * @param scores what the models say of it
 * @param reasons the rules that hold, in the order of {@link Reason}
 * @param outcome what they come to
 * @param ruleSetVersion version of the rules that were evaluated, the one at the transaction's time
 */
public record AssessedTransaction(
        EnrichedTransaction enriched, Scores scores, List<Reason> reasons, Outcome outcome, int ruleSetVersion) {

    /**
     * Evaluates the rules.
     *
     * @param rules the version at the transaction's event time
     */
    public static AssessedTransaction of(EnrichedTransaction enriched, Scores scores, RuleSet rules) {
        List<Reason> reasons = Reason.holding(enriched, scores, rules);
        return new AssessedTransaction(
                enriched, scores, reasons, DecisionPolicy.outcome(reasons, scores, rules), rules.version());
    }
}
