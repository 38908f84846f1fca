package fraud.cli.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.ObjIntConsumer;

/**
 * The last alerts, by their id: whether all engines have raised each, and in the same words. Not thread-safe.
 */
final class AlertPairs {

    private static final long NONE = 0;

    private final int size;
    private final int engines;
    private final Map<String, Pair> byId = new LinkedHashMap<>();

    /** An alert, with the digest that each engine gives it. */
    private static final class Pair {
        private final long[] digests;
        private final long sinceNanos;
        private boolean told;

        Pair(int engines, long sinceNanos) {
            this.digests = new long[engines];
            this.sinceNanos = sinceNanos;
        }
    }

    /** What came of noting an alert. */
    enum Noted {
        FIRST,
        REPEATED,
        /** The engine itself said otherwise before. */
        WRONG,
        /** The first of this engine, and not what another said. */
        DIFFERS
    }

    /**
     * No alert yet.
     *
     * @param size how many are remembered
     */
    AlertPairs(int size, int engines) {
        this.size = size;
        this.engines = engines;
    }

    /** Notes an alert of an engine. */
    Noted note(int engine, String id, long digest, long nowNanos) {
        Pair pair = byId.computeIfAbsent(id, any -> new Pair(engines, nowNanos));
        if (byId.size() > size) {
            byId.remove(byId.keySet().iterator().next());
        }
        long before = pair.digests[engine];
        if (before != NONE) {
            return before == digest ? Noted.REPEATED : Noted.WRONG;
        }
        pair.digests[engine] = digest;
        for (long other : pair.digests) {
            if (other != NONE && other != digest) {
                pair.told = true;
                return Noted.DIFFERS;
            }
        }
        return Noted.FIRST;
    }

    /**
     * Tells of the alerts that an engine has not raised, long after another has.
     *
     * @param graceNanos how long
     * @param isThere whether an engine has answered everything that there was, and so has no excuse
     * @param missing gets id and engine, once each
     */
    void tellMissing(long nowNanos, long graceNanos, IntPredicate isThere, ObjIntConsumer<String> missing) {
        for (Map.Entry<String, Pair> alert : byId.entrySet()) {
            Pair pair = alert.getValue();
            if (nowNanos - pair.sinceNanos < graceNanos) {
                return;
            }
            for (int engine = 0; engine < engines; engine++) {
                if (pair.digests[engine] == NONE && !pair.told && isThere.test(engine)) {
                    pair.told = true;
                    missing.accept(alert.getKey(), engine);
                }
            }
        }
    }
}
