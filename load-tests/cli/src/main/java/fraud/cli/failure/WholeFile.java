package fraud.cli.failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file again and again such that nobody ever reads half of it. */
public final class WholeFile {

    private WholeFile() {}

    /**
     * Writes it at once, over what is there.
     *
     * @throws OperationFailedException if it cannot be written
     */
    public static void write(Path file, String text) {
        // Beside it, since only a move within one file system is atomic; a collector of metrics reads *.prom alone. Not
        // made as a temporary file, which only its owner could read.
        Path fresh = file.resolveSibling(
                file.getFileName() + ".new-" + ProcessHandle.current().pid());
        try {
            try {
                Files.writeString(fresh, text);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new OperationFailedException("cannot write " + file + ": " + FileFailure.reason(file, e), e);
        }
    }
}
