package fraud.training.model;

import java.util.OptionalDouble;

/**
 * What the scores of a model are held against.
 *
 * @param review the least score to review
 * @param decline the least score to decline instead, if any is high enough
 */
public record Thresholds(double review, OptionalDouble decline) {

    /** Whether a transaction that is at least reviewed is declined instead. */
    public boolean isDeclined(double score) {
        return decline.isPresent() && score >= decline.getAsDouble();
    }
}
