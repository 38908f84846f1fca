package fraud.generator.stream;

import fraud.model.Label;
import java.util.Optional;

/**
 * What the generator knows of a transaction and a detector must find out.
 *
 * @param index position in the stream
 * @param transactionId the transaction's
 * @param cardId the transaction's
 * @param merchantId the transaction's
 * @param eventTimeMillis when it happened, UTC epoch in ms
 * @param publishedAtMillis when it is published, on the same clock
 * @param amountMinor minor units of the card's billing currency
 * @param latitude of the terminal in degrees, or null if there is none
 * @param longitude of the terminal in degrees, or null if there is none
 * @param fraud whether it is fraud
 * @param scenario name of the fraud scenario, or of the legitimate look-alike, that it is a part of; null for everyday
 *     use
 * @param campaignId which run of the scenario, such as {@code card-testing-17}; null for everyday use. A campaign of
 *     fraud may have the holder's own uses in it, which are no fraud
 */
public record Truth(
        long index,
        String transactionId,
        String cardId,
        String merchantId,
        long eventTimeMillis,
        long publishedAtMillis,
        long amountMinor,
        Double latitude,
        Double longitude,
        boolean fraud,
        String scenario,
        String campaignId) {

    /** The scenario, if it is fraud. */
    public Optional<String> fraudScenario() {
        return fraud ? Optional.of(scenario) : Optional.empty();
    }

    /** The truth as a label says it. */
    public Label label() {
        return new Label(transactionId, merchantId, cardId, eventTimeMillis, fraud, fraud ? scenario : null);
    }
}
