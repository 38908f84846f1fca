package fraud.flink.score;

import fraud.model.Origin;
import fraud.rules.PublishedRuleSet;
import fraud.score.PublishedModel;

/**
 * What was admitted and goes to all tasks: exactly one version, the other is null.
 *
 * @param ruleSet a version of the rules
 * @param model a version of the models
 * @param origin where it was read
 */
public record AdmittedVersion(PublishedRuleSet ruleSet, PublishedModel model, Origin origin) {

    /** A version of the rules. */
    public static AdmittedVersion of(PublishedRuleSet ruleSet, Origin origin) {
        return new AdmittedVersion(ruleSet, null, origin);
    }

    /** A version of the models. */
    public static AdmittedVersion of(PublishedModel model, Origin origin) {
        return new AdmittedVersion(null, model, origin);
    }
}
