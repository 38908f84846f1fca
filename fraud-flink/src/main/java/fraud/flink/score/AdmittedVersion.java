package fraud.flink.score;

import fraud.rules.PublishedRuleSet;
import fraud.score.PublishedModel;

/**
 * What was admitted and goes to all tasks: exactly one of the two, the other is null.
 *
 * @param ruleSet a version of the rules
 * @param model a version of the models
 */
public record AdmittedVersion(PublishedRuleSet ruleSet, PublishedModel model) {

    /** A version of the rules. */
    public static AdmittedVersion of(PublishedRuleSet ruleSet) {
        return new AdmittedVersion(ruleSet, null);
    }

    /** A version of the models. */
    public static AdmittedVersion of(PublishedModel model) {
        return new AdmittedVersion(null, model);
    }
}
