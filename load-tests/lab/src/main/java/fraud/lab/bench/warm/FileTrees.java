package fraud.lab.bench.warm;

import static java.nio.charset.StandardCharsets.UTF_8;

import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.process.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Directories with all that is in them. */
final class FileTrees {

    /** Where the file system can, a copy shares its blocks with the original, and costs neither room nor time. */
    private static final List<String> COPY = System.getProperty("os.name").startsWith("Mac")
            ? List.of("cp", "-R", "-c")
            : List.of("cp", "-R", "--reflink=auto");

    private FileTrees() {}

    /** How many bytes those of its files have whose names end so. */
    static long bytes(Path directory, String end) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(
                            file -> Files.isRegularFile(file) && file.toString().endsWith(end))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new OperationFailedException("cannot read " + directory + ": " + FileFailure.reason(directory, e), e);
        }
    }

    /** Deletes it, if it is there. */
    static void delete(Path directory) {
        if (Files.exists(directory)) {
            Workspace.deleteTree(directory);
        }
        if (Files.exists(directory)) {
            throw new OperationFailedException("cannot delete " + directory);
        }
    }

    /** Copies it to a place where there is nothing yet. */
    static void copy(Path directory, Path to) {
        List<String> command = new ArrayList<>(COPY);
        command.addAll(List.of(directory.toString(), to.toString()));
        run(command);
    }

    /** Waits until the disk has all that was written, so that nothing of it is left to a measurement, or lost. */
    static void sync() {
        run(List.of("sync"));
    }

    private static void run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new OperationFailedException(
                        said.lines().findFirst().orElse(command.get(0) + " has failed, and does not say why"));
            }
        } catch (IOException e) {
            throw new OperationFailedException("cannot run " + command.get(0) + ": " + FileFailure.reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException("stopped before the end", e);
        }
    }
}
