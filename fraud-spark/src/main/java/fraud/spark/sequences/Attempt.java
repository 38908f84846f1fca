package fraud.spark.sequences;

import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import java.util.List;

/**
 * The one match of a sequence that may come about.
 *
 * @param rule which sequence
 * @param events what it has so far, in order; not empty
 */
public record Attempt(SequenceRule rule, List<SequenceEvent> events) {}
