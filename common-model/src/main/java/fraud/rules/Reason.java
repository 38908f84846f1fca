package fraud.rules;

import fraud.features.EnrichedTransaction;
import fraud.model.Outcome;
import fraud.ruleset.RuleNames;
import fraud.ruleset.RuleSet;
import fraud.score.Scores;
import java.util.ArrayList;
import java.util.List;

/**
 * The list of the rules, and so of the reasons why a decision is not an approval, in the order in which decisions list
 * them (SEMANTICS 5.2). Both engines evaluate it; the reference detector has a switch of its own.
 */
public enum Reason {
    CARD_BLOCKED(new CardBlocked()),
    MERCHANT_BLOCKED(new MerchantBlocked()),
    AMOUNT_LIMIT(new AmountLimit()),
    VELOCITY_COUNT(new VelocityCount()),
    VELOCITY_SUM(new VelocitySum()),
    IMPOSSIBLE_TRAVEL(new ImpossibleTravel()),
    UNUSUAL_AMOUNT(new UnusualAmount()),
    COUNTRY_FLIP(new CountryFlip()),
    NEW_DEVICE(new NewDevice()),
    DORMANT_CARD(new DormantCard()),
    MERCHANT_RISK(new MerchantRisk()),
    MODEL_SCORE(new ModelScore());

    private static final List<Reason> ALL = List.of(values());

    @SuppressWarnings("ImmutableEnumChecker") // rules hold constants only
    private final Rule rule;

    private final String ruleName;

    Reason(Rule rule) {
        this.rule = rule;
        this.ruleName = RuleNames.of(this);
    }

    /**
     * The rules that hold for a transaction, in the order of this list (SEMANTICS 5.3).
     *
     * @param enriched with all that is known of its card and merchant
     * @param scores what the models say of it
     * @param rules the version at its event time
     */
    public static List<Reason> holding(EnrichedTransaction enriched, Scores scores, RuleSet rules) {
        boolean isAllowed = rules.merchantLists().allows(enriched.transaction().merchantId());
        List<Reason> reasons = new ArrayList<>(0);
        for (Reason reason : ALL) {
            Rule rule = reason.rule;
            boolean counts = !isAllowed || rule.countsAtAllowedMerchants();
            if (counts && rules.isEnabled(reason.ruleName) && rule.holds(enriched, scores, rules)) {
                reasons.add(reason);
            }
        }
        return reasons;
    }

    /** The rule. */
    public Rule rule() {
        return rule;
    }

    /** Its name in a rule set. */
    public String ruleName() {
        return ruleName;
    }

    /** The outcome that this reason alone asks for. */
    public Outcome severity() {
        return rule.severity();
    }
}
