package fraud.ops;

import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Tells how long work goes on, on standard error: a bar on a terminal, else a line now and then. */
public final class Progress {

    /** System property that is {@code true} if standard error is a terminal; the {@code fraud} script knows. */
    public static final String TERMINAL_PROPERTY = "fraud.terminal";

    /** Between two lines, where there is no terminal. */
    public static final Duration LINE_EVERY = Duration.ofSeconds(10);

    private static final int WIDTH = 79;
    private static final int UPDATE_MILLIS = 200;

    private final PrintStream err;
    private final boolean terminal;

    public Progress(PrintStream err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /** Progress of this JVM's own standard error. */
    public static Progress ofStandardError() {
        return new Progress(System.err, Boolean.getBoolean(TERMINAL_PROPERTY));
    }

    /** Whether lines may be overwritten. */
    public boolean isTerminal() {
        return terminal;
    }

    /** Says something that happened. */
    public void say(String line) {
        err.println(line);
    }

    /**
     * Starts a piece of work.
     *
     * @param name what is being done
     * @param total how much there is to do
     */
    public Task task(String name, long total) {
        return new Task(name, total);
    }

    /** One piece of work; closing it ends its bar. */
    public final class Task implements AutoCloseable {

        private final String name;
        private final long total;
        private final ProgressBar bar;
        private long lastLineNanos = System.nanoTime();

        private Task(String name, long total) {
            this.name = name;
            this.total = total;
            this.bar = terminal
                    ? new ProgressBarBuilder()
                            .setTaskName(name)
                            .setInitialMax(total)
                            .setStyle(ProgressBarStyle.ASCII)
                            .setUpdateIntervalMillis(UPDATE_MILLIS)
                            .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
                            .build()
                    : null;
        }

        /** So much is done, and this is to be said of it. */
        public void reach(long done, String note) {
            if (bar != null) {
                bar.stepTo(Math.min(done, total));
                bar.setExtraMessage(note);
            } else if (System.nanoTime() - lastLineNanos > LINE_EVERY.toNanos()) {
                lastLineNanos = System.nanoTime();
                err.println(name + ": " + done + " of " + total + (note.isEmpty() ? "" : ", " + note));
            }
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
            }
        }
    }
}
