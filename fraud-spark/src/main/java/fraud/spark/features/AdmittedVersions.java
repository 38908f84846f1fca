package fraud.spark.features;

import fraud.rules.PublishedRuleSet;
import fraud.score.PublishedModel;
import java.util.List;

/**
 * What admission remembers, in offset order: the rule sets that were admitted, without their content, which admission
 * does not ask for, and the models.
 *
 * @param ruleSets at most {@link fraud.model.PublishedVersion#MAX_VERSIONS}, kept for good
 * @param models the same of the models
 */
public record AdmittedVersions(List<PublishedRuleSet> ruleSets, List<PublishedModel> models) {

    /** Before anything was published. */
    static final AdmittedVersions NONE = new AdmittedVersions(List.of(), List.of());

    boolean isEmpty() {
        return ruleSets.isEmpty() && models.isEmpty();
    }
}
