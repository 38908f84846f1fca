package fraud.spark.features;

import fraud.config.DetectorParameters;

/**
 * Says when a transaction can be decided: once every label and rule set that counts for it has been read (SEMANTICS
 * 5.1), which is once G is past its event time less the lead ({@link fraud.spark.source.PartitionClocks}). Live that
 * has happened before it comes; when the labels or the rules are behind, it waits with its card.
 */
final class Gate {

    private final long leadMillis;

    Gate(DetectorParameters parameters) {
        this.leadMillis = parameters.leadMillis();
    }

    boolean isOpenFor(EnrichedTransaction enriched, long nowMillis) {
        return opensAtMillis(enriched) <= nowMillis;
    }

    /** The least G at which it is open. */
    long opensAtMillis(EnrichedTransaction enriched) {
        return enriched.transaction().eventTimeMillis() - leadMillis + 1;
    }
}
