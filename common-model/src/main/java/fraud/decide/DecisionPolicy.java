package fraud.decide;

import fraud.model.Outcome;
import fraud.rules.Reason;
import fraud.ruleset.RuleSet;
import fraud.score.Scores;
import java.util.List;

/** How reasons combine into an outcome (SEMANTICS 5.3). */
public final class DecisionPolicy {

    private DecisionPolicy() {}

    /** The gravest that a reason asks for: several that ask for a review make no more of it than one. */
    public static Outcome outcome(List<Reason> reasons, Scores scores, RuleSet rules) {
        Outcome gravest = Outcome.APPROVE;
        for (Reason reason : reasons) {
            Outcome asked = reason.rule().outcome(scores, rules);
            if (asked.compareTo(gravest) > 0) {
                gravest = asked;
            }
        }
        return gravest;
    }
}
