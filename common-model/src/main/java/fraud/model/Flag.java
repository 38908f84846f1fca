package fraud.model;

/** What a reader of a decision should know about how it was made, in the order of listing (SEMANTICS 5.4). */
public enum Flag {
    /** Published more than the bound after it happened: the sequences do not see it (SEMANTICS 7). */
    LATE,
    /** The card's history reached its limit inside the horizon: counts speak of what is left (SEMANTICS 4.2). */
    HISTORY_TRUNCATED
}
