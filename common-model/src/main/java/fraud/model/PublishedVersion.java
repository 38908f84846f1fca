package fraud.model;

import java.util.List;
import java.util.Optional;

/**
 * What is published under a number that is never used again, and takes effect at an event time: a rule set or a model.
 */
public interface PublishedVersion {

    /** M: published versions of a kind that are kept. */
    int MAX_VERSIONS = 256;

    /** 1 to 999,999,999. */
    int version();

    /** Event time from which it is in force, UTC epoch in ms. */
    long effectiveFromMillis();

    /**
     * What becomes of a version that is not admitted, or empty if it is (SEMANTICS 13.3).
     *
     * @param admitted those of its kind that were admitted before, in offset order
     * @param origin where it was published
     */
    default Optional<DeadLetter> refusal(List<? extends PublishedVersion> admitted, Origin origin, long leadMillis) {
        boolean isNew = admitted.isEmpty()
                || version() > admitted.get(admitted.size() - 1).version();
        if (!isNew) {
            return Optional.of(new DeadLetter(RejectReason.VERSION_NOT_NEW, "version", null, origin));
        }
        if (effectiveFromMillis() < origin.publishedAtMillis() + leadMillis) {
            return Optional.of(new DeadLetter(RejectReason.TOO_SOON, "effectiveFromMillis", null, origin));
        }
        return admitted.size() < MAX_VERSIONS
                ? Optional.empty()
                : Optional.of(new DeadLetter(RejectReason.TOO_MANY_VERSIONS, null, null, origin));
    }
}
