package fraud.features;

import fraud.config.DetectorParameters;
import fraud.model.Duplicate;
import fraud.model.LateTransaction;
import fraud.model.Origin;
import fraud.model.Transaction;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one transaction does to its card, and the card's past to the transaction (SEMANTICS 4, 7): either a duplicate,
 * which changes nothing, or an enriched transaction.
 *
 * @param profile of the card from here on
 * @param enriched the transaction with the features of its card, unless it is a duplicate
 * @param duplicate the duplicate, if it is one
 * @param late the record of its lateness, if it comes too late for the sequences
 */
public record CardUpdate(
        CardProfile profile,
        Optional<EnrichedTransaction> enriched,
        Optional<Duplicate> duplicate,
        Optional<LateTransaction> late) {

    /**
     * The update by the next transaction of a card in offset order.
     *
     * @param before the card's profile before it
     */
    public static CardUpdate of(
            CardProfile before, Transaction transaction, Origin origin, DetectorParameters parameters) {
        OptionalLong original = before.originalOffset(transaction, origin);
        if (original.isPresent()) {
            Duplicate duplicate = new Duplicate(
                    transaction.transactionId(),
                    transaction.cardId(),
                    transaction.eventTimeMillis(),
                    original.getAsLong(),
                    origin);
            return new CardUpdate(before, Optional.empty(), Optional.of(duplicate), Optional.empty());
        }
        EnrichedTransaction enriched = new EnrichedTransaction(
                transaction,
                origin,
                before.featuresOf(transaction, origin),
                Flags.of(transaction, origin, before, parameters),
                before.blocked());
        Optional<LateTransaction> late = enriched.isLate(parameters)
                ? Optional.of(new LateTransaction(
                        transaction.transactionId(), transaction.cardId(), transaction.eventTimeMillis(), origin))
                : Optional.empty();
        CardProfile after = before.with(transaction, origin, parameters.skewMillis(), parameters.historyLimit());
        return new CardUpdate(after, Optional.of(enriched), Optional.empty(), late);
    }
}
