package fraud.ruleset;

import fraud.model.PublishedVersion;
import java.io.Serializable;

/**
 * A rule set as a record of {@code versions} says it (SEMANTICS 13.2): flat, since it travels and stands in the state
 * of both engines.
 *
 * @param version 1 to 999,999,999
 * @param effectiveFromMillis event time from which it is in force, UTC epoch in ms
 * @param note what people should know of it, or null
 * @param rulesJson the complete {@code rules} object as JSON, as {@code VersionCodec} writes it
 */
public record PublishedRuleSet(int version, long effectiveFromMillis, String note, String rulesJson)
        implements PublishedVersion, Serializable {

    /** Leaves note and rules out: the note is free text. */
    @Override
    public String toString() {
        return "PublishedRuleSet[version " + version + "]";
    }
}
