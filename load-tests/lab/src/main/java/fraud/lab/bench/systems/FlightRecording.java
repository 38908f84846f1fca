package fraud.lab.bench.systems;

import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/** The options by which a JVM records its garbage collections and allocations from its start to its end. */
final class FlightRecording {

    private static final String EVENTS = "lab.jfc";

    private FlightRecording() {}

    /**
     * Options of a JVM.
     *
     * @param directory where its recording goes when it ends; it is made if it is not there
     */
    static List<String> options(Path directory) {
        Path events = directory.resolve(EVENTS);
        try (InputStream resource = Objects.requireNonNull(FlightRecording.class.getResourceAsStream(EVENTS))) {
            Files.createDirectories(directory);
            Files.copy(resource, events, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new OperationFailedException("cannot write " + events + ": " + FileFailure.reason(events, e), e);
        }
        return List.of(
                "-XX:FlightRecorderOptions=repository=" + directory,
                "-XX:StartFlightRecording=filename=" + directory + ",settings=" + events);
    }
}
