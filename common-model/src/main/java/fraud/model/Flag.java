package fraud.model;

/** What a reader of a decision should know about how it was made, in the order of listing (SEMANTICS 5.4). */
public enum Flag {
    /**
     * Published more than the maximum out-of-orderness after it happened: the sequences do not see it (SEMANTICS 7).
     */
    LATE,
    /** The card's history reached its limit inside the horizon: counts are of what is left (SEMANTICS 4.2). */
    HISTORY_TRUNCATED,
    /** Published more than a day after it happened: its merchant's past is left out (SEMANTICS 14.4). */
    MERCHANT_UNKNOWN,
    /**
     * Its merchant has more settled labels than are kept: counts are of the first of each day (SEMANTICS 14.5).
     */
    MERCHANT_TRUNCATED,
    /** The merchant is on the list of those that rules leave in peace (SEMANTICS 5.3). */
    MERCHANT_ALLOWED
}
