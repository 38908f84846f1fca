package fraud.rules;

import fraud.features.EnrichedTransaction;
import fraud.model.Outcome;
import fraud.ruleset.RuleParameter;
import fraud.ruleset.RuleSet;
import fraud.score.Scores;
import java.util.List;

/**
 * A rule on one transaction (SEMANTICS 5.2): what it asks for, its parameters, and its predicate, which is pure. Each
 * is a class of its own, and a constant of {@link Reason}.
 */
public abstract class Rule {

    private final Outcome severity;
    private final List<RuleParameter> parameters;

    /**
     * A rule.
     *
     * @param severity the outcome that this rule alone asks for
     * @param parameters in the order of SEMANTICS 12; without any it stands in no rule set, and cannot be switched off
     */
    protected Rule(Outcome severity, RuleParameter... parameters) {
        this.severity = severity;
        this.parameters = List.of(parameters);
    }

    /**
     * Whether it holds for a transaction.
     *
     * @param enriched with all that is known of its card and merchant
     * @param scores what the models say of it
     * @param rules the version at its event time
     */
    public abstract boolean holds(EnrichedTransaction enriched, Scores scores, RuleSet rules);

    /** Whether it counts at a merchant of the list {@code merchantAllow}, too (SEMANTICS 5.3). */
    public boolean countsAtAllowedMerchants() {
        return false;
    }

    /** The outcome that this rule asks for of a transaction that it holds for: its severity, unless it knows more. */
    public Outcome outcome(Scores scores, RuleSet rules) {
        return severity;
    }

    /** The outcome that this rule alone asks for. */
    public final Outcome severity() {
        return severity;
    }

    /** Its parameters, in the order of SEMANTICS 12. */
    public final List<RuleParameter> parameters() {
        return parameters;
    }
}
