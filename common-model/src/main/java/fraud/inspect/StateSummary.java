package fraud.inspect;

import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.StringJoiner;
import java.util.TreeMap;

/** How much a detector remembers, by the kind of state. Not thread-safe. */
public final class StateSummary {

    private static final int HOTTEST = 5;

    private final Map<String, Kind> kinds = new TreeMap<>();

    private record Key(String key, long bytes) {}

    private static final class Kind {
        private long keys;
        private long bytes;
        private long oldestMillis = Long.MAX_VALUE;
        private final PriorityQueue<Key> hottest = new PriorityQueue<>(Comparator.comparingLong(Key::bytes));
    }

    /**
     * Notes what is remembered of a key.
     *
     * @param kind of state, such as {@code card-profile}
     * @param bytes of the value
     * @param oldestMillis event time of the oldest entry; the greatest number if it has none
     */
    public void add(String kind, String key, long bytes, long oldestMillis) {
        Kind of = kinds.computeIfAbsent(kind, any -> new Kind());
        of.keys++;
        of.bytes += bytes;
        of.oldestMillis = Math.min(of.oldestMillis, oldestMillis);
        of.hottest.add(new Key(key, bytes));
        if (of.hottest.size() > HOTTEST) {
            of.hottest.remove();
        }
    }

    /** A line of JSON for each kind. */
    public Iterable<String> lines() {
        return kinds.entrySet().stream().map(StateSummary::line).toList();
    }

    /** Keys are identifiers of the contract or of the engine: nothing in them needs escapes. */
    private static String line(Map.Entry<String, Kind> kind) {
        Kind of = kind.getValue();
        StringJoiner hottest = new StringJoiner(",", "[", "]");
        of.hottest.stream()
                .sorted(Comparator.comparingLong(Key::bytes).reversed().thenComparing(Key::key))
                .forEach(key -> hottest.add("{\"key\":\"" + key.key() + "\",\"bytes\":" + key.bytes() + "}"));
        return "{\"state\":\"" + kind.getKey() + "\",\"keys\":" + of.keys + ",\"bytes\":" + of.bytes
                + (of.oldestMillis == Long.MAX_VALUE ? "" : ",\"oldestMillis\":" + of.oldestMillis)
                + ",\"hottest\":" + hottest + "}";
    }
}
