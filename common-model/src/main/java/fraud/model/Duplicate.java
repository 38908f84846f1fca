package fraud.model;

/**
 * A transaction that came again (SEMANTICS 4.3).
 *
 * @param transactionId the repeated identifier
 * @param cardId token of the card
 * @param eventTimeMillis this copy's, UTC epoch in ms
 * @param originalOffset offset of the copy that stands, in the same partition
 * @param origin the source record of this copy
 */
public record Duplicate(
        String transactionId, String cardId, long eventTimeMillis, long originalOffset, Origin origin) {}
