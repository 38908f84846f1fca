package fraud.report.bench;

import java.util.Map;

/**
 * A checkpoint or a batch of a launch.
 *
 * @param kind {@code checkpoint} or {@code batch}
 * @param atSeconds when it began, in seconds since the launch's start
 * @param durationMillis how long it took
 * @param bytes written by a checkpoint, or records of a batch
 * @param stateBytes of the whole state, as the engine counts them
 * @param partsMillis its parts by name, where the engine tells
 */
public record Mark(
        String kind,
        double atSeconds,
        double durationMillis,
        long bytes,
        long stateBytes,
        Map<String, Double> partsMillis) {

    public Mark {
        partsMillis = partsMillis == null ? Map.of() : partsMillis;
    }
}
