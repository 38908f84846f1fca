package fraud.flink;

/** How the input topics are played to the topology (see {@link ReplaySource}). */
enum ReadOrder {
    /** All at once, each topic as fast as it can. */
    STRAIGHT,
    /** All topics stop between two rule sets, are saved there in a checkpoint, and then the job fails. */
    FAILS_IN_THE_MIDDLE,
    /** No label is read before all transactions have been: a backfill, in which every decision waits. */
    LABELS_LAST,
    /** The same for one partition of the labels only. */
    ONE_LABEL_PARTITION_LAST,
    /** No rule set is read before all transactions have been. */
    RULES_LAST,
    /** One partition of the transactions is read after the others, as in a backfill. */
    ONE_TRANSACTION_PARTITION_LAST,
    /**
     * Transactions stop in their middle until the labels, by then more ahead than they may be, had to wait for them.
     */
    LABELS_AHEAD
}
