package fraud.cli.models.decisions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells the first copy of a decision from those that a detector has put out again, after a crash. Memory is a bit an
 * offset. Not thread-safe.
 */
public final class FirstCopies {

    private static final int OFFSETS_A_SET = 1 << 20;

    private final Map<String, BitSet> seen = new HashMap<>();

    /** Takes a decision, and says whether none of its transaction's record came before. */
    public boolean isFirst(JsonNode decision) {
        long offset = decision.path("sourceOffset").asLong();
        String part = decision.path("sourcePartition").asText() + ":" + offset / OFFSETS_A_SET;
        BitSet offsets = seen.computeIfAbsent(part, unused -> new BitSet());
        int bit = (int) (offset % OFFSETS_A_SET);
        boolean isFirst = !offsets.get(bit);
        offsets.set(bit);
        return isFirst;
    }
}
