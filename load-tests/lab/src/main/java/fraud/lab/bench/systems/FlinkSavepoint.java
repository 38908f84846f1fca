package fraud.lab.bench.systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.cli.failure.OperationFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Stops the one job of a JobManager with a savepoint, as {@code flink stop --type native} does: in the format of the
 * state backend, so that the job begins with it as quickly as with a checkpoint, and unlike one it can be moved.
 */
final class FlinkSavepoint {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final long STEP_NANOS = Duration.ofMillis(200).toNanos();
    private static final int FIRST_ERROR = 400;

    private final URI rest;
    private final Runnable check;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    /**
     * Savepoints of a cluster's job.
     *
     * @param port of the REST interface on the loopback address
     * @param check throws if there is no use in waiting
     */
    FlinkSavepoint(int port, Runnable check) {
        this.rest = URI.create("http://127.0.0.1:" + port);
        this.check = check;
    }

    /**
     * Stops the job; returns when the savepoint is complete, and with it all that the job has to put out.
     *
     * @param directory where the savepoint becomes a directory of its own
     * @throws OperationFailedException if there is no job, or it cannot be stopped so
     */
    void stopInto(Path directory) {
        String job = ask(request("/jobs").GET()).at("/jobs/0/id").asText();
        String body =
                json(Map.of("targetDirectory", directory.toUri().toString(), "drain", false, "formatType", "NATIVE"));
        String trigger = ask(request("/jobs/" + job + "/stop")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)))
                .path("request-id")
                .asText();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            check.run();
            JsonNode told =
                    ask(request("/jobs/" + job + "/savepoints/" + trigger).GET());
            if (told.at("/status/id").asText().equals("COMPLETED")) {
                JsonNode cause = told.at("/operation/failure-cause");
                if (!cause.isMissingNode()) {
                    throw new OperationFailedException(
                            "Flink makes no savepoint: " + cause.path("class").asText());
                }
                return;
            }
            if (System.nanoTime() - until > 0) {
                throw new OperationFailedException("Flink has made no savepoint for " + PATIENCE.toMinutes() + " min");
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(rest.resolve(path)).timeout(TIMEOUT);
    }

    private JsonNode ask(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= FIRST_ERROR) {
                throw new OperationFailedException("Flink makes no savepoint: its JobManager says "
                        + JSON.readTree(answer.body()).at("/errors/0").asText("HTTP " + answer.statusCode()));
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new OperationFailedException("Flink's JobManager does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException("stopped before the end", e);
        }
    }

    private static String json(Map<String, Object> body) {
        return JSON.valueToTree(body).toString();
    }
}
