package fraud.decide;

import fraud.model.Outcome;
import fraud.rules.Reason;
import java.util.List;

/** How reasons combine into an outcome (SEMANTICS 5.3). */
public final class DecisionPolicy {

    private DecisionPolicy() {}

    /** Declines for one grave reason or for two of any kind, reviews for one. */
    public static Outcome outcome(List<Reason> reasons) {
        if (reasons.isEmpty()) {
            return Outcome.APPROVE;
        }
        boolean grave = reasons.stream().anyMatch(reason -> reason.severity() == Outcome.DECLINE);
        return grave || reasons.size() >= 2 ? Outcome.DECLINE : Outcome.REVIEW;
    }
}
