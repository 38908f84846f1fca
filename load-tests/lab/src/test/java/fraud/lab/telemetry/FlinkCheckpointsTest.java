package fraud.lab.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import fraud.cli.process.LoopbackPort;
import fraud.report.figures.EngineReport.Checkpoint;
import fraud.report.figures.EngineReport.StateSize;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FlinkCheckpointsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RunClock TIMELINE = new RunClock(Instant.ofEpochMilli(1_000_000), 0);

    /** As Flink 2.2 answers, cut to what matters. */
    private static final String CHECKPOINTS = """
            {"counts":{"completed":1},"history":[
              {"id":3,"status":"IN_PROGRESS","trigger_timestamp":1004000,"end_to_end_duration":5,"state_size":0,"checkpointed_size":0},
              {"id":2,"status":"FAILED","trigger_timestamp":1003000,"end_to_end_duration":900,"state_size":0,"checkpointed_size":0},
              {"id":1,"status":"COMPLETED","trigger_timestamp":1002500,"end_to_end_duration":42,"state_size":7000,"checkpointed_size":800}]}
            """;

    private final FlinkCheckpoints checkpoints = new FlinkCheckpoints(1, TIMELINE);

    @Test
    void tellsWhatHasEndedInTheOrderOfIds() throws IOException {
        checkpoints.take(JSON.readTree(CHECKPOINTS));

        assertThat(checkpoints.checkpoints())
                .containsExactly(new Checkpoint(1, 2.5, 42, 800, true), new Checkpoint(2, 3, 900, 0, false));
        assertThat(checkpoints.state()).containsExactly(new StateSize(2.5, "checkpoint", 7_000L, null));
    }

    @Test
    void countsACheckpointOnceHoweverOftenItIsReported() throws IOException {
        checkpoints.take(JSON.readTree(CHECKPOINTS));
        checkpoints.take(JSON.readTree(CHECKPOINTS));

        assertThat(checkpoints.checkpoints()).hasSize(2);
    }

    @Test
    void takesAnAnswerWithoutHistoryForNone() throws IOException {
        JsonNode error = JSON.readTree("{\"errors\":[\"Job not found\"]}");

        checkpoints.take(error);

        assertThat(checkpoints.checkpoints()).isEmpty();
        assertThat(FlinkCheckpoints.firstJob(error)).isEmpty();
        assertThat(FlinkCheckpoints.firstJob(JSON.readTree("{\"jobs\":[{\"id\":\"ab\",\"status\":\"RUNNING\"}]}")))
                .contains("ab");
    }

    @Test
    void asksTheJobThatItFinds() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(server, "/jobs", "{\"jobs\":[{\"id\":\"ab\",\"status\":\"RUNNING\"}]}");
        answer(server, "/jobs/ab/checkpoints", CHECKPOINTS);
        server.start();
        try {
            FlinkCheckpoints asked = new FlinkCheckpoints(server.getAddress().getPort(), TIMELINE);
            asked.poll();
            asked.pollToEnd();

            assertThat(asked.checkpoints()).hasSize(2);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void hasNothingWithoutAnAnswer() throws IOException {
        int port = LoopbackPort.free(0);
        FlinkCheckpoints asked = new FlinkCheckpoints(port, TIMELINE);

        asked.poll();
        asked.pollToEnd();

        assertThat(asked.checkpoints()).isEmpty();
    }

    private static void answer(HttpServer server, String path, String body) {
        server.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
