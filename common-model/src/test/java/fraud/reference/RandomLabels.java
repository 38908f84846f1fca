package fraud.reference;

import fraud.model.Label;
import fraud.model.Transaction;
import fraud.parse.Partitioner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Settles random transactions: most after six days, some much later, repeated, corrected, or by a record that is a dead
 * letter. A few merchants have many frauds.
 */
final class RandomLabels {

    private static final Duration SETTLED_AFTER = Duration.ofDays(6);
    private static final Duration LATEST = Duration.ofDays(20);
    private static final int MERCHANTS_AT_RISK = 5;

    private final SeededStream stream;

    RandomLabels(SeededStream stream) {
        this.stream = stream;
    }

    /** Sends what is known of a transaction later, if anything is. */
    void settle(Transaction transaction) {
        if (stream.chance(20)) {
            return;
        }
        boolean fraud = stream.chance(isAtRisk(transaction.merchantId()) ? 50 : 2);
        long published = transaction.eventTimeMillis() + SETTLED_AFTER.toMillis() + anyOf(Duration.ofHours(1));
        if (stream.chance(10)) {
            published = transaction.eventTimeMillis() + anyOf(LATEST);
        }
        if (stream.chance(4)) {
            spoil(label(transaction, fraud), published);
            return;
        }
        send(label(transaction, fraud), published);
        if (stream.chance(5)) {
            send(label(transaction, fraud), published + anyOf(Duration.ofDays(1)));
        }
        if (stream.chance(10)) {
            send(label(transaction, !fraud), published + anyOf(Duration.ofDays(10)));
        }
    }

    private void send(Label label, long sentMillis) {
        if (isInTime(sentMillis)) {
            stream.label(label, sentMillis);
        }
    }

    /** A record that is no label, though much of it is right. */
    private void spoil(Label label, long sentMillis) {
        if (!isInTime(sentMillis)) {
            return;
        }
        int partitions = stream.parameters().labelPartitions();
        byte[] key = SeededStream.bytes(label.merchantId());
        int partition = Partitioner.partition(key, partitions);
        byte[] value = SeededStream.json(label);
        switch (stream.random().nextInt(3)) {
            case 0 -> raw(partition, SeededStream.bytes(label.cardId()), value, sentMillis);
            case 1 -> raw((partition + 1) % partitions, key, value, sentMillis);
            default -> {
                String json = new String(value, StandardCharsets.UTF_8);
                raw(partition, key, SeededStream.bytes(json.replace("\"fraud\"", "\"fraudulent\"")), sentMillis);
            }
        }
    }

    private void raw(int partition, byte[] key, byte[] value, long sentMillis) {
        stream.raw(SeededStream.TOPICS.labels(), partition, key, value, sentMillis);
    }

    private Label label(Transaction transaction, boolean fraud) {
        return new Label(
                transaction.transactionId(),
                transaction.merchantId(),
                transaction.cardId(),
                transaction.eventTimeMillis(),
                fraud,
                fraud && stream.chance(50) ? "stolen-card" : null);
    }

    private static boolean isAtRisk(String merchantId) {
        return Integer.parseInt(merchantId.substring("m-".length())) < MERCHANTS_AT_RISK;
    }

    private static boolean isInTime(long sentMillis) {
        return sentMillis < SeededStream.START_MILLIS + SeededStream.LENGTH.toMillis();
    }

    private long anyOf(Duration duration) {
        return stream.random().nextLong(duration.toMillis());
    }
}
