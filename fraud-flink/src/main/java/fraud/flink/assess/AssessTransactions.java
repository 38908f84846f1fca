package fraud.flink.assess;

import fraud.decide.AssessedTransaction;
import fraud.features.EnrichedTransaction;
import fraud.features.MerchantHistory;
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

    AssessedTransaction assess(EnrichedTransaction ofCard, MerchantHistory merchant, VersionHistory versions) {
        RuleSet rules = versions.rulesAt(ofCard.eventTimeMillis());
        EnrichedTransaction enriched = ofCard.withMerchant(merchant, rules);
        Scores scores = scoring.score(enriched, versions);
        return AssessedTransaction.of(enriched, scores, rules);
    }
}
