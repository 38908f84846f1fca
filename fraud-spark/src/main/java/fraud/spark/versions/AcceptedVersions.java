package fraud.spark.versions;

import fraud.binary.BinaryFormat;
import fraud.binary.BinaryReader;
import fraud.binary.BinaryWriter;
import fraud.parse.ParseFormats;
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

    /** How they stand in state. */
    public static final BinaryFormat<AcceptedVersions> FORMAT = new Format();

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

    private static final class Format extends BinaryFormat<AcceptedVersions> {

        private static final long serialVersionUID = 1L;

        Format() {
            super("accepted versions", 1);
        }

        @Override
        protected void writeFields(AcceptedVersions versions, BinaryWriter out) {
            out.writeList(versions.ruleSets(), ParseFormats.RULE_SET);
            out.writeList(versions.models(), ParseFormats.MODEL);
        }

        @Override
        protected AcceptedVersions readFields(BinaryReader in, int writtenVersion) {
            return new AcceptedVersions(in.readList(ParseFormats.RULE_SET), in.readList(ParseFormats.MODEL));
        }
    }
}
