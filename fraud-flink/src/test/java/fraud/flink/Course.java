package fraud.flink;

/** How the input topics are played to the topology (see {@link ReplaySource}). */
enum Course {
    /** All at once, each topic as fast as it can. */
    STRAIGHT,
    /** All topics stop in their middle, are saved there in a checkpoint, and then the job fails. */
    FAILS_IN_THE_MIDDLE,
    /** No label is read before all transactions have been. */
    LABELS_LAST,
    /** No rule set is read before all transactions have been. */
    RULES_LAST,
    /** Transactions stop in their middle until the labels, by then more ahead than they may be, had to wait for them. */
    LABELS_AHEAD
}
