package fraud.cli.reconcile;

import fraud.sink.OutputKind;
import java.util.Arrays;

/**
 * What is known of each offset of one partition: what the record is, and which outputs have been seen. 34 bytes an
 * offset, 18 until the first late entry.
 */
final class PartitionLedger {

    /** What a record is by itself. */
    enum Content {
        /** No record: an offset of Kafka's own, or outside the topic. */
        NONE(0),
        /** A signal, a card control, a label, a rule set: no output. */
        SILENT(1),
        /** Readable: a decision or a duplicate. */
        TRANSACTION(2),
        /** Cannot be read, or is a rule set that is not accepted: a dead letter. */
        UNREADABLE(3);

        private final int bits;

        Content(int bits) {
            this.bits = bits;
        }

        private static Content of(int bits) {
            return switch (bits) {
                case 0 -> NONE;
                case 1 -> SILENT;
                case 2 -> TRANSACTION;
                default -> UNREADABLE;
            };
        }
    }

    private static final int CONTENT_BITS = 2;
    private static final int CONTENT_MASK = (1 << CONTENT_BITS) - 1;
    private static final int FLAGGED_LATE = 1 << 6;
    private static final int ORIGINAL = 1 << 7;
    private static final int IN_ALERT = 1 << 8;

    private short[] states = new short[1024];
    private long[] answerDigests = new long[2048];
    private long[] lateDigests = new long[0];
    private long firstOffset = -1;
    private int size;
    private long clock = Long.MIN_VALUE;

    /** Notes an input record; offsets rise from call to call. */
    void input(long offset, Content content) {
        if (firstOffset < 0) {
            firstOffset = offset;
        }
        int index = Math.toIntExact(offset - firstOffset);
        if (index >= states.length) {
            int length = Math.max(index + 1, states.length + (states.length >> 1));
            states = Arrays.copyOf(states, length);
            answerDigests = Arrays.copyOf(answerDigests, 2 * length);
        }
        states[index] = (short) content.bits;
        size = index + 1;
    }

    /** Notes what the dead letter of a record that cannot be read must be. */
    void expect(long offset, Digest deadLetter) {
        set(index(offset), OutputKind.DEAD_LETTER, deadLetter);
    }

    /** Notes that a duplicate names the record as its original. */
    void noteOriginal(long offset) {
        states[index(offset)] |= ORIGINAL;
    }

    boolean isOriginal(long offset) {
        return (states[index(offset)] & ORIGINAL) != 0;
    }

    /** Notes that an alert names the record. */
    void noteInAlert(long offset) {
        states[index(offset)] |= IN_ALERT;
    }

    boolean isInAlert(long offset) {
        return (states[index(offset)] & IN_ALERT) != 0;
    }

    /** Moves the partition's clock; whether the timestamp runs back by no more than the skew. */
    boolean tick(long timestampMillis, long skewMillis) {
        boolean within = clock == Long.MIN_VALUE || timestampMillis >= clock - skewMillis;
        clock = Math.max(clock, timestampMillis);
        return within;
    }

    Content content(long offset) {
        return isKnown(offset) ? Content.of(states[index(offset)] & CONTENT_MASK) : Content.NONE;
    }

    /** Whether an output of this kind has been noted. */
    boolean has(long offset, OutputKind kind) {
        return (states[index(offset)] & bit(kind)) != 0;
    }

    /** Whether any decision, dead letter or duplicate has been noted. */
    boolean isAnswered(long offset) {
        return (states[index(offset)]
                        & (bit(OutputKind.DECISION) | bit(OutputKind.DEAD_LETTER) | bit(OutputKind.DUPLICATE)))
                != 0;
    }

    boolean isFlaggedLate(long offset) {
        return (states[index(offset)] & FLAGGED_LATE) != 0;
    }

    void note(long offset, OutputKind kind, Digest digest, boolean flaggedLate) {
        int index = index(offset);
        states[index] |= (short) (bit(kind) | (flaggedLate ? FLAGGED_LATE : 0));
        if (kind == OutputKind.LATE && lateDigests.length < answerDigests.length) {
            lateDigests = Arrays.copyOf(lateDigests, answerDigests.length);
        }
        set(index, kind, digest);
    }

    private void set(int index, OutputKind kind, Digest digest) {
        long[] digests = digests(kind);
        digests[2 * index] = digest.high();
        digests[2 * index + 1] = digest.low();
    }

    /** The digest of the answer, or of the late entry, that was noted; of a dead letter, also of what it must be. */
    Digest digest(long offset, OutputKind kind) {
        int index = index(offset);
        long[] digests = digests(kind);
        return new Digest(digests[2 * index], digests[2 * index + 1]);
    }

    long firstOffset() {
        return Math.max(0, firstOffset);
    }

    /** One more than the last offset. */
    long endOffset() {
        return firstOffset() + size;
    }

    private long[] digests(OutputKind kind) {
        return kind == OutputKind.LATE ? lateDigests : answerDigests;
    }

    private boolean isKnown(long offset) {
        return firstOffset >= 0 && offset >= firstOffset && offset < endOffset();
    }

    private int index(long offset) {
        return Math.toIntExact(offset - firstOffset);
    }

    private static int bit(OutputKind kind) {
        return switch (kind) {
            case DECISION -> 1 << CONTENT_BITS;
            case DEAD_LETTER -> 1 << (CONTENT_BITS + 1);
            case DUPLICATE -> 1 << (CONTENT_BITS + 2);
            case LATE -> 1 << (CONTENT_BITS + 3);
            case ALERT, COMPLETION -> throw new IllegalArgumentException(kind + " has no source offset");
        };
    }
}
