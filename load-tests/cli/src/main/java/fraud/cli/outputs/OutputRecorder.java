package fraud.cli.outputs;

import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.sink.OutputKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Writes one detector's outputs to files that can be compared byte by byte: a file a kind, sorted by identity, repeats
 * left out.
 */
public final class OutputRecorder implements AutoCloseable {

    /** What is recorded, in the order in which it is compared. */
    public static final List<OutputKind> RECORDED = List.of(
            OutputKind.DECISION, OutputKind.ALERT, OutputKind.DEAD_LETTER, OutputKind.DUPLICATE, OutputKind.LATE);

    private final Map<OutputKind, SortedOutputs> outputs = new EnumMap<>(OutputKind.class);

    /**
     * A recorder.
     *
     * @param scratch an empty or missing directory for what waits to be sorted
     * @throws OperationFailedException if it cannot be written
     */
    public OutputRecorder(Path scratch) {
        try {
            Files.createDirectories(scratch);
            for (OutputKind kind : RECORDED) {
                outputs.put(kind, new SortedOutputs(scratch.resolve(kind.plural())));
            }
        } catch (IOException e) {
            throw new OperationFailedException("cannot write to " + scratch + ": " + FileFailure.reason(scratch, e), e);
        }
    }

    /** The file of a kind of output. */
    public static Path file(Path directory, OutputKind kind) {
        return directory.resolve(kind.plural() + ".jsonl");
    }

    /** Takes an output. */
    public void add(Output output) {
        try {
            outputs.get(output.kind()).add(output);
        } catch (IOException e) {
            throw new OperationFailedException("cannot write outputs: " + FileFailure.reason(e), e);
        }
    }

    /** Writes all files into a directory, which is made if need be. */
    public void writeTo(Path directory) {
        try {
            Files.createDirectories(directory);
            for (Map.Entry<OutputKind, SortedOutputs> kind : outputs.entrySet()) {
                kind.getValue().writeTo(file(directory, kind.getKey()));
            }
        } catch (IOException e) {
            throw new OperationFailedException(
                    "cannot write to " + directory + ": " + FileFailure.reason(directory, e), e);
        }
    }

    @Override
    public void close() {
        outputs.values().forEach(SortedOutputs::close);
    }
}
