package fraud.rules;

import fraud.features.EnrichedTransaction;
import fraud.features.MerchantFeatures;
import fraud.model.Outcome;
import fraud.ruleset.RuleParameter;
import fraud.ruleset.RuleSet;
import fraud.score.Scores;

/** {@code MERCHANT_RISK}: of what was settled at the merchant in 7 days, much was fraud (SEMANTICS 14). */
public final class MerchantRisk extends Rule {

    /** Fewer frauds pass. */
    public static final RuleParameter MIN_FRAUDS = RuleParameter.of(
            "merchantRisk",
            "minFrauds",
            "frauds in 7 days",
            2,
            1,
            1_000_000_000,
            "ours: one fraud alone says nothing of a merchant");

    /** A lesser share of frauds passes. */
    public static final RuleParameter MIN_PERMILLE = RuleParameter.of(
            "merchantRisk",
            "minPermille",
            "frauds in a thousand",
            300,
            1,
            1_000,
            "ours: an honest merchant has below 10; a compromised terminal far more");

    private static final long PERMILLE = 1_000;

    MerchantRisk() {
        super(Outcome.REVIEW, MIN_FRAUDS, MIN_PERMILLE);
    }

    @Override
    public boolean holds(EnrichedTransaction enriched, Scores scores, RuleSet rules) {
        MerchantFeatures merchant = enriched.features().merchant();
        // At most 4e6 labels in 7 days: no product comes near 2^63.
        return merchant.frauds7Days() >= rules.get(MIN_FRAUDS)
                && merchant.frauds7Days() * PERMILLE >= rules.get(MIN_PERMILLE) * merchant.count7Days();
    }
}
