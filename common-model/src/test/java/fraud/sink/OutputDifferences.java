package fraud.sink;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Compares a detector's outputs with those of the reference, as multisets, in a message that can be read. */
public final class OutputDifferences {

    private static final int MAX_SHOWN = 10;

    private OutputDifferences() {}

    /**
     * What stands more often in one of the two: nothing if they are equal, else how many outputs are missing and too
     * much, then up to ten of each, {@code -} before what is missing in the actual outputs, {@code +} before what is
     * too much there.
     */
    public static String of(Collection<String> actual, Collection<String> expected) {
        Map<String, Integer> counts = new TreeMap<>();
        expected.forEach(output -> counts.merge(output, -1, Integer::sum));
        actual.forEach(output -> counts.merge(output, 1, Integer::sum));
        counts.values().removeIf(count -> count == 0);
        if (counts.isEmpty()) {
            return "";
        }
        long missing = counts.values().stream().filter(count -> count < 0).count();
        return missing + " missing, " + (counts.size() - missing) + " too much\n"
                + String.join(
                        "\n",
                        Stream.concat(shown(counts, -1, "- "), shown(counts, 1, "+ "))
                                .toList());
    }

    private static Stream<String> shown(Map<String, Integer> counts, int sign, String mark) {
        return counts.entrySet().stream()
                .filter(entry -> Integer.signum(entry.getValue()) == sign)
                .limit(MAX_SHOWN)
                .map(entry -> mark + entry.getKey());
    }
}
