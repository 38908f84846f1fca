package fraud.lab.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.report.figures.EngineReport.Batch;
import fraud.report.figures.EngineReport.StateSize;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Spark's batches, as the file tells them that its setting {@code progress.file} names: a line of JSON a batch. */
public final class SparkBatches {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Which state its figures are of. */
    private static final String STORE = "state store";

    private static final String TOTAL = "triggerExecution";
    /** Spark lists them by name; this is the order in which they happen. */
    private static final List<String> PHASES = List.of(
            "latestOffset", "getBatch", "queryPlanning", "walCommit", "addBatch", "commitOffsets", "commitBatch");

    private final RunClock timeline;
    private final List<Batch> batches = new ArrayList<>();
    private final List<StateSize> state = new ArrayList<>();

    SparkBatches(RunClock timeline) {
        this.timeline = timeline;
    }

    /**
     * Reads a file of progress. A last line that has not been written to its end is left out; without a file there is
     * nothing.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    public static SparkBatches read(Path file, RunClock timeline) {
        SparkBatches batches = new SparkBatches(timeline);
        if (!Files.exists(file)) {
            // Spark has not begun, or the run's data is gone, since it was stopped.
            return batches;
        }
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                batches.take(JSON.readTree(line));
            }
        } catch (JsonProcessingException e) {
            return batches;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return batches;
    }

    /** Takes the progress of a batch; one that only says that there was nothing to do is left out. */
    void take(JsonNode progress) {
        JsonNode durations = progress.path("durationMs");
        if (!durations.has("addBatch")) {
            return;
        }
        double atSeconds = timeline.ofEpochMillis(
                Instant.parse(progress.path("timestamp").asText()).toEpochMilli());
        batches.add(new Batch(
                progress.path("batchId").asLong(),
                atSeconds,
                durations.path(TOTAL).asDouble(),
                progress.path("numInputRows").asLong(),
                phases(durations)));
        long entries = 0;
        long bytes = 0;
        for (JsonNode operator : progress.path("stateOperators")) {
            entries += operator.path("numRowsTotal").asLong();
            bytes += operator.path("memoryUsedBytes").asLong();
        }
        double endSeconds = atSeconds + durations.path(TOTAL).asDouble() / 1_000;
        state.add(new StateSize(endSeconds, STORE, bytes, entries));
    }

    private static Map<String, Double> phases(JsonNode durations) {
        Map<String, Double> phases = new LinkedHashMap<>();
        for (String phase : PHASES) {
            if (durations.has(phase)) {
                phases.put(phase, durations.path(phase).asDouble());
            }
        }
        durations.properties().forEach(phase -> {
            if (!phase.getKey().equals(TOTAL)) {
                phases.putIfAbsent(phase.getKey(), phase.getValue().asDouble());
            }
        });
        return phases;
    }

    /** All batches in the order of their end. */
    public List<Batch> batches() {
        return List.copyOf(batches);
    }

    /** The state at the end of each batch. */
    public List<StateSize> state() {
        return List.copyOf(state);
    }
}
