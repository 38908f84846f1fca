package fraud.cli.outputs;

import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.sink.OutputKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Compares what detectors put out on the same input: all outputs, all fields, as multisets. It reads what
 * {@link OutputRecorder} wrote, where equal multisets are equal files.
 *
 * @param equal whether all are equal; nothing if there was nothing to compare
 * @param difference the first difference, in one line without card data
 */
public record OutputComparison(Optional<Boolean> equal, Optional<String> difference) {

    /**
     * Compares the recordings of some detectors.
     *
     * @param directory holds a directory for each of them
     */
    public static OutputComparison of(Path directory, List<String> detectors) {
        return of(directory, detectors, OutputRecorder.RECORDED);
    }

    /** The same of some kinds of outputs. */
    public static OutputComparison of(Path directory, List<String> detectors, List<OutputKind> kinds) {
        try {
            if (detectors.size() < 2 || isEmpty(directory, detectors)) {
                return new OutputComparison(Optional.empty(), Optional.empty());
            }
            for (String other : detectors.subList(1, detectors.size())) {
                for (OutputKind kind : kinds) {
                    Optional<String> difference = difference(directory, kind, detectors.get(0), other);
                    if (difference.isPresent()) {
                        return new OutputComparison(Optional.of(false), difference);
                    }
                }
            }
            return new OutputComparison(Optional.of(true), Optional.empty());
        } catch (IOException e) {
            throw new OperationFailedException(
                    "cannot compare the outputs in " + directory + ": " + FileFailure.reason(directory, e), e);
        }
    }

    private static boolean isEmpty(Path directory, List<String> detectors) throws IOException {
        for (String detector : detectors) {
            for (OutputKind kind : OutputRecorder.RECORDED) {
                if (Files.size(file(directory, kind, detector)) > 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Optional<String> difference(Path directory, OutputKind kind, String one, String other)
            throws IOException {
        Path left = file(directory, kind, one);
        Path right = file(directory, kind, other);
        if (Files.mismatch(left, right) < 0) {
            return Optional.empty();
        }
        try (BufferedReader leftLines = Files.newBufferedReader(left);
                BufferedReader rightLines = Files.newBufferedReader(right)) {
            long line = 1;
            String leftLine = leftLines.readLine();
            String rightLine = rightLines.readLine();
            while (leftLine != null && Objects.equals(leftLine, rightLine)) {
                line++;
                leftLine = leftLines.readLine();
                rightLine = rightLines.readLine();
            }
            return Optional.of("line " + line + " of " + kind.plural() + ".jsonl: " + describe(one, kind, leftLine)
                    + ", " + describe(other, kind, rightLine));
        }
    }

    private static String describe(String detector, OutputKind kind, String line) {
        return detector + " has "
                + (line == null
                        ? "no further line"
                        : Output.read(kind, null, line.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                .name());
    }

    private static Path file(Path directory, OutputKind kind, String detector) {
        return OutputRecorder.file(directory.resolve(detector), kind);
    }
}
