package fraud.lab.chaos.proxy;

/** What a proxy lets through. All connections share one. */
final class Gate {

    /** Kafka's number of the request that commits or aborts a transaction: {@code EndTxn}. */
    private static final short END_OF_TRANSACTION = 26;

    private boolean cut;
    private boolean holdsCommits;
    private int heldCommits;

    synchronized void cut(boolean to) {
        cut = to;
        notifyAll();
    }

    synchronized void holdCommits(boolean to) {
        holdsCommits = to;
        notifyAll();
    }

    /** How many ends of transactions wait at the moment. */
    synchronized int heldCommits() {
        return heldCommits;
    }

    /** Waits until an answer may go through. */
    synchronized void pass() throws InterruptedException {
        while (cut) {
            wait();
        }
    }

    /** Waits until a request may go through. */
    synchronized void pass(short request) throws InterruptedException {
        boolean isHeld = false;
        try {
            while (cut || (holdsCommits && request == END_OF_TRANSACTION)) {
                if (!isHeld && holdsCommits && request == END_OF_TRANSACTION) {
                    isHeld = true;
                    heldCommits++;
                }
                wait();
            }
        } finally {
            if (isHeld) {
                heldCommits--;
            }
        }
    }
}
