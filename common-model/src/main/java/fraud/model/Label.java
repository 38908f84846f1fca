package fraud.model;

/**
 * The settled truth about one transaction, as published on {@code labels}.
 *
 * @param transactionId the transaction's
 * @param merchantId the transaction's
 * @param cardId the transaction's
 * @param eventTimeMillis the transaction's, UTC epoch in ms
 * @param fraud whether it was fraud
 * @param scenario the kind of fraud, or null if it was none or is not known
 */
public record Label(
        String transactionId, String merchantId, String cardId, long eventTimeMillis, boolean fraud, String scenario) {}
