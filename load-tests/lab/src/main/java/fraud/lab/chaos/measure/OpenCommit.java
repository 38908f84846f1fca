package fraud.lab.chaos.measure;

import fraud.lab.bench.spec.SystemSpec;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What of an engine's state is half saved, by the files of its checkpoint directory: what is there at the moment of a
 * kill is what the engine finds when it comes back.
 */
public interface OpenCommit {

    /** The commit that has begun and is not complete, for people; nothing if there is none. */
    Optional<String> now();

    /**
     * Of an engine.
     *
     * @param directory of its checkpoints; it may be made later
     */
    static OpenCommit of(SystemSpec.Kind kind, Path directory) {
        return switch (kind) {
            case FLINK -> () -> ofFlink(directory);
            case SPARK -> () -> ofSpark(directory);
            case LOOP -> Optional::empty;
        };
    }

    /** {@code JOB/chk-N} is made when a checkpoint is triggered; what completes it is its {@code _metadata}. */
    private static Optional<String> ofFlink(Path directory) {
        long newest = -1;
        Path open = null;
        for (Path job : list(directory)) {
            for (Path file : list(job)) {
                String name = file.getFileName().toString();
                if (name.startsWith("chk-") && number(name.substring("chk-".length())) > newest) {
                    newest = number(name.substring("chk-".length()));
                    open = file;
                }
            }
        }
        return open == null || Files.exists(open.resolve("_metadata"))
                ? Optional.empty()
                : Optional.of("checkpoint " + newest);
    }

    /**
     * {@code offsets/N} is written when a batch begins and {@code commits/N} when it is over; meanwhile its partitions
     * save their state, the first of them as version N + 1.
     */
    private static Optional<String> ofSpark(Path directory) {
        OptionalLong batch = newest(directory.resolve("offsets"));
        if (batch.isEmpty() || newest(directory.resolve("commits")).orElse(-1) >= batch.getAsLong()) {
            return Optional.empty();
        }
        long version = batch.getAsLong() + 1;
        for (Path operator : list(directory.resolve("state"))) {
            for (Path partition : list(operator)) {
                if (Files.exists(partition.resolve(version + ".changelog"))
                        || Files.exists(partition.resolve(version + ".zip"))) {
                    return Optional.of("the commit of batch " + batch.getAsLong());
                }
            }
        }
        return Optional.empty();
    }

    private static OptionalLong newest(Path directory) {
        return list(directory).stream()
                .mapToLong(file -> number(file.getFileName().toString()))
                .max();
    }

    /** -1 of a name that is no number. */
    private static long number(String name) {
        return name.matches("[0-9]{1,18}") ? Long.parseLong(name) : -1;
    }

    /** Empty if it is not there, or no longer. */
    private static List<Path> list(Path directory) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(files::add);
        } catch (IOException | DirectoryIteratorException e) {
            // It comes and goes, as the engine likes.
            return files;
        }
        return files;
    }
}
