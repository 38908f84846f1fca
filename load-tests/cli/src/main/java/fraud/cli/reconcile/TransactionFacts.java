package fraud.cli.reconcile;

import fraud.model.Transaction;
import fraud.sequences.SequenceSubject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * What the valid transactions of one partition say of themselves, so that outputs can be held against them. Texts are
 * kept as 64 bits of their SHA-256: 56 bytes a transaction, and 8 to 12 more once one is looked for by its id.
 */
final class TransactionFacts {

    private static final int NONE = -1;
    /** Of a text that is missing; that of one that is not is as good as never the same. */
    private static final long NO_TEXT = 0;

    private long[] offsets = new long[1024];
    private long[] transactions = new long[1024];
    private long[] cards = new long[1024];
    private long[] merchants = new long[1024];
    private long[] issuerRanges = new long[1024];
    private long[] eventTimes = new long[1024];
    private long[] timestamps = new long[1024];
    private int size;
    /** By the lowest bits of the id: the last such transaction; empty until one is looked for. */
    private int[] last = new int[0];
    /** By place: the transaction before it with the same lowest bits. */
    private int[] before = new int[0];

    /** What stands for a text. */
    static long hash(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).high();
    }

    /** Notes a transaction; offsets rise from call to call. */
    void add(long offset, Transaction transaction, long publishedAtMillis) {
        if (size == offsets.length) {
            grow(size + (size >> 1));
        }
        offsets[size] = offset;
        transactions[size] = hash(transaction.transactionId());
        cards[size] = hash(transaction.cardId());
        merchants[size] = hash(transaction.merchantId());
        issuerRanges[size] = transaction.issuerRange() == null ? NO_TEXT : hash(transaction.issuerRange());
        eventTimes[size] = transaction.eventTimeMillis();
        timestamps[size] = publishedAtMillis;
        size++;
    }

    private void grow(int length) {
        offsets = Arrays.copyOf(offsets, length);
        transactions = Arrays.copyOf(transactions, length);
        cards = Arrays.copyOf(cards, length);
        merchants = Arrays.copyOf(merchants, length);
        issuerRanges = Arrays.copyOf(issuerRanges, length);
        eventTimes = Arrays.copyOf(eventTimes, length);
        timestamps = Arrays.copyOf(timestamps, length);
    }

    /** The place of the transaction at an offset, or a negative number if there is none. */
    int placeOf(long offset) {
        return Arrays.binarySearch(offsets, 0, size, offset);
    }

    /** The places of all transactions with an id, the last one first. */
    void forEach(long transaction, IntConsumer place) {
        index();
        if (last.length > 0) {
            for (int at = last[slot(transaction)]; at != NONE; at = before[at]) {
                if (transactions[at] == transaction) {
                    place.accept(at);
                }
            }
        }
    }

    /** All inputs come before the first output, so this is done once. */
    private void index() {
        if (before.length == size) {
            return;
        }
        last = new int[Integer.highestOneBit(size) << 1];
        Arrays.fill(last, NONE);
        before = new int[size];
        for (int at = 0; at < size; at++) {
            int slot = slot(transactions[at]);
            before[at] = last[slot];
            last[slot] = at;
        }
    }

    private int slot(long transaction) {
        return (int) transaction & (last.length - 1);
    }

    long offset(int place) {
        return offsets[place];
    }

    long transaction(int place) {
        return transactions[place];
    }

    long card(int place) {
        return cards[place];
    }

    /** What the transaction says of the subject of a sequence. */
    long subject(SequenceSubject subject, int place) {
        return switch (subject) {
            case CARD -> cards[place];
            case MERCHANT -> merchants[place];
            case ISSUER_RANGE -> issuerRanges[place];
        };
    }

    long eventTimeMillis(int place) {
        return eventTimes[place];
    }

    long publishedAtMillis(int place) {
        return timestamps[place];
    }
}
