package fraud.cli.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputTakenTest {

    @TempDir
    private Path directory;

    @Test
    void countsWhatSparkHasTakenOfAllInputTopics() throws Exception {
        InputTaken taken = taken("");
        taken.take(
                batch("{\"transactions\":{\"0\":10,\"1\":20}}", "{\"labels\":{\"0\":5}}", "{\"versions\":{\"0\":1}}"));

        assertThat(taken.total()).isEqualTo(36);
    }

    @Test
    void takesWhatSparkHasWrittenToTheEndOfALine() {
        String line = line("{\"transactions\":{\"0\":10}}");

        assertThat(taken(line + "\n" + line("{\"transactions\":{\"0\":70}}").substring(0, 40))
                        .total())
                .isEqualTo(10);
        assertThat(taken(line + "\nnonsense\n").total()).isEqualTo(10);
    }

    @Test
    void nothingIsTakenBeforeThereIsAFile() {
        assertThat(InputTaken.of(Engine.SPARK, null, directory.resolve("none")).total())
                .isZero();
    }

    @Test
    void otherSourcesAreNoInput() throws Exception {
        InputTaken taken = taken("");
        taken.take(batch("7", "{\"clock\":{\"0\":10}}", "{\"transactions\":{\"x\":10,\"0\":\"10\"}}", "null"));

        assertThat(taken.total()).isZero();
    }

    @Test
    void whatIsTakenAgainDoesNotCountTwice() throws Exception {
        InputTaken taken = taken("");
        taken.take(batch("{\"transactions\":{\"0\":10}}"));
        taken.take(batch("{\"transactions\":{\"0\":4}}"));

        assertThat(taken.total()).isEqualTo(10);
    }

    @Test
    void copiesOfTheEndSignalCountForNothing() throws Exception {
        InputTaken taken = taken("");
        taken.countUpTo(Map.of(new TopicPartition("transactions", 0), 12L, new TopicPartition("transactions", 1), 9L));
        taken.take(batch("{\"transactions\":{\"0\":10,\"1\":9}}"));
        assertThat(taken.total()).isEqualTo(19);

        taken.take(batch("{\"transactions\":{\"0\":50,\"1\":50}}"));
        assertThat(taken.total()).isEqualTo(21);
    }

    private InputTaken taken(String lines) {
        try {
            return InputTaken.of(Engine.SPARK, null, Files.writeString(directory.resolve("progress.jsonl"), lines));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static com.fasterxml.jackson.databind.JsonNode batch(String... endOffsets) throws JsonProcessingException {
        return new ObjectMapper().readTree(line(endOffsets));
    }

    private static String line(String... endOffsets) {
        StringBuilder sources = new StringBuilder();
        for (String end : endOffsets) {
            sources.append(sources.length() == 0 ? "" : ",")
                    .append("{\"endOffset\":")
                    .append(end)
                    .append('}');
        }
        return "{\"batchId\":1,\"numInputRows\":3,\"sources\":[" + sources + "]}";
    }
}
