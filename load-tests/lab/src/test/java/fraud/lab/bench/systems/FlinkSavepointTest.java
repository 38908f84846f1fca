package fraud.lab.bench.systems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import fraud.cli.failure.OperationFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that answers as Flink's JobManager does. */
class FlinkSavepointTest {

    private static final String TRIGGER = "/jobs/ab12/stop";

    @TempDir
    private Path directory;

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        answer("/jobs", 200, "{\"jobs\":[{\"id\":\"ab12\",\"status\":\"RUNNING\"}]}");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** Answers one after the other, the last one again and again. */
    private void answer(String path, int status, String... answers) {
        AtomicInteger next = new AtomicInteger();
        server.createContext(path, exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body =
                    answers[Math.min(next.getAndIncrement(), answers.length - 1)].getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private FlinkSavepoint savepoint() {
        return new FlinkSavepoint(server.getAddress().getPort(), () -> {});
    }

    @Test
    void stopsTheJobWithASavepointInTheFormatOfItsBackendAndWaitsForIt() throws IOException {
        answer(TRIGGER, 202, "{\"request-id\":\"t1\"}");
        answer(
                "/jobs/ab12/savepoints/t1",
                200,
                "{\"status\":{\"id\":\"IN_PROGRESS\"},\"operation\":null}",
                "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"location\":\"file:/x/savepoint-ab12-1\"}}");

        savepoint().stopInto(directory);

        assertThat(asked).hasSize(4);
        assertThat(asked.get(1)).startsWith("POST " + TRIGGER);
        JsonNode body =
                new ObjectMapper().readTree(asked.get(1).substring(asked.get(1).indexOf('{')));
        assertThat(body.path("targetDirectory").asText())
                .isEqualTo(directory.toUri().toString());
        assertThat(body.path("formatType").asText()).isEqualTo("NATIVE");
        // With it the job would take the end of the input for the end of time.
        assertThat(body.path("drain").asBoolean(true)).isFalse();
    }

    @Test
    void saysWhyThereIsNone() {
        answer(TRIGGER, 202, "{\"request-id\":\"t1\"}");
        answer(
                "/jobs/ab12/savepoints/t1",
                200,
                "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"failure-cause\":{\"class\":\"java.io.IOException\","
                        + "\"stack-trace\":\"…\"}}}");

        assertThatThrownBy(() -> savepoint().stopInto(directory))
                .isInstanceOf(OperationFailedException.class)
                .hasMessage("Flink makes no savepoint: java.io.IOException");
    }

    @Test
    void saysWhatTheJobManagerSays() {
        answer(TRIGGER, 409, "{\"errors\":[\"Checkpoint triggering task is not being executed\"]}");

        assertThatThrownBy(() -> savepoint().stopInto(directory))
                .isInstanceOf(OperationFailedException.class)
                .hasMessage("Flink makes no savepoint: its JobManager says Checkpoint triggering task is not being"
                        + " executed");
    }

    @Test
    void findsTheOneSavepointOfADirectory() {
        StateDirectory state = new StateDirectory(directory, true);

        assertThatThrownBy(state::savepoint).hasMessage(directory + " has 0 savepoints, and not one");
        Path savepoint = directory.resolve("savepoint-ab12-1");
        assertThat(savepoint.toFile().mkdir()).isTrue();
        assertThat(state.savepoint()).isEqualTo(savepoint);
    }
}
