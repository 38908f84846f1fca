package fraud.flink.sink;

import fraud.decide.Decision;
import fraud.model.DeadLetter;
import fraud.model.Duplicate;
import fraud.model.LateTransaction;
import fraud.sequences.Alert;
import fraud.sequences.SequenceEvent;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What comes out of the topology, each to be given a sink.
 *
 * @param decisions one a transaction that is no duplicate
 * @param alerts one a matched sequence
 * @param deadLetters what could not be read, of any topic, and rule sets that were not accepted
 * @param duplicates what came again
 * @param late what came too late for the sequences
 * @param completions partitions whose end has been reached; to be published once all other output is durable (SEMANTICS
 *     10.4)
 * @param skewViolations what the sequences could not see though it was not late: timestamps ran back by more than the
 *     skew (SEMANTICS 1.3). Empty on any input within the contract.
 */
public record FraudStreams(
        DataStream<Decision> decisions,
        DataStream<Alert> alerts,
        DataStream<DeadLetter> deadLetters,
        DataStream<Duplicate> duplicates,
        DataStream<LateTransaction> late,
        DataStream<Integer> completions,
        DataStream<SequenceEvent> skewViolations) {}
