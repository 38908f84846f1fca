package fraud.cli.backtest;

import fraud.features.EnrichedTransaction;
import fraud.rules.Reason;
import fraud.rules.Rule;
import fraud.ruleset.RuleSet;
import fraud.score.Scores;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The rules on one transaction, each with the values that are tried of it. Not thread-safe. */
final class RuleTrials {

    private final RuleSet base;
    private final Map<Reason, ParameterGrid> grids = new EnumMap<>(Reason.class);
    private final ScoreTrials scores;
    private final boolean isScoreTried;

    /**
     * Trials of all rules that are switched on and no orders.
     *
     * @param base the base values
     * @param hasModel whether transactions are scored
     * @param isTried whether other values of a rule, by its name in a rule set, are tried
     */
    RuleTrials(RuleSet base, boolean hasModel, Predicate<String> isTried) {
        this.base = base;
        this.scores = new ScoreTrials(base);
        for (Reason reason : Reason.values()) {
            String name = reason.ruleName();
            // What has no parameters is an order: a block of a card or a merchant.
            boolean isRule = !reason.rule().parameters().isEmpty() && base.isEnabled(name);
            boolean isScore = reason == Reason.MODEL_SCORE;
            if (isRule && (hasModel || !isScore)) {
                // Which scores are worth a trial is known when all have come.
                grids.put(
                        reason,
                        new ParameterGrid(name, reason.rule().parameters(), base, isTried.test(name) && !isScore));
            }
        }
        isScoreTried = grids.containsKey(Reason.MODEL_SCORE) && isTried.test(Reason.MODEL_SCORE.ruleName());
    }

    /** Takes the next counted transaction. */
    void take(int number, EnrichedTransaction enriched, Scores ofModel) {
        boolean isAllowed = base.merchantLists().allows(enriched.transaction().merchantId());
        scores.add(isAllowed ? ScoreTrials.NEVER : ofModel.score());
        grids.forEach((reason, grid) -> {
            Rule rule = reason.rule();
            if (!isAllowed || rule.countsAtAllowedMerchants()) {
                grid.alarmed().forEach((rules, alarmed) -> {
                    if (rule.holds(enriched, ofModel, rules)) {
                        alarmed.set(number);
                    }
                });
            }
        });
    }

    /** All rules, in the order in which decisions list them. */
    List<ParameterGrid> grids() {
        return List.copyOf(grids.values());
    }

    /**
     * All that was tried.
     *
     * @param days how many days the transactions are of
     */
    List<Trial> trials(int days) {
        List<Trial> trials = new ArrayList<>();
        grids.values().forEach(grid -> trials.addAll(grid.trials()));
        if (isScoreTried) {
            trials.addAll(scores.trials(grids.get(Reason.MODEL_SCORE).atBase(), days));
        }
        return trials;
    }
}
