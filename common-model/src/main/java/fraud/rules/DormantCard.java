package fraud.rules;

import fraud.features.EnrichedTransaction;
import fraud.model.Outcome;
import fraud.ruleset.RuleParameter;
import fraud.ruleset.RuleSet;
import fraud.score.Scores;
import java.time.Duration;

/** {@code DORMANT_CARD}: a card that lay idle for long pays much. */
public final class DormantCard extends Rule {

    /** Shorter times without a transaction pass; below the 30 days that features look back. */
    public static final RuleParameter IDLE = RuleParameter.time(
            "dormantCard",
            "idleMillis",
            Duration.ofDays(21),
            Duration.ofDays(1),
            Duration.ofDays(29),
            "ours: three weeks outlast a holiday; the window ends at 30");

    /** Amounts below this pass. */
    public static final RuleParameter MIN_AMOUNT =
            RuleParameter.amount("dormantCard", "minAmountMinor", 30_000, "as `newDevice`");

    DormantCard() {
        super(Outcome.REVIEW, IDLE, MIN_AMOUNT);
    }

    @Override
    public boolean holds(EnrichedTransaction enriched, Scores scores, RuleSet rules) {
        Long idleMillis = enriched.features().idleMillis();
        return idleMillis != null
                && idleMillis >= rules.get(IDLE)
                && enriched.transaction().amountMinor() >= rules.get(MIN_AMOUNT);
    }
}
