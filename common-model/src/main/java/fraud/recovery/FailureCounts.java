package fraud.recovery;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How often steps have failed at records, for all tasks of this JVM: tasks are made anew by every restart, this is not.
 * A count is dropped once the step gets past the record; those whose record went on elsewhere are pushed out by others.
 */
final class FailureCounts {

    /** Each failure costs a restart, so that this many records fail at a time only where nothing works. */
    private static final int MAX_COUNTS = 1_000;

    private static final Map<Key, Failures> COUNTS = new LinkedHashMap<>();
    /** Asked for every record, and almost always true. */
    private static volatile boolean empty = true;

    private FailureCounts() {}

    /**
     * Where something fails.
     *
     * @param job by which jobs that share a JVM are distinguished
     */
    record Key(UUID job, String step, String topic, int partition, long offset) {

        /** As an operator looks for it. */
        String place() {
            return topic + "-" + partition + " offset " + offset;
        }
    }

    /** How often, and the latest one. */
    record Failures(int count, Throwable latest) {}

    static boolean isEmpty() {
        return empty;
    }

    /**
     * Counts one more.
     *
     * @return how many there are now
     */
    static synchronized int add(Key key, Throwable failure) {
        Failures before = COUNTS.remove(key);
        Failures now = new Failures(before == null ? 1 : before.count() + 1, failure);
        if (COUNTS.size() == MAX_COUNTS) {
            Iterator<Key> eldest = COUNTS.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
        COUNTS.put(key, now);
        empty = false;
        return now.count();
    }

    /** The failures at a place, or null if there are none. */
    static synchronized Failures of(Key key) {
        return COUNTS.get(key);
    }

    static synchronized void forget(Key key) {
        COUNTS.remove(key);
        empty = COUNTS.isEmpty();
    }
}
