package fraud.lab.telemetry;

import java.util.ArrayList;
import java.util.List;

/** Makes long series short enough for a page. */
public final class Downsampling {

    private Downsampling() {}

    /** At most so many of the items, the first and evenly spaced ones after it, in their order. */
    public static <T> List<T> evenly(List<T> items, int atMost) {
        if (items.size() <= atMost) {
            return List.copyOf(items);
        }
        List<T> kept = new ArrayList<>(atMost);
        for (int i = 0; i < atMost; i++) {
            kept.add(items.get((int) ((long) i * items.size() / atMost)));
        }
        return kept;
    }
}
