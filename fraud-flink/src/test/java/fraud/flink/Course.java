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
    /** As in production, no topic is read far ahead of the others: transactions stop in their middle until the labels had to wait. */
    ALIGNED
}
