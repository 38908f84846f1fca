package fraud.lab.bench.systems;

import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a system has what it can go on from when it was stopped for later.
 *
 * @param path the directory
 * @param isWarm whether it begins with what an earlier run has left there; else with nothing
 */
public record StateDirectory(Path path, boolean isWarm) {

    private static final String SAVEPOINT = "savepoint-";

    /** Spark's checkpoint. It names files by their whole path, so it is of use in this place only. */
    public Path checkpoint() {
        return path.resolve("checkpoint");
    }

    /**
     * Flink's savepoint.
     *
     * @throws OperationFailedException if it is not there
     */
    Path savepoint() {
        try (Stream<Path> files = Files.list(path)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().startsWith(SAVEPOINT))
                    .toList();
            if (found.size() != 1) {
                throw new OperationFailedException(path + " has " + found.size() + " savepoints, and not one");
            }
            return found.get(0);
        } catch (IOException e) {
            throw new OperationFailedException("cannot read " + path + ": " + FileFailure.reason(path, e), e);
        }
    }
}
