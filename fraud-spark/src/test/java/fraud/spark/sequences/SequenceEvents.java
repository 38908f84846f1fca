package fraud.spark.sequences;

import fraud.features.CardProfile;
import fraud.model.Channel;
import fraud.model.Origin;
import fraud.model.Transaction;
import fraud.rules.RuleSet;
import fraud.sequences.SequenceEvent;

/** What sequences are shown of a use of a card at the one merchant of these tests, under the default rules. */
final class SequenceEvents {

    private SequenceEvents() {}

    static SequenceEvent of(
            String card,
            String id,
            long atMillis,
            long amountMinor,
            Channel channel,
            String device,
            boolean newDevice,
            long offset) {
        Transaction transaction = new Transaction(
                id, card, "merchant", atMillis, amountMinor, "EUR", null, channel, null, null, null, device);
        Origin origin = new Origin("transactions", 0, offset, atMillis, Origin.UNKNOWN);
        // A card that has another device already, or none.
        CardProfile profile =
                newDevice ? CardProfile.EMPTY.with(before(transaction), origin, 0, 16) : CardProfile.EMPTY;
        return SequenceEvent.of(transaction, origin, profile.featuresOf(transaction, origin), RuleSet.defaults());
    }

    private static Transaction before(Transaction transaction) {
        return new Transaction(
                "before",
                transaction.cardId(),
                "merchant",
                transaction.eventTimeMillis(),
                1,
                "EUR",
                null,
                Channel.ECOMMERCE,
                null,
                null,
                null,
                "another");
    }
}
