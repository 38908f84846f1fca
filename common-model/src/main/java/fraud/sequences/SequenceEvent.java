package fraud.sequences;

import fraud.config.DetectorParameters;
import fraud.features.EnrichedTransaction;
import fraud.model.Origin;
import fraud.model.Transaction;
import fraud.ruleset.RuleSet;
import java.util.Comparator;
import java.util.Optional;

/**
 * What the sequences keep of a transaction.
 *
 * @param cardId token of the card
 * @param merchantId identifier of the merchant
 * @param transactionId identifier of the transaction
 * @param eventTimeMillis when, UTC epoch in ms
 * @param amountMinor amount in minor units
 * @param deviceId device of an e-commerce purchase, or null if not known
 * @param issuerRange token of the card's issuer range, or null if not known
 * @param roles what it is to the sequences, as bits of {@link SequenceRole}; 0 if none sees it
 * @param ruleSetVersion version of the rule set at its time, which judged the roles
 * @param partition source partition
 * @param offset source offset
 * @param intendedSendMicros see {@link Origin}
 */
public record SequenceEvent(
        String cardId,
        String merchantId,
        String transactionId,
        long eventTimeMillis,
        long amountMinor,
        String deviceId,
        String issuerRange,
        int roles,
        int ruleSetVersion,
        int partition,
        long offset,
        long intendedSendMicros) {

    /** The order in which sequences see events (SEMANTICS 8.1). */
    public static final Comparator<SequenceEvent> ORDER = Comparator.comparingLong(SequenceEvent::eventTimeMillis)
            .thenComparing(SequenceEvent::cardId)
            .thenComparing(SequenceEvent::transactionId)
            .thenComparingLong(SequenceEvent::offset);

    /**
     * What the sequences see of a transaction with the features of its decision: nothing if it is late (SEMANTICS 7.1).
     *
     * @param rules the version at the transaction's event time
     */
    public static Optional<SequenceEvent> ofTimely(
            EnrichedTransaction enriched, RuleSet rules, DetectorParameters parameters) {
        return enriched.isLate(parameters) ? Optional.empty() : Optional.of(of(enriched, rules));
    }

    /**
     * The event of a transaction with the features of its decision.
     *
     * @param rules the version at the transaction's event time
     */
    public static SequenceEvent of(EnrichedTransaction enriched, RuleSet rules) {
        Transaction transaction = enriched.transaction();
        Origin origin = enriched.origin();
        return new SequenceEvent(
                transaction.cardId(),
                transaction.merchantId(),
                transaction.transactionId(),
                transaction.eventTimeMillis(),
                transaction.amountMinor(),
                transaction.deviceId(),
                transaction.issuerRange(),
                SequenceRole.rolesOf(enriched, rules),
                rules.version(),
                origin.partition(),
                origin.offset(),
                origin.intendedSendMicros());
    }

    /** Whether it is this to a sequence. */
    public boolean plays(SequenceRole role) {
        return (roles & role.bit()) != 0;
    }
}
