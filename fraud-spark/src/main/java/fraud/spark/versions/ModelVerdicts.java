package fraud.spark.versions;

import java.io.Serializable;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the files of published models were worth at the first look. Files can change or go, and every worker
 * reads the topic for itself, also years later: one that judged anew would decide without a model that others decide
 * with.
 */
public interface ModelVerdicts extends Serializable {

    /**
     * The verdict on a version.
     *
     * @param offset of its record
     * @param look looks at the files, where that has not been done yet; gives the {@code detail} of the rejection, or
     *     nothing if there is none
     * @return the same for every caller, for good
     */
    Optional<String> of(long offset, Supplier<Optional<String>> look);
}
