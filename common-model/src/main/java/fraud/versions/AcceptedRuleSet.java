package fraud.versions;

import fraud.model.PublishedVersion;
import fraud.parse.VersionCodec;
import fraud.ruleset.PublishedRuleSet;
import fraud.ruleset.RuleSet;

/** A rule set that was accepted; its content is read when it is first asked for. */
final class AcceptedRuleSet implements PublishedVersion {

    private final PublishedRuleSet published;
    /** Read by several threads at the worst twice, with equal results. */
    private RuleSet rules;

    AcceptedRuleSet(PublishedRuleSet published) {
        this.published = published;
    }

    PublishedRuleSet published() {
        return published;
    }

    @Override
    public int version() {
        return published.version();
    }

    @Override
    public long effectiveFromMillis() {
        return published.effectiveFromMillis();
    }

    RuleSet rules() {
        RuleSet known = rules;
        if (known == null) {
            known = VersionCodec.rules(published);
            rules = known;
        }
        return known;
    }
}
