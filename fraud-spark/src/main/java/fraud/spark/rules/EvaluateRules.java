package fraud.spark.rules;

import fraud.model.Reason;
import fraud.model.Transaction;
import fraud.features.Features;
import fraud.rules.RuleSet;
import fraud.rules.Rules;
import fraud.spark.features.EnrichedTransaction;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Which rules hold for a transaction, in the order in which decisions list them (SEMANTICS 5.2). The place to add a rule. */
final class EvaluateRules implements Serializable {

    private static final long serialVersionUID = 1L;

    private final RuleSet rules;

    EvaluateRules(RuleSet rules) {
        this.rules = rules;
    }

    List<Reason> reasons(EnrichedTransaction enriched) {
        Transaction transaction = enriched.transaction();
        Features features = enriched.features();
        List<Reason> reasons = new ArrayList<>(0);
        addIf(enriched.cardBlocked(), Reason.CARD_BLOCKED, reasons);
        addIf(Rules.isAboveAmountLimit(transaction, rules), Reason.AMOUNT_LIMIT, reasons);
        addIf(Rules.isUsedTooOften(features, rules), Reason.VELOCITY_COUNT, reasons);
        addIf(Rules.isSpendingTooFast(features, rules), Reason.VELOCITY_SUM, reasons);
        addIf(Rules.isImpossibleTravel(features, rules), Reason.IMPOSSIBLE_TRAVEL, reasons);
        addIf(Rules.isUnusualAmount(transaction, features, rules), Reason.UNUSUAL_AMOUNT, reasons);
        return reasons;
    }

    private static void addIf(boolean holds, Reason reason, List<Reason> reasons) {
        if (holds) {
            reasons.add(reason);
        }
    }
}
