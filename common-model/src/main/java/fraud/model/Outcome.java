package fraud.model;

/** What becomes of a transaction. */
public enum Outcome {
    APPROVE,
    REVIEW,
    DECLINE
}
