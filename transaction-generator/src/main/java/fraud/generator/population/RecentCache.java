package fraud.generator.population;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongFunction;

/**
 * Remembers some of what is derived from a number, to spare the derivation; a newcomer takes the place of the one
 * before it. What is derived must be immutable and the same every time, so that it makes no difference which thread
 * finds what here. Bounded and thread-safe.
 */
public final class RecentCache<T> {

    private record Entry<T>(long number, T value) {}

    private final AtomicReferenceArray<Entry<T>> entries;
    private final LongFunction<T> derivation;

    /**
     * An empty memory.
     *
     * @param size how many it holds at most, a power of two
     */
    public RecentCache(int size, LongFunction<T> derivation) {
        this.entries = new AtomicReferenceArray<>(size);
        this.derivation = derivation;
    }

    /** What is derived from a number of at least 0. */
    public T get(long number) {
        int slot = (int) (number & (entries.length() - 1));
        Entry<T> entry = entries.getPlain(slot);
        if (entry == null || entry.number != number) {
            entry = new Entry<>(number, derivation.apply(number));
            entries.setPlain(slot, entry);
        }
        return entry.value;
    }
}
