package fraud.spark.features;

import fraud.rules.PublishedRuleSet;
import java.util.List;

/**
 * What admission remembers: the rule sets that were admitted, in offset order, without their content, which admission does not ask for.
 *
 * @param published at most {@link fraud.rules.RuleSetHistory#MAX_VERSIONS}, kept for good
 */
public record AdmittedRuleSets(List<PublishedRuleSet> published) {

    /** Before anything was published. */
    static final AdmittedRuleSets NONE = new AdmittedRuleSets(List.of());
}
