package fraud.lab.chaos.faults;

/** An agent that takes all of a JVM's heap, in a thread of its own. It runs in the worker, and knows no other class. */
public final class MemoryHog {

    private static final int BLOCK = 1 << 18;

    private MemoryHog() {}

    /** Begins, and returns. */
    public static void agentmain(String unused) {
        Thread hog = new Thread(MemoryHog::takeAll, "memory-hog");
        hog.setDaemon(true);
        hog.start();
    }

    private static void takeAll() {
        Object[] taken = new Object[0];
        while (true) {
            Object[] more = new Object[BLOCK];
            // Whatever was taken before hangs on the last.
            more[0] = taken;
            taken = more;
        }
    }
}
