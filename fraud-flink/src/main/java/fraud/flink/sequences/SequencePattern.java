package fraud.flink.sequences;

import fraud.recovery.RecordAttempts;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import java.io.Serializable;
import org.apache.flink.cep.pattern.Pattern;

/**
 * One sequence of a card, of a merchant or of an issuer range as a CEP pattern. How high an amount must be is no matter
 * of the pattern: the rule set at each event's time has judged its roles ({@link fraud.sequences.SequenceRole}).
 * Implementations are stateless.
 */
interface SequencePattern extends Serializable {

    /** Which sequence it is. */
    SequenceRule rule();

    /** Whether the sequence sees an event at all. */
    boolean isCandidate(SequenceEvent event);

    /** The pattern over the candidates of one key. */
    Pattern<SequenceEvent, ?> pattern(RecordAttempts attempts);
}
