package fraud.flink.assess;

import fraud.decide.AssessedTransaction;
import fraud.features.EnrichedTransaction;
import fraud.features.MerchantHistory;
import fraud.features.MerchantUses;
import fraud.flink.score.ScoreTransactions;
import fraud.ruleset.RuleSet;
import fraud.score.Scores;
import fraud.versions.VersionHistory;

/**
 * Assesses a transaction for which all side inputs are known: gives it the past of its merchant (SEMANTICS 14), scores
 * it (15), and evaluates the rules (5.2), with what is in force at its own time. Belongs to one task.
 */
final class AssessTransactions {

    private final ScoreTransactions scoring;

    AssessTransactions(ScoreTransactions scoring) {
        this.scoring = scoring;
    }

    /**
     * Assesses one.
     *
     * @param rules the version at its event time
     */
    AssessedTransaction assess(
            EnrichedTransaction ofCard,
            MerchantHistory merchant,
            MerchantUses uses,
            RuleSet rules,
            VersionHistory versions) {
        EnrichedTransaction enriched = ofCard.withMerchant(merchant, uses, rules);
        Scores scores = scoring.score(enriched, rules, versions);
        return AssessedTransaction.of(enriched, scores, rules);
    }
}
