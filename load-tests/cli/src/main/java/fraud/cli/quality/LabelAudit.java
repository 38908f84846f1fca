package fraud.cli.quality;

import fraud.cli.failure.OperationFailedException;
import fraud.report.figures.InputNotes.LabelNotes;
import java.nio.charset.StandardCharsets;

/**
 * Which labels are of no transaction, and which contradict each other. First the labels, then the transactions, or both
 * mixed if a label comes before its transaction. Takes 18 to 36 bytes a labelled transaction: identifiers are kept as
 * 64 bits of hash, so that of some millions two are taken for one with a probability of about one in a million. Not
 * thread-safe.
 */
public final class LabelAudit {

    private static final byte HONEST = 1;
    private static final byte FRAUD = 2;
    private static final byte SEEN = 4;
    private static final byte CONTRADICTED = HONEST | FRAUD;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final int FIRST_SLOTS = 1 << 10;

    private long[] hashes = new long[FIRST_SLOTS];
    /** 0 where a slot is free. */
    private byte[] flags = new byte[FIRST_SLOTS];

    private int labelled;
    private long matched;
    private long contradictory;

    /** Takes a label. */
    public void label(String transactionId, boolean fraud) {
        if (2 * labelled >= hashes.length) {
            grow();
        }
        long hash = hash(transactionId);
        int slot = slot(hash);
        if (flags[slot] == 0) {
            hashes[slot] = hash;
            labelled++;
        }
        boolean before = (flags[slot] & CONTRADICTED) == CONTRADICTED;
        flags[slot] |= fraud ? FRAUD : HONEST;
        contradictory += !before && (flags[slot] & CONTRADICTED) == CONTRADICTED ? 1 : 0;
    }

    /** Takes a transaction. */
    public void transaction(String transactionId) {
        int slot = slot(hash(transactionId));
        if (flags[slot] != 0 && (flags[slot] & SEEN) == 0) {
            flags[slot] |= SEEN;
            matched++;
        }
    }

    /** The counts. */
    public LabelNotes notes() {
        return new LabelNotes(labelled, labelled - matched, contradictory);
    }

    /**
     * To be called when all has come: what is judged by the labels of other transactions is worth nothing, and looks
     * like something.
     *
     * @throws OperationFailedException if there are labels, and none is of a transaction that came
     */
    public void requireMatch() {
        if (labelled > 0 && matched == 0) {
            throw new OperationFailedException("none of " + labelled
                    + " labelled transactions is in the input: is the transactionId of the labels that of the input?");
        }
    }

    /** Where a hash is, or would be. */
    private int slot(long hash) {
        int slot = (int) (mixed(hash) & (hashes.length - 1));
        while (flags[slot] != 0 && hashes[slot] != hash) {
            slot = slot + 1 & (hashes.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] fromHashes = hashes;
        byte[] fromFlags = flags;
        hashes = new long[Math.multiplyExact(fromHashes.length, 2)];
        flags = new byte[hashes.length];
        for (int i = 0; i < fromHashes.length; i++) {
            if (fromFlags[i] != 0) {
                int slot = slot(fromHashes[i]);
                hashes[slot] = fromHashes[i];
                flags[slot] = fromFlags[i];
            }
        }
    }

    /** FNV-1a. */
    private static long hash(String text) {
        long hash = FNV_OFFSET;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
        }
        return hash;
    }

    /** Its low bits alone are not spread enough for a table. */
    private static long mixed(long hash) {
        return hash ^ hash >>> 32 ^ hash >>> 15;
    }
}
