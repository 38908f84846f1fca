package fraud.lab.chaos.faults;

import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.process.Workspace;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The checkpoints' directory is not there, and nothing can be made in its place; then it is there again.
 *
 * @param lasts for how long
 */
public record StorageGone(Duration lasts) implements FaultKind {

    @Override
    public String what() {
        return "gone for " + lasts.toSeconds() + " s";
    }

    @Override
    public String strike(Scene scene) {
        Path directory = scene.checkpoints();
        try {
            Files.move(directory, aside(directory));
            block(directory);
            return "checkpoint storage";
        } catch (IOException e) {
            throw new OperationFailedException("cannot move " + directory + ": " + FileFailure.reason(directory, e), e);
        }
    }

    /** With a file of its name; the system may be quicker and make the directory anew. */
    private static void block(Path directory) throws IOException {
        while (true) {
            try {
                Files.createFile(directory);
                return;
            } catch (FileAlreadyExistsException e) {
                Workspace.deleteTree(directory);
            }
        }
    }

    @Override
    public void heal(Scene scene) {
        Path directory = scene.checkpoints();
        try {
            Files.delete(directory);
            Files.move(aside(directory), directory);
        } catch (IOException e) {
            throw new OperationFailedException("cannot restore " + directory + ": " + e.getMessage(), e);
        }
    }

    private static Path aside(Path directory) {
        return directory.resolveSibling(directory.getFileName() + ".gone");
    }
}
