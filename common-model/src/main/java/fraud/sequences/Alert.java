package fraud.sequences;

import fraud.model.Origin;
import java.util.List;

/**
 * One matched sequence of a card or of a merchant (SEMANTICS 8).
 *
 * @param alertId hash of rule, card or merchant, and the transactions' sources (SEMANTICS 8.3)
 * @param rule which sequence
 * @param cardId token of the card, or null if the sequence is a merchant's
 * @param merchantId identifier of the merchant, or null if the sequence is a card's
 * @param transactionIds the matched transactions in order
 * @param firstEventTimeMillis event time of the first of them, UTC epoch in ms
 * @param lastEventTimeMillis event time of the last of them, UTC epoch in ms
 * @param ruleSetVersion version at the last event
 * @param intendedSendMicros intended send time of the transaction that raised it, or {@link Origin#UNKNOWN}: nothing
 *     was sent when an alert fires on absence
 */
public record Alert(
        String alertId,
        SequenceRule rule,
        String cardId,
        String merchantId,
        List<String> transactionIds,
        long firstEventTimeMillis,
        long lastEventTimeMillis,
        int ruleSetVersion,
        long intendedSendMicros) {

    /** The card or merchant it is about. */
    public String key() {
        return rule.isOfMerchant() ? merchantId : cardId;
    }
}
