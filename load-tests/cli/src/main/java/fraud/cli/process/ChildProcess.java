package fraud.cli.process;

import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process that cannot outlive this one. It runs under a shell that holds the end of a pipe from here: when the pipe
 * closes, because of {@link #stop} or because this JVM is gone in whatever way, {@code kill -9} included, the shell
 * ends the process, at first kindly. The shell also keeps the terminal's Ctrl-C from it, so that this JVM decides what
 * stops when.
 */
public final class ChildProcess {

    /** Longer than the watchdog's. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    /** However busy it looks: an idle engine uses CPU, too, and a watchdog that is stopped itself has no patience. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    private static final long STEP_MILLIS = 100;
    /** A shell's exit code for a command that a signal has ended is this plus the signal's number. */
    private static final int SIGNAL_BASE = 128;

    private static final int TAIL_BYTES = 65_536;

    private final String name;
    private final Process shell;
    private final Path log;
    private volatile OptionalLong stopNanos = OptionalLong.empty();

    private ChildProcess(String name, Process shell, Path log) {
        this.name = name;
        this.shell = shell;
        this.log = log;
    }

    /**
     * Starts a command with its output in {@code log}.
     *
     * @param name what errors call it
     * @param directory its working directory
     */
    static ChildProcess start(String name, List<String> command, Path directory, Path log) {
        List<String> guarded = new ArrayList<>(List.of("sh", "-c", watchdog(), "watchdog"));
        guarded.addAll(command);
        try {
            Process shell = new ProcessBuilder(guarded)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new ChildProcess(name, shell, log);
        } catch (IOException e) {
            throw new OperationFailedException("cannot start " + name + ": " + FileFailure.reason(e), e);
        }
    }

    /** What errors call it. */
    public String name() {
        return name;
    }

    /** Where its standard output and error go. */
    public Path log() {
        return log;
    }

    /** How much it has logged so far, in bytes; 0 before the first. */
    long logBytes() {
        return log.toFile().length();
    }

    /** The CPU time it has used so far, user and system; nothing where the system does not tell. */
    Optional<Duration> cpu() {
        return handle().flatMap(handle -> handle.info().totalCpuDuration());
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return shell.isAlive();
    }

    /** The process itself, not the shell around it, while it runs. */
    public Optional<ProcessHandle> handle() {
        try (Stream<ProcessHandle> children = shell.descendants()) {
            return children.filter(child -> child.info()
                            .command()
                            .filter(command -> command.endsWith("java"))
                            .isPresent())
                    .findFirst();
        }
    }

    /**
     * Says in one line how it died: its last line that begins with {@code error:}, and where its log is.
     *
     * @return nothing if it still runs
     */
    public Optional<String> failure() {
        if (shell.isAlive()) {
            return Optional.empty();
        }
        return Optional.of(name + " died: " + reason() + " (log: " + log + ")");
    }

    /**
     * For a process that ends by itself, and has: requires that it said 0.
     *
     * @throws OperationFailedException with its last line that begins with {@code error:}
     */
    public void requireSuccess() {
        if (shell.exitValue() != 0) {
            throw new OperationFailedException(reason());
        }
    }

    private String reason() {
        String tail = tailOfLog();
        if (tail.contains("Too many open files")) {
            return "too many open files; raise the limit (ulimit -n 4096)";
        }
        return tail.contains("No space left on device")
                ? "the disk is full; free some space, or set TMPDIR to a directory on another disk"
                : tail.lines()
                        .filter(line -> line.startsWith("error: "))
                        .reduce((first, second) -> second)
                        .map(line -> line.substring("error: ".length()))
                        .orElseGet(() -> describeExit(shell.exitValue()));
    }

    private static String describeExit(int code) {
        return code > SIGNAL_BASE && code < SIGNAL_BASE + 64
                ? "it was ended by signal " + (code - SIGNAL_BASE)
                : "it ended with exit code " + code;
    }

    /** Asks it to stop; returns at once. Calling it again changes nothing. */
    public void stop() {
        if (stopNanos.isEmpty()) {
            stopNanos = OptionalLong.of(System.nanoTime());
        }
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            // The other end is closed: it has ended by itself.
        }
    }

    /**
     * Waits until it has ended; if the watchdog's own patience has not ended it, or a minute after {@link #stop} has
     * passed, ends everything of it by force.
     */
    public void awaitEnd() {
        awaitEnd(STOP_LIMIT);
    }

    void awaitEnd(Duration limit) {
        long fromNanos = stopNanos.orElseGet(System::nanoTime);
        boolean interrupted = false;
        Patience patience = new Patience(STOP_PATIENCE, System::nanoTime);
        ProcessSigns signs = new ProcessSigns(this, patience);
        try {
            while (!shell.waitFor(STEP_MILLIS, TimeUnit.MILLISECONDS)) {
                signs.look();
                if (patience.isOver() || System.nanoTime() - fromNanos > limit.toNanos()) {
                    killTree();
                    return;
                }
            }
        } catch (InterruptedException e) {
            interrupted = true;
            killTree();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void killTree() {
        List<ProcessHandle> descendants;
        try (Stream<ProcessHandle> children = shell.descendants()) {
            descendants = children.toList();
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
        shell.destroyForcibly();
    }

    private String tailOfLog() {
        try (InputStream in = Files.newInputStream(log)) {
            in.skipNBytes(Math.max(0, Files.size(log) - TAIL_BYTES));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static String watchdog() {
        try (InputStream in = ChildProcess.class.getResourceAsStream("watchdog.sh")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
