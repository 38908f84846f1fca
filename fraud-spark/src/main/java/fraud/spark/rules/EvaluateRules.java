package fraud.spark.rules;

import fraud.features.Features;
import fraud.model.Reason;
import fraud.model.Transaction;
import fraud.recovery.RecordAttempts;
import fraud.rules.RuleSet;
import fraud.rules.Rules;
import fraud.score.Scores;
import fraud.spark.features.EnrichedTransaction;
import fraud.spark.score.ScoredOutput;
import fraud.spark.source.RulesAndModels;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;

/**
 * Finds the rules that hold for a transaction under the rule set of its time (SEMANTICS 5.2, 5.3): one line a rule.
 * Stateless.
 */
public final class EvaluateRules implements MapFunction<ScoredOutput, AssessedOutput> {

    private static final long serialVersionUID = 1L;

    private final RulesAndModels versions;
    private final RecordAttempts.Step evaluate;

    /** Evaluates the rule sets of a topic. */
    public EvaluateRules(RulesAndModels versions, RecordAttempts attempts) {
        this.versions = versions;
        this.evaluate = attempts.step("evaluate rules");
    }

    @Override
    public AssessedOutput call(ScoredOutput scored) {
        EnrichedTransaction enriched = scored.transaction();
        if (enriched == null) {
            return AssessedOutput.of(scored.output());
        }
        return evaluate.get(enriched.origin(), () -> evaluate(enriched, scored));
    }

    private AssessedOutput evaluate(EnrichedTransaction enriched, ScoredOutput scored) {
        RuleSet rules = versions.rulesAt(enriched.transaction().eventTimeMillis());
        return AssessedOutput.of(enriched, scored.scores(), reasons(enriched, scored.scores(), rules), rules.version());
    }

    private static List<Reason> reasons(EnrichedTransaction enriched, Scores scores, RuleSet rules) {
        Transaction transaction = enriched.transaction();
        Features features = enriched.features();
        List<Reason> reasons = new ArrayList<>(0);
        addIf(enriched.cardBlocked(), Reason.CARD_BLOCKED, rules, reasons);
        if (Rules.isMerchantAllowed(transaction, rules)) {
            return reasons;
        }
        addIf(Rules.isMerchantBlocked(transaction, rules), Reason.MERCHANT_BLOCKED, rules, reasons);
        addIf(Rules.isAboveAmountLimit(transaction, rules), Reason.AMOUNT_LIMIT, rules, reasons);
        addIf(Rules.isUsedTooOften(features, rules), Reason.VELOCITY_COUNT, rules, reasons);
        addIf(Rules.isSpendingTooFast(features, rules), Reason.VELOCITY_SUM, rules, reasons);
        addIf(Rules.isImpossibleTravel(features, rules), Reason.IMPOSSIBLE_TRAVEL, rules, reasons);
        addIf(Rules.isUnusualAmount(transaction, features, rules), Reason.UNUSUAL_AMOUNT, rules, reasons);
        addIf(Rules.isCountryFlip(features, rules), Reason.COUNTRY_FLIP, rules, reasons);
        addIf(Rules.isNewDeviceSpending(transaction, features, rules), Reason.NEW_DEVICE, rules, reasons);
        addIf(Rules.isDormantCardSpending(transaction, features, rules), Reason.DORMANT_CARD, rules, reasons);
        addIf(Rules.isMerchantAtRisk(features, rules), Reason.MERCHANT_RISK, rules, reasons);
        addIf(Rules.isScoredHigh(scores, rules), Reason.MODEL_SCORE, rules, reasons);
        return reasons;
    }

    private static void addIf(boolean holds, Reason reason, RuleSet rules, List<Reason> reasons) {
        if (holds && rules.isEnabled(reason)) {
            reasons.add(reason);
        }
    }
}
