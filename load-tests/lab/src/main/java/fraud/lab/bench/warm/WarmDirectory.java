package fraud.lab.bench.warm;

import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.process.DirectoryLock;
import fraud.lab.bench.systems.StateDirectory;
import fraud.report.bench.BenchJson;
import fraud.report.bench.WarmStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What a system came to when it had caught up with a history, kept for launches that begin with a copy of it: the log
 * of the broker, inputs and outputs, and what the system can go on from. One bench at a time has it.
 *
 * <pre>
 * manifest.json   written last: without it all else is half made
 * broker/         the broker's log
 * state/          the savepoint, or the checkpoint
 * live/           the copy of state/ that the launch works with
 * </pre>
 */
public final class WarmDirectory implements AutoCloseable {

    /** The records; a broker's other files have holes, and take less than they say. */
    private static final String SEGMENT = ".log";

    private final Path directory;
    private final WarmKey key;
    private final DirectoryLock lock;

    private WarmDirectory(Path directory, WarmKey key, DirectoryLock lock) {
        this.directory = directory;
        this.key = key;
        this.lock = lock;
    }

    /**
     * Takes the directory of a key; made if it is not there.
     *
     * @param root where all of them are
     * @throws OperationFailedException if another bench has it, or it cannot be made
     */
    public static WarmDirectory open(Path root, WarmKey key) {
        Path directory = root.toAbsolutePath().normalize().resolve(key.name());
        try {
            Files.createDirectories(directory);
            return new WarmDirectory(directory, key, DirectoryLock.take(directory, directory, "--warm"));
        } catch (IOException e) {
            throw new OperationFailedException("cannot make " + directory + ": " + FileFailure.reason(directory, e), e);
        }
    }

    /** What is kept; nothing if it is not made yet, not to its end, or for another place. */
    public Optional<WarmStart> start() {
        Path file = directory.resolve(WarmManifest.FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(BenchJson.read(file, WarmManifest.class))
                    .filter(manifest -> key.parts().equals(manifest.key()) && home().equals(manifest.home()))
                    .map(WarmManifest::start);
        } catch (IOException e) {
            // Cut off, or another version's: it is made anew.
            return Optional.empty();
        }
    }

    /** Makes room for a new one: deletes what is there. */
    public void clear() {
        try {
            Files.deleteIfExists(directory.resolve(WarmManifest.FILE));
            FileTrees.delete(broker());
            FileTrees.delete(state());
            FileTrees.delete(live());
            Files.createDirectories(live());
        } catch (IOException e) {
            throw new OperationFailedException(
                    "cannot write to " + directory + ": " + FileFailure.reason(directory, e), e);
        }
    }

    /** Where the broker that is caught up with has its log. */
    public Path broker() {
        return directory.resolve("broker");
    }

    /** Where the system that catches up leaves what it can go on from. */
    public StateDirectory toFill() {
        return new StateDirectory(live(), false);
    }

    /**
     * Keeps what is there now; to be called when broker and system have ended.
     *
     * @param days that the system has caught up with
     * @param records of transactions in them
     * @param stateBytes of the state as the engine counts it
     * @param seconds how long it took
     */
    public WarmStart keep(int days, long records, long stateBytes, double seconds) {
        try {
            Files.move(live(), state());
            WarmStart start = new WarmStart(
                    key.name(),
                    days,
                    records,
                    FileTrees.bytes(broker(), SEGMENT),
                    FileTrees.bytes(state(), ""),
                    stateBytes);
            // The manifest says that all else is there, so it must not be there before it.
            FileTrees.sync();
            Path part = directory.resolve(WarmManifest.FILE + ".part");
            Files.writeString(
                    part,
                    BenchJson.pretty(
                            new WarmManifest(key.parts(), home(), Instant.now().toString(), seconds, start)));
            Files.move(part, directory.resolve(WarmManifest.FILE));
            return start;
        } catch (IOException e) {
            throw new OperationFailedException(
                    "cannot write to " + directory + ": " + FileFailure.reason(directory, e), e);
        }
    }

    /**
     * Copies what is kept for a launch.
     *
     * @param log where the launch's broker has its log, which is not there yet
     */
    public StateDirectory copy(Path log) {
        FileTrees.delete(live());
        FileTrees.copy(state(), live());
        FileTrees.copy(broker(), log);
        FileTrees.sync();
        return new StateDirectory(live(), true);
    }

    private Path state() {
        return directory.resolve("state");
    }

    private Path live() {
        return directory.resolve("live");
    }

    private String home() {
        return live().toString();
    }

    /** Gives it up; what is kept stays. */
    @Override
    public void close() {
        FileTrees.delete(live());
        lock.close();
    }
}
