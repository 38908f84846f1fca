package fraud.cli.process;

import java.time.Duration;

/** Tells a {@link Patience} what a process shows from outside: its log grows, it uses CPU. Not thread-safe. */
public final class ProcessSigns {

    /** Asking the system costs a little, and a waiting caller asks ten times a second and more. */
    private static final long EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final ChildProcess process;
    private final Patience patience;
    private long nextNanos = System.nanoTime();

    public ProcessSigns(ChildProcess process, Patience patience) {
        this.process = process;
        this.patience = patience;
    }

    /** Looks, if it is time. */
    public void look() {
        if (System.nanoTime() - nextNanos >= 0) {
            nextNanos = System.nanoTime() + EVERY_NANOS;
            patience.log(process.logBytes());
            process.cpu().ifPresent(patience::cpu);
        }
    }
}
