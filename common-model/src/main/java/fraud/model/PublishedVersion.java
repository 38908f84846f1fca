package fraud.model;

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
}
