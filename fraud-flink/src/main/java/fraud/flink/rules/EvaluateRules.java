package fraud.flink.rules;

import fraud.features.Features;
import fraud.flink.features.EnrichedTransaction;
import fraud.model.Reason;
import fraud.model.Transaction;
import fraud.rules.RuleSet;
import fraud.rules.Rules;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.MapFunction;

/** Finds the rules that hold for a transaction (SEMANTICS 5.2): one line a rule. Stateless. */
public final class EvaluateRules implements MapFunction<EnrichedTransaction, AssessedTransaction> {

    private static final long serialVersionUID = 1L;

    private final RuleSet rules;

    /** Evaluates this rule set. */
    public EvaluateRules(RuleSet rules) {
        this.rules = rules;
    }

    @Override
    public AssessedTransaction map(EnrichedTransaction enriched) {
        Transaction transaction = enriched.transaction();
        Features features = enriched.features();
        List<Reason> reasons = new ArrayList<>(0);
        addIf(enriched.cardBlocked(), Reason.CARD_BLOCKED, reasons);
        addIf(Rules.isAboveAmountLimit(transaction, rules), Reason.AMOUNT_LIMIT, reasons);
        addIf(Rules.isUsedTooOften(features, rules), Reason.VELOCITY_COUNT, reasons);
        addIf(Rules.isSpendingTooFast(features, rules), Reason.VELOCITY_SUM, reasons);
        addIf(Rules.isImpossibleTravel(features, rules), Reason.IMPOSSIBLE_TRAVEL, reasons);
        addIf(Rules.isUnusualAmount(transaction, features, rules), Reason.UNUSUAL_AMOUNT, reasons);
        addIf(Rules.isCountryFlip(features, rules), Reason.COUNTRY_FLIP, reasons);
        addIf(Rules.isNewDeviceSpending(transaction, features, rules), Reason.NEW_DEVICE, reasons);
        addIf(Rules.isDormantCardSpending(transaction, features, rules), Reason.DORMANT_CARD, reasons);
        return new AssessedTransaction(enriched, reasons);
    }

    private static void addIf(boolean holds, Reason reason, List<Reason> reasons) {
        if (holds) {
            reasons.add(reason);
        }
    }
}
