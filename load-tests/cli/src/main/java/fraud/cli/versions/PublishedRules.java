package fraud.cli.versions;

import fraud.model.Origin;
import fraud.parse.ParseResult;
import fraud.ruleset.PublishedRuleSet;
import fraud.ruleset.RuleSet;
import fraud.score.StartingModels;
import fraud.versions.ModelCheck;
import java.util.Optional;

/** The rule sets that {@code versions} holds. */
public final class PublishedRules extends PublishedVersions<PublishedRuleSet> {

    public PublishedRules(long leadMillis) {
        super(false, leadMillis, StartingModels.NONE, ModelCheck.ofFiles(StartingModels.NONE));
    }

    @Override
    protected Optional<PublishedRuleSet> read(ParseResult result) {
        return result.kind() == ParseResult.Kind.RULE_SET ? Optional.of(result.ruleSet()) : Optional.empty();
    }

    @Override
    protected ParseResult result(Origin origin, PublishedRuleSet ruleSet) {
        return ParseResult.of(origin, ruleSet);
    }

    /**
     * The version at an event time; version 0 is the defaults, since it is not known here what a detector was started
     * with.
     */
    public RuleSet at(long eventTimeMillis) {
        return history().rulesAt(eventTimeMillis);
    }

    /** What was accepted under a version. */
    public Optional<PublishedRuleSet> accepted(int version) {
        return history().ruleSets().stream()
                .filter(ruleSet -> ruleSet.version() == version)
                .findFirst();
    }
}
