package fraud.spark.state;

/** What a key's timer is set for; {@link DueTimes} has their codes. */
public enum Due {
    /** A card's history has left the horizon, or its oldest part has. */
    FORGET_HISTORY,
    /** A transaction of the card need not wait for its side inputs any more. */
    RELEASE,
    /** The labels of a merchant's day have left every window. */
    FORGET_LABELS,
    /** The last use of a merchant has left every window. */
    FORGET_USES,
    /** An event or a deadline of a sequence. */
    ADVANCE_SEQUENCES,
    /** A partition's end of input. */
    END_OF_INPUT
}
