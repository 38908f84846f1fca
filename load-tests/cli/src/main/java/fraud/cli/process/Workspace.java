package fraud.cli.process;

import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What a run starts and must not leave behind: child processes, and a directory for their data, deleted at the end.
 * Closing it stops everything, and may be done from another thread while the owner is at work. What happens after a
 * {@code kill -9} of this JVM: the processes end ({@link ChildProcess}), and the broker, the last to end, deletes the
 * directory.
 */
public final class Workspace implements AutoCloseable {

    private static final String STOPPED = "stopped before the end";

    private static final long MEGABYTE = 1 << 20;
    /** Without this there is no use in starting: an empty broker has about as much. */
    private static final long ROOM_TO_START = 64 * MEGABYTE;
    /** With less left the next record may be the one that does not fit; a broker would go on trying in silence. */
    private static final long ROOM_TO_GO_ON = 8 * MEGABYTE;

    private static final long WATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Path data;
    private final Path logs;
    private final DirectoryLock lock;
    private final ToLongFunction<Path> usableBytes;
    private final List<ChildProcess> children = new ArrayList<>();
    private final Set<ChildProcess> mayEnd = new HashSet<>();
    private volatile boolean closed;
    private volatile boolean rejecting;
    private String death;
    private boolean undisturbed;

    private Workspace(Path data, Path logs, DirectoryLock lock, ToLongFunction<Path> usableBytes) {
        this.data = data;
        this.logs = logs;
        this.lock = lock;
        this.usableBytes = usableBytes;
    }

    /**
     * A new workspace.
     *
     * @param logs directory for the processes' logs, kept; made if need be
     * @throws OperationFailedException if a directory cannot be made, its disk is full, or another run has its logs
     *     there
     */
    public static Workspace create(Path logs) {
        return create(logs, directory -> directory.toFile().getUsableSpace());
    }

    static Workspace create(Path logs, ToLongFunction<Path> usableBytes) {
        DirectoryLock lock;
        try {
            Files.createDirectories(logs);
            lock = DirectoryLock.take(logs, logs.toAbsolutePath().getParent(), "--out");
        } catch (IOException e) {
            throw new OperationFailedException(
                    "cannot make the directory " + logs + ": " + FileFailure.reason(logs, e), e);
        }
        try {
            return create(logs, lock, usableBytes);
        } catch (OperationFailedException e) {
            lock.close();
            throw e;
        }
    }

    private static Workspace create(Path logs, DirectoryLock lock, ToLongFunction<Path> usableBytes) {
        Path data;
        try {
            data = Files.createTempDirectory("fraud-");
        } catch (IOException e) {
            throw new OperationFailedException(
                    "cannot make a directory for the run's own data in " + System.getProperty("java.io.tmpdir") + ": "
                            + FileFailure.reason(e) + "; set TMPDIR to one that can be written to",
                    e);
        }
        Workspace workspace = new Workspace(data, logs.toAbsolutePath(), lock, usableBytes);
        try {
            workspace.requireRoom(ROOM_TO_START);
        } catch (OperationFailedException e) {
            deleteTree(data);
            throw e;
        }
        return workspace;
    }

    /** Directory of the run's data, deleted at the end. */
    public Path data() {
        return data;
    }

    /** Starts a process with its output in {@code <logs>/<name>.log}. */
    public synchronized ChildProcess start(String name, List<String> command) {
        if (closed) {
            throw new OperationFailedException(STOPPED);
        }
        ChildProcess child = ChildProcess.start(name, command, data, logs.resolve(name + ".log"));
        children.add(child);
        return child;
    }

    /** Starts one that is to end by itself: that it has ended is no death. */
    public synchronized ChildProcess startToEnd(String name, List<String> command) {
        ChildProcess child = start(name, command);
        mayEnd.add(child);
        return child;
    }

    /** Stops one process and waits for its end. */
    public void stop(ChildProcess child) {
        synchronized (this) {
            children.remove(child);
            mayEnd.remove(child);
        }
        child.stop();
        child.awaitEnd();
    }

