package fraud.spark.features;

import fraud.config.DetectorParameters;
import fraud.decide.Flags;
import fraud.features.CardProfile;
import fraud.features.Features;
import fraud.model.Duplicate;
import fraud.model.LateTransaction;
import fraud.model.Origin;
import fraud.model.Transaction;
import fraud.parse.ParseResult;
import fraud.sink.OutputCodec;
import fraud.sink.OutputRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Takes one card's records in offset order through its profile: duplicates out, features on, history on (SEMANTICS 4,
 * 6, 7). For one batch of one card.
 */
final class UpdateCardProfile {

    private final DetectorParameters parameters;
    private final List<EnrichedTransaction> transactions = new ArrayList<>();
    private final List<OutputRecord> outputs = new ArrayList<>();
    private CardProfile profile;
    private boolean changed;

    UpdateCardProfile(DetectorParameters parameters, CardProfile profile) {
        this.parameters = parameters;
        this.profile = profile;
    }

    void handle(ParseResult record) {
        switch (record.kind()) {
            case TRANSACTION -> handle(record.transaction(), record.origin());
            case CONTROL -> become(profile.after(record.control().action()));
            case LABEL, RULE_SET, MODEL, MARK, DEAD_LETTER ->
                throw new IllegalStateException("not a card's: " + record.origin());
        }
    }

    private void handle(Transaction transaction, Origin origin) {
        OptionalLong original = profile.originalOffset(transaction, origin);
        if (original.isPresent()) {
            outputs.add(OutputCodec.encode(new Duplicate(
                    transaction.transactionId(),
                    transaction.cardId(),
                    transaction.eventTimeMillis(),
                    original.getAsLong(),
                    origin)));
            return;
        }
        Features features = profile.featuresOf(transaction, origin);
        transactions.add(new EnrichedTransaction(
                transaction, origin, features, profile.blocked(), Flags.of(transaction, origin, profile, parameters)));
        if (parameters.isLate(transaction.eventTimeMillis(), origin.publishedAtMillis())) {
            outputs.add(OutputCodec.encode(new LateTransaction(
                    transaction.transactionId(), transaction.cardId(), transaction.eventTimeMillis(), origin)));
        }
        become(profile.with(transaction, origin, parameters.skewMillis(), parameters.historyLimit()));
    }

    private void become(CardProfile next) {
        profile = next;
        changed = true;
    }

    /** Whether the profile is another than before; duplicates alone change nothing. */
    boolean hasChanged() {
        return changed;
    }

    CardProfile profile() {
        return profile;
    }

    /** Transactions yet to be decided: no duplicates. */
    List<EnrichedTransaction> transactions() {
        return transactions;
    }

    /** What follows from the records at once. */
    List<OutputRecord> outputs() {
        return outputs;
    }
}
