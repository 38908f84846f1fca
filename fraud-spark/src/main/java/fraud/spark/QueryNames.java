package fraud.spark;

/**
 * The names that a restart must find again: change one, and the query starts from nothing. What else is pinned in a checkpoint: the order
 * and number of sources, the number of shuffle partitions, the state's provider and encoding.
 */
public final class QueryNames {

    /** The one query, as the metrics and Spark's UI call it. */
    public static final String DETECT_FRAUD = "detect-fraud";

    /** State of a card: its {@code CardProfile}. */
    public static final String CARD_PROFILE = "card-profile";

    /** State of a card: its {@code SequencesState}. */
    public static final String SEQUENCES = "sequences";

    /** State of a partition: its {@code EndMark}. */
    public static final String END_MARK = "end-mark";

    /** State of any key: when its timer is set for. */
    public static final String TIMER = "timer";

    private QueryNames() {}
}