    /**
     * To be called in every loop that waits for a process.
     *
     * @throws OperationFailedException if one of them has died, the disk is full, or everything is to stop
     */
    public void check() {
        // Not after the closing, which holds the lock for as long as the processes take to end.
        if (rejecting) {
            throw new OperationFailedException(STOPPED);
        }
        requireAllAlive();
        requireRoom(ROOM_TO_GO_ON);
    }

    private void requireRoom(long bytes) {
        long usable = usableBytes.applyAsLong(data);
        // 0 is also said of a directory that another thread has just deleted.
        if (usable < bytes && Files.isDirectory(data)) {
            throw new OperationFailedException("the disk of " + data.getParent() + " is full: " + usable / MEGABYTE
                    + " MB are left, and the run's own data needs at least " + bytes / MEGABYTE
                    + " MB; free some space, or set TMPDIR to a directory on another disk");
        }
    }

    /** From now on callers that work with this are asked to stop, before it is closed. */
    public void reject() {
        rejecting = true;
    }

    private synchronized void requireAllAlive() {
        if (closed) {
            throw new OperationFailedException(STOPPED);
        }
        firstDeath().ifPresent(failure -> {
            throw new OperationFailedException(failure);
        });
    }

    private Optional<String> firstDeath() {
        return children.stream()
                .filter(child -> !mayEnd.contains(child))
                .flatMap(child -> child.failure().stream())
                .findFirst();
    }

    /**
     * From now on this thread is interrupted when a process has died, again and again until this is closed: a client
     * waits for a broker that is gone for minutes, and so does the closing of one. {@link #death()} says why. A process
     * that ends by itself must have come from {@link #startToEnd}.
     */
    public void interruptOnDeath() {
        Thread owner = Thread.currentThread();
        Thread watcher = new Thread(
                () -> {
                    while (!closed) {
                        interruptIfDead(owner);
                        LockSupport.parkNanos(WATCH_NANOS);
                    }
                },
                "watch-processes");
        watcher.setDaemon(true);
        watcher.start();
    }

    private synchronized void interruptIfDead(Thread owner) {
        if (closed || rejecting) {
            return;
        }
        if (death == null) {
            death = firstDeath().orElse(null);
        }
        if (death != null && !undisturbed) {
            owner.interrupt();
        }
    }

    /** Why {@link #interruptOnDeath} has interrupted, in one line; nothing if it has not. */
    public synchronized Optional<String> death() {
        return Optional.ofNullable(death);
    }

    /**
     * Does what has to be done after a death, too, and would fail in a thread that is interrupted: such as writing
     * files.
     */
    public void undisturbed(Runnable action) {
        disturb(false);
        try {
            // What was interrupted has ended.
            boolean unused = Thread.interrupted();
            action.run();
        } finally {
            disturb(true);
        }
    }

    private synchronized void disturb(boolean may) {
        undisturbed = !may;
    }

    /** Handles of the processes that run. */
    public synchronized List<ChildProcess> running() {
        return List.copyOf(children);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (death != null) {
            // Its own interrupt: the processes that are left are to end kindly.
            boolean unused = Thread.interrupted();
        }
        // The clients first, so that they do not miss the broker, which is the first that was started.
        List<ChildProcess> clients = children.isEmpty() ? List.of() : children.subList(1, children.size());
        clients.forEach(ChildProcess::stop);
        clients.forEach(ChildProcess::awaitEnd);
        children.forEach(ChildProcess::stop);
        children.forEach(ChildProcess::awaitEnd);
        children.clear();
        mayEnd.clear();
        deleteTree(data);
        lock.close();
    }

    /** Deletes what is there; what cannot be deleted stays, since no caller is left to do something about it. */
    public static void deleteTree(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | java.io.UncheckedIOException e) {
            // Gone already, or being deleted by the broker at its end.
        }
    }
}
