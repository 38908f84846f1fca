package fraud.cli;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Notices that this JVM does hardly anything but look for memory: it is out of it, but would say so only after minutes,
 * in which nothing goes on. Not every collector has a limit of its own for that.
 */
final class HeapWatch {

    /** Long enough for some collections of a large heap. */
    private static final Duration WINDOW = Duration.ofSeconds(20);

    private static final int LOOKS = 20;
    private static final double MOST = 0.9;

    private final Deque<Look> looks = new ArrayDeque<>();

    private record Look(long nanos, long collectingMillis) {}

    /** Looks every second, in a thread of its own, and does this once if memory is out. */
    static void start(Runnable onEnd) {
        HeapWatch watch = new HeapWatch();
        Thread thread = new Thread(
                () -> {
                    try {
                        while (!watch.isOut(System.nanoTime(), collectingMillis())) {
                            Thread.sleep(WINDOW.toMillis() / LOOKS);
                        }
                        onEnd.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "heap-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private static long collectingMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }

    /**
     * One more look.
     *
     * @param nanos on {@link System#nanoTime}'s clock
     * @param collectingMillis how long all collections have taken since the JVM began
     * @return whether they took more than nine tenths of the last 20 s
     */
    boolean isOut(long nanos, long collectingMillis) {
        looks.add(new Look(nanos, collectingMillis));
        Look from = looks.element();
        while (looks.size() > 2 && nanos - from.nanos() > WINDOW.toNanos()) {
            Look next = looks.stream().skip(1).findFirst().orElseThrow();
            if (nanos - next.nanos() < WINDOW.toNanos()) {
                break;
            }
            looks.remove();
            from = next;
        }
        long elapsed = nanos - from.nanos();
        return elapsed >= WINDOW.toNanos()
                && Duration.ofMillis(collectingMillis - from.collectingMillis()).toNanos() > MOST * elapsed;
    }
}
