package fraud.flink.rules;

import fraud.features.Features;
import fraud.flink.features.EnrichedTransaction;
import fraud.model.Reason;
import fraud.model.Transaction;
import fraud.rules.RuleSet;
import fraud.rules.Rules;
import fraud.score.Scores;
import java.util.ArrayList;
import java.util.List;

/** Finds the rules that hold for a transaction (SEMANTICS 5.2, 5.3): one line a rule. */
final class EvaluateRules {

    private final RuleSet rules;
    private final List<Reason> reasons = new ArrayList<>(0);

    private EvaluateRules(RuleSet rules) {
        this.rules = rules;
    }

    /**
     * The rules that hold, in the order of {@link Reason}.
     *
     * @param enriched with the merchant's features
     * @param scores what the models say of it
     * @param rules the version at the transaction's time
     */
    static List<Reason> of(EnrichedTransaction enriched, Scores scores, RuleSet rules) {
        return new EvaluateRules(rules).reasons(enriched, scores);
    }

    private List<Reason> reasons(EnrichedTransaction enriched, Scores scores) {
        Transaction transaction = enriched.transaction();
        Features features = enriched.features();
        addIf(enriched.cardBlocked(), Reason.CARD_BLOCKED);
        if (Rules.isMerchantAllowed(transaction, rules)) {
            return reasons;
        }
        addIf(Rules.isMerchantBlocked(transaction, rules), Reason.MERCHANT_BLOCKED);
        addIf(Rules.isAboveAmountLimit(transaction, rules), Reason.AMOUNT_LIMIT);
        addIf(Rules.isUsedTooOften(features, rules), Reason.VELOCITY_COUNT);
        addIf(Rules.isSpendingTooFast(features, rules), Reason.VELOCITY_SUM);
        addIf(Rules.isImpossibleTravel(features, rules), Reason.IMPOSSIBLE_TRAVEL);
        addIf(Rules.isUnusualAmount(transaction, features, rules), Reason.UNUSUAL_AMOUNT);
        addIf(Rules.isCountryFlip(features, rules), Reason.COUNTRY_FLIP);
        addIf(Rules.isNewDeviceSpending(transaction, features, rules), Reason.NEW_DEVICE);
        addIf(Rules.isDormantCardSpending(transaction, features, rules), Reason.DORMANT_CARD);
        addIf(Rules.isMerchantAtRisk(features, rules), Reason.MERCHANT_RISK);
        addIf(Rules.isScoredHigh(scores, rules), Reason.MODEL_SCORE);
        return reasons;
    }

    private void addIf(boolean holds, Reason reason) {
        if (holds && rules.isEnabled(reason)) {
            reasons.add(reason);
        }
    }
}
