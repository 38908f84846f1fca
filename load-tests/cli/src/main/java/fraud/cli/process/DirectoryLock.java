package fraud.cli.process;

import fraud.cli.failure.OperationFailedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second run out of a directory: two of them would write one set of results. The system gives it up when this
 * JVM ends, in whatever way; the file that it stands on stays, since deleting it would let two others in.
 */
public final class DirectoryLock implements AutoCloseable {

    private static final String FILE = ".lock";

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes a directory.
     *
     * @param directory where the lock's file goes
     * @param named what an error calls it
     * @param option that names it
     * @throws OperationFailedException if another run has it
     * @throws IOException if the file cannot be made
     */
    public static DirectoryLock take(Path directory, Path named, String option) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isFree(channel)) {
            channel.close();
            throw new OperationFailedException(
                    named + " is in use by another run: wait for its end, or name another directory (" + option + ")");
        }
        return new DirectoryLock(channel);
    }

    private static boolean isFree(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            // A file system without locks: nothing can be said.
            return true;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The JVM's end does it.
        }
    }
}
