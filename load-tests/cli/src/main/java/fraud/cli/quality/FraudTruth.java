package fraud.cli.quality;

import fraud.model.Label;
import fraud.model.Transaction;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the transactions of a stream, by {@code transactionId}: which are fraud, and which are honest but
 * look like it. First the labels, then the transactions, which bring the amounts. Memory goes with the labelled frauds
 * and look-alikes, about 200 bytes each, and with what {@link LabelAudit} keeps of each label, never with the stream.
 * Not thread-safe while it is filled.
 */
public final class FraudTruth {

    /** The scenario of a fraud whose label names none. */
    public static final String UNNAMED_SCENARIO = "unnamed";

    private final Map<String, Fraud> frauds = new HashMap<>();
    private final Map<String, String> lookAlikes = new HashMap<>();
    private final Map<String, Seen> seen = new HashMap<>();
    private final LabelAudit audit = new LabelAudit();

    /** What the transaction of a fraud says. */
    private record Seen(String cardId, long eventTimeMillis, long amountMinor) {}

    /** Takes a fraud by its card and its event time. */
    @FunctionalInterface
    public interface FraudConsumer {

        /** Takes one; the time is UTC epoch in ms. */
        void accept(String cardId, long eventTimeMillis);
    }

    /**
     * One labelled fraud.
     *
     * @param scenario the kind of fraud
     * @param campaign what the frauds of one attack have in common, if the labels say
     */
    public record Fraud(String scenario, Optional<String> campaign) {}

    /**
     * Takes a label; of several for one transaction the last one taken stands.
     *
     * @param campaign what the frauds of one attack have in common, if it is known
     */
    public void label(Label label, Optional<String> campaign) {
        audit.label(label.transactionId(), label.fraud());
        if (label.fraud()) {
            String scenario = label.scenario() == null ? UNNAMED_SCENARIO : label.scenario();
            frauds.put(label.transactionId(), new Fraud(scenario, campaign));
        } else {
            frauds.remove(label.transactionId());
        }
    }

    /** Notes that an honest transaction is one that looks like fraud. */
    public void lookAlike(String transactionId, String kind) {
        lookAlikes.put(transactionId, kind);
    }

    /**
     * Takes a transaction of the input, in the order of offsets; of several copies the first stands (SEMANTICS 4.3).
     */
    public void transaction(String transactionId, String cardId, long eventTimeMillis, long amountMinor) {
        audit.transaction(transactionId);
        if (frauds.containsKey(transactionId)) {
            seen.putIfAbsent(transactionId, new Seen(cardId, eventTimeMillis, amountMinor));
        }
    }

    /** The same of a transaction. */
    public void transaction(Transaction of) {
        transaction(of.transactionId(), of.cardId(), of.eventTimeMillis(), of.amountMinor());
    }

    /** The fraud that a transaction is, if it is one. */
    public Optional<Fraud> fraud(String transactionId) {
        return Optional.ofNullable(frauds.get(transactionId));
    }

    /** What an honest transaction looks like, if it looks like fraud. */
    public Optional<String> lookAlike(String transactionId) {
        return Optional.ofNullable(lookAlikes.get(transactionId));
    }

    /** Amount of a fraud, minor units; 0 as long as its transaction has not come. */
    public long amountMinor(String transactionId) {
        Seen of = seen.get(transactionId);
        return of == null ? 0 : of.amountMinor();
    }

    /** Tells of each fraud whose transaction has come. */
    public void forEachSeen(FraudConsumer sink) {
        seen.forEach((transactionId, of) -> {
            // A later label may have taken it back.
            if (frauds.containsKey(transactionId)) {
                sink.accept(of.cardId(), of.eventTimeMillis());
            }
        });
    }

    /** Which labels are of no transaction, and which contradict each other. */
    public LabelAudit audit() {
        return audit;
    }

    /** How many frauds are labelled. */
    public int size() {
        return frauds.size();
    }
}
