package fraud.spark.features;

import fraud.sink.OutputRecord;

/**
 * What leaves the stateful stage: exactly one of the two, the other is null. One stream of tagged rows rather than several, since Spark
 * would run the stage once for each.
 *
 * @param transaction yet to be decided
 * @param output final as it is
 */
public record CardOutput(EnrichedTransaction transaction, OutputRecord output) {

    static CardOutput of(EnrichedTransaction transaction) {
        return new CardOutput(transaction, null);
    }

    static CardOutput of(OutputRecord output) {
        return new CardOutput(null, output);
    }
}
