package fraud.spark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.config.ConfigException;
import fraud.spark.KafkaRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.runtime.MemoryStream;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

class ProgressFileTest {

    @TempDir
    private Path directory;

    @Test
    void appendsALineABatchToWhatIsThere() throws IOException {
        Path file = Files.writeString(directory.resolve("progress.jsonl"), "{\"batchId\":0}\n");

        ProgressFile progress = ProgressFile.at(file);
        progress.add("{\"batchId\":1}");
        progress.add("{\"batchId\":2}");

        assertThat(file).hasContent("{\"batchId\":0}\n{\"batchId\":1}\n{\"batchId\":2}\n");
    }

    /** The query itself does not matter: Spark tells the progress of any. */
    @Test
    @Tag("engine")
    void holdsWhatSparkTellsOfARunningQuery() throws Exception {
        Path file = directory.resolve("progress.jsonl");
        SparkSession spark = KafkaRows.session().newSession();
        MemoryStream<String> input =
                MemoryStream.apply(Encoders.STRING(), (org.apache.spark.sql.classic.SparkSession) spark);
        spark.streams().addListener(ProgressFile.at(file));
        StreamingQuery query = input.toDF()
                .writeStream()
                .format("noop")
                .option("checkpointLocation", directory.resolve("checkpoint").toString())
                .start();
        input.addData(CollectionConverters.asScala(List.of("a", "b")));
        query.processAllAvailable();
        query.stop();
        spark.sparkContext().listenerBus().waitUntilEmpty();

        JsonNode batch = new ObjectMapper().readTree(Files.readAllLines(file).get(0));
        assertThat(batch.path("batchId").asLong()).isZero();
        assertThat(batch.path("numInputRows").asLong()).isEqualTo(2);
        assertThat(batch.path("durationMs").has("addBatch")).isTrue();
        assertThat(batch.path("stateOperators").isArray()).isTrue();
    }

    @Test
    void rejectsAtTheStartAFileThatCannotBeWritten() {
        assertThatThrownBy(() -> ProgressFile.at(directory.resolve("missing").resolve("progress.jsonl")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("progress.file");
    }

    @Test
    void letsTheQueryGoOnWhenTheFileIsGone() throws IOException {
        Path below = Files.createDirectory(directory.resolve("below"));
        ProgressFile progress = ProgressFile.at(below.resolve("progress.jsonl"));
        Files.delete(below.resolve("progress.jsonl"));
        Files.delete(below);

        progress.add("{\"batchId\":1}");
        Files.createDirectory(below);
        progress.add("{\"batchId\":2}");

        assertThat(below).isEmptyDirectory();
    }
}
