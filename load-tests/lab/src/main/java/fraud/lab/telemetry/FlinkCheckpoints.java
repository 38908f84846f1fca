package fraud.lab.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.report.figures.EngineReport.Checkpoint;
import fraud.report.figures.EngineReport.StateSize;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Flink's checkpoints, as the REST interface of its local cluster tells them: the last ten at a time, so it is to be
 * asked more often than ten checkpoints are made. As long as Flink does not answer, there is nothing.
 */
public final class FlinkCheckpoints {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int OK = 200;
    /** Which state its figures are of. */
    private static final String STORE = "checkpoint";

    private final URI rest;
    private final RunClock timeline;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final SortedMap<Long, Told> byId = new ConcurrentSkipListMap<>();
    private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);
    private volatile Optional<String> job = Optional.empty();

    /** A checkpoint with the size of the whole state in it. */
    private record Told(Checkpoint checkpoint, long stateBytes) {}

    /**
     * Checkpoints of the job in a local cluster.
     *
     * @param port of its REST interface on the loopback address
     */
    public FlinkCheckpoints(int port, RunClock timeline) {
        this.rest = URI.create("http://127.0.0.1:" + port);
        this.timeline = timeline;
    }

    /** Asks what is new, without waiting for the answer; does nothing while an earlier question is open. */
    public void poll() {
        if (!running.isDone()) {
            return;
        }
        running = job.isEmpty()
                ? ask("/jobs").thenAccept(jobs -> job = firstJob(jobs))
                : ask("/jobs/" + job.get() + "/checkpoints").thenAccept(this::take);
        // Not there yet, or no longer: the next question may be answered.
        running = running.exceptionally(unanswered -> null);
    }

    /** Asks once more and waits for the answer. */
    public void pollToEnd() {
        try {
            running.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            poll();
            running.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // What was known until now stands.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<JsonNode> ask(String path) {
        HttpRequest request =
                HttpRequest.newBuilder(rest.resolve(path)).timeout(TIMEOUT).build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(response -> {
            try {
                return response.statusCode() == OK ? JSON.readTree(response.body()) : JSON.createObjectNode();
            } catch (IOException e) {
                return JSON.createObjectNode();
            }
        });
    }

    static Optional<String> firstJob(JsonNode jobs) {
        JsonNode id = jobs.path("jobs").path(0).path("id");
        return id.isTextual() ? Optional.of(id.textValue()) : Optional.empty();
    }

    /** Takes an answer of {@code /jobs/ID/checkpoints}; a checkpoint in progress is left for later. */
    void take(JsonNode answer) {
        for (JsonNode told : answer.path("history")) {
            String status = told.path("status").asText();
            if (status.equals("COMPLETED") || status.equals("FAILED")) {
                long id = told.path("id").asLong();
                Checkpoint checkpoint = new Checkpoint(
                        id,
                        timeline.ofEpochMillis(told.path("trigger_timestamp").asLong()),
                        told.path("end_to_end_duration").asLong(),
                        told.path("checkpointed_size").asLong(),
                        status.equals("COMPLETED"));
                byId.put(id, new Told(checkpoint, told.path("state_size").asLong()));
            }
        }
    }

    /** All checkpoints that have ended, in the order of their ids. */
    public List<Checkpoint> checkpoints() {
        return byId.values().stream().map(Told::checkpoint).toList();
    }

    /** The size of the whole state in each completed checkpoint. */
    public List<StateSize> state() {
        return byId.values().stream()
                .filter(told -> told.checkpoint().completed())
                .map(told -> new StateSize(told.checkpoint().atSeconds(), STORE, told.stateBytes(), null))
                .toList();
    }
}
