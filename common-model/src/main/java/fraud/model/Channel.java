package fraud.model;

/** How a card was used. */
public enum Channel {
    CHIP(true),
    CONTACTLESS(true),
    MAGSTRIPE(true),
    ECOMMERCE(false),
    ATM(true);

    private final boolean cardPresent;

    Channel(boolean cardPresent) {
        this.cardPresent = cardPresent;
    }

    /** Whether the card itself was at the terminal, so that the terminal's position is the card's. */
    public boolean isCardPresent() {
        return cardPresent;
    }
}
