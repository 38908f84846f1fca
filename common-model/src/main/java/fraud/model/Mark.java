package fraud.model;

/** A record that only moves its partition's clock (SEMANTICS 10). */
public enum Mark {
    /** Time goes on. */
    PROGRESS,
    /** The input is complete; asks for an echo. */
    END
}
