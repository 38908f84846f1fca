package fraud.model;

/** A record that only moves its partition's clock (SEMANTICS 10). */
public enum Signal {
    /** Time goes on. */
    HEARTBEAT,
    /** The input is complete; asks for a completion. */
    END_OF_INPUT
}
