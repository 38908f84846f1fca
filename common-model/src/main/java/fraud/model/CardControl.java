package fraud.model;

/**
 * An operator's order about one card, effective from its own offset on (SEMANTICS 6).
 *
 * @param action what to do
 * @param cardId token of the card
 */
public record CardControl(Action action, String cardId) {

    /** What a control does to its card. */
    public enum Action {
        /** Decline every later transaction of the card. */
        BLOCK,
        /** End a block. */
        RELEASE,
        /** Empty the card's history and end a block. */
        FORGET
    }
}
