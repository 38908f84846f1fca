package fraud.spark.versions;

import fraud.ruleset.PublishedRuleSet;
import fraud.score.PublishedModel;
import fraud.versions.VersionHistory;
import java.util.List;

/**
 * What acceptance remembers, in offset order: the rule sets that were accepted, without their content, which acceptance
 * does not ask for, and the models.
 *
 * @param ruleSets at most {@link fraud.model.PublishedVersion#MAX_VERSIONS}, kept for good
 * @param models the same of the models
 */
public record AcceptedVersions(List<PublishedRuleSet> ruleSets, List<PublishedModel> models) {

    /** Before anything was published. */
    public static final AcceptedVersions NONE = new AcceptedVersions(List.of(), List.of());

    /** Those of a history. */
    static AcceptedVersions of(VersionHistory history) {
        return new AcceptedVersions(
                history.ruleSets().stream()
                        .map(AcceptedVersions::withoutContent)
                        .toList(),
                history.models());
    }

    private static PublishedRuleSet withoutContent(PublishedRuleSet ruleSet) {
        return new PublishedRuleSet(ruleSet.version(), ruleSet.effectiveFromMillis(), null, "");
    }

    /** Whether there is nothing to remember. */
    public boolean isEmpty() {
        return ruleSets.isEmpty() && models.isEmpty();
    }
}
