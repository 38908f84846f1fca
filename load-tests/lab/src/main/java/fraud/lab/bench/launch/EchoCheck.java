package fraud.lab.bench.launch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Holds outputs, one for each source, against what they must be. Of each it keeps eight bytes: the length and a
 * checksum.
 */
final class EchoCheck {

    private static final long NOT_THERE = -1;
    /** A tombstone's. */
    private static final long OF_NOTHING = -2;

    private static final int FIRST = 1_024;

    private final Map<Integer, long[]> sources = new HashMap<>();
    private final CRC32C checksum = new CRC32C();
    private long missing;
    private long unknown;
    private long altered;

    /**
     * Takes a source.
     *
     * @param value that its output must have
     */
    void source(int partition, long offset, byte[] value) {
        long[] ofPartition = sources.computeIfAbsent(partition, any -> absent(new long[FIRST], 0));
        if (offset >= ofPartition.length) {
            int length = ofPartition.length;
            ofPartition = absent(Arrays.copyOf(ofPartition, Math.toIntExact(offset + offset / 2)), length);
            sources.put(partition, ofPartition);
        }
        ofPartition[(int) offset] = fingerprint(value);
        missing++;
    }

    /**
     * Takes an output, after all sources.
     *
     * @param place of its source, {@code PARTITION-OFFSET}; empty if it names none
     */
    void output(String place, byte[] value) {
        String[] parts = place.split("-", 0);
        long[] ofPartition = parts.length == 2 ? sources.get(Integer.valueOf(parts[0])) : null;
        long offset = ofPartition == null ? 0 : Long.parseLong(parts[1]);
        if (ofPartition == null || offset >= ofPartition.length || ofPartition[(int) offset] == NOT_THERE) {
            unknown++;
            return;
        }
        if (ofPartition[(int) offset] != fingerprint(value)) {
            altered++;
        }
        ofPartition[(int) offset] = NOT_THERE;
        missing--;
    }

    /** What is wrong; nothing if all is well. */
    List<String> findings() {
        List<String> findings = new ArrayList<>();
        if (missing > 0) {
            findings.add(missing + " lost");
        }
        if (unknown > 0) {
            findings.add(unknown + " doubled or of no source");
        }
        if (altered > 0) {
            findings.add(altered + " altered");
        }
        return findings;
    }

    private long fingerprint(byte[] value) {
        if (value == null) {
            return OF_NOTHING;
        }
        checksum.reset();
        checksum.update(value);
        return (long) value.length << Integer.SIZE | checksum.getValue();
    }

    private static long[] absent(long[] offsets, int from) {
        Arrays.fill(offsets, from, offsets.length, NOT_THERE);
        return offsets;
    }
}
