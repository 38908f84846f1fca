package fraud.model;

/** The sequences that raise alerts (SEMANTICS 8). */
public enum SequenceRule {
    /** Small amounts that probe a card, then a large one. */
    CARD_TESTING
}
