package fraud.cli.progress;

import fraud.mask.CardNumbers;
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

    private static final int PER_CENT = 100;
    private static final int WIDTH = 79;
    private static final int UPDATE_MILLIS = 200;

    private final PrintStream err;
    private final boolean terminal;
    private final Duration lineEvery;

    public Progress(PrintStream err, boolean terminal) {
        this(err, terminal, LINE_EVERY);
    }

    Progress(PrintStream err, boolean terminal, Duration lineEvery) {
        this.err = err;
        this.terminal = terminal;
        this.lineEvery = lineEvery;
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
        err.println(CardNumbers.maskInMessage(line));
    }

    /**
     * Starts a piece of work.
     *
     * @param name what is being done
     * @param total how much there is to do
     */
    public Task task(String name, long total) {
        return new Task(name, total, "");
    }

    /**
     * Starts a piece of work of which is known only how much of a file is done.
     *
     * @param name what is being done
     */
    public ShareTask shareTask(String name) {
        return new ShareTask(new Task(name, PER_CENT, " % of the file"));
    }

    /** A piece of work that goes through a file; closing it ends its bar. */
    public static final class ShareTask implements AutoCloseable {

        private final Task task;

        private ShareTask(Task task) {
            this.task = task;
        }

        /** So much of the file is done, from 0 to 1. */
        public void reach(double share) {
            task.reach((long) (share * PER_CENT), "");
        }

        @Override
        public void close() {
            task.close();
        }
    }

    /** One piece of work; closing it ends its bar. */
    public final class Task implements AutoCloseable {

        private final String name;
        private final long total;
        private final String unit;
        private final ProgressBar bar;
        private long lastLineNanos = System.nanoTime();

        /** A piece of work, with an amount or, if there is a unit, in hundredths of that. */
        private Task(String name, long total, String unit) {
            this.name = name;
            this.total = total;
            this.unit = unit;
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
            } else if (System.nanoTime() - lastLineNanos > lineEvery.toNanos()) {
                lastLineNanos = System.nanoTime();
                String amount = unit.isEmpty() ? done + " of " + total : done + unit;
                err.println(name + ": " + amount + (note.isEmpty() ? "" : ", " + note));
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
