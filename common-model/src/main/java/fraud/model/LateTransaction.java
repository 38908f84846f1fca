package fraud.model;

/**
 * A transaction published too late for the sequences; it has its decision too (SEMANTICS 7).
 *
 * @param transactionId the transaction's
 * @param cardId token of the card
 * @param eventTimeMillis when the card was used, UTC epoch in ms
 * @param origin the source record
 */
public record LateTransaction(String transactionId, String cardId, long eventTimeMillis, Origin origin) {}
