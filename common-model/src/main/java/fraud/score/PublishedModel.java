package fraud.score;

import fraud.model.PublishedVersion;
import java.io.Serializable;

/**
 * A version of the models, as a record of {@code versions} says it (SEMANTICS 15.4), or as a detector was started with.
 * Flat, since it travels and stands in the state of both engines.
 *
 * @param version 1 to 999,999,999; 0 for what a detector was started with
 * @param role what the model is for
 * @param effectiveFromMillis event time from which it is in force, UTC epoch in ms
 * @param note what people should know of it, or null
 * @param directory where the model is, below the directory of models; null if from then on there is none in this role
 * @param sha256 of its {@code model.json}, in lower-case hexadecimal digits; null without directory
 */
public record PublishedModel(
        int version, ModelRole role, long effectiveFromMillis, String note, String directory, String sha256)
        implements PublishedVersion, Serializable {

    /** Whether it names a model, rather than that there is none. */
    public boolean isPresent() {
        return directory != null;
    }

    /** Leaves note and directory out: they are free text. */
    @Override
    public String toString() {
        return "PublishedModel[version " + version + " of " + role + "]";
    }
}
