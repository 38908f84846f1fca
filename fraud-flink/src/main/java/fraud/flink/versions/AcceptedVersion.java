package fraud.flink.versions;

import fraud.model.Origin;
import fraud.parse.ParseResult;
import fraud.ruleset.PublishedRuleSet;
import fraud.score.PublishedModel;

/**
 * What was accepted and goes to all tasks: exactly one version, the other is null.
 *
 * @param ruleSet a version of the rules
 * @param model a version of the models
 * @param origin where it was read
 */
public record AcceptedVersion(PublishedRuleSet ruleSet, PublishedModel model, Origin origin) {

    /** The version that a record holds. */
    static AcceptedVersion of(ParseResult record) {
        return new AcceptedVersion(record.ruleSet(), record.model(), record.origin());
    }
}
