package fraud.model;

/** Why a decision is not an approval, in the order in which decisions list them (SEMANTICS 5.2). */
public enum Reason {
    CARD_BLOCKED(Outcome.DECLINE),
    MERCHANT_BLOCKED(Outcome.DECLINE),
    AMOUNT_LIMIT(Outcome.REVIEW),
    VELOCITY_COUNT(Outcome.REVIEW),
    VELOCITY_SUM(Outcome.REVIEW),
    IMPOSSIBLE_TRAVEL(Outcome.DECLINE),
    UNUSUAL_AMOUNT(Outcome.REVIEW),
    COUNTRY_FLIP(Outcome.DECLINE),
    NEW_DEVICE(Outcome.REVIEW),
    DORMANT_CARD(Outcome.REVIEW),
    MERCHANT_RISK(Outcome.REVIEW),
    MODEL_SCORE(Outcome.REVIEW);

    private final Outcome severity;

    Reason(Outcome severity) {
        this.severity = severity;
    }

    /** The outcome this reason alone asks for. */
    public Outcome severity() {
        return severity;
    }
}
