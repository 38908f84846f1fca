package fraud.spark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.recovery.JobFailedException;
import fraud.topics.DetectorMemory;
import fraud.topics.TopicIdentities;
import fraud.topics.TopicIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointMemoryTest {

    private static final DetectorMemory NOW = memory("spark", 4);

    @TempDir
    private Path parent;

    private Path directory;
    private CheckpointMemory checkpoint;

    @BeforeEach
    void makeCheckpoint() {
        directory = parent.resolve("checkpoint");
        checkpoint = new CheckpointMemory(directory.toString(), new Configuration());
    }

    @Test
    void writesTheMemoryBeforeThereIsABatch() throws IOException {
        checkpoint.bind(NOW);

        assertThat(directory.resolve(CheckpointMemory.FILE)).hasContent(NOW.toText());
    }

    @Test
    void letsADetectorGoOnFromItsOwnCheckpoint() throws IOException {
        checkpoint.bind(NOW);
        addBatch();

        checkpoint.bind(NOW);

        assertThat(directory.resolve(CheckpointMemory.FILE)).hasContent(NOW.toText());
    }

    @Test
    void rejectsTopicsThatAreNoLongerTheSame() throws IOException {
        checkpoint.bind(NOW);
        addBatch();
        DetectorMemory grown = memory("spark", 5);

        assertThatThrownBy(() -> checkpoint.bind(grown))
                .isInstanceOf(JobFailedException.class)
                .hasMessage(NOW.difference(grown).orElseThrow());
        assertThat(directory.resolve(CheckpointMemory.FILE)).hasContent(NOW.toText());
    }

    @Test
    void rejectsTheCheckpointOfAnotherDetector() throws IOException {
        checkpoint.bind(NOW);
        addBatch();

        assertThatThrownBy(() -> checkpoint.bind(memory("other", 4)))
                .hasMessageStartingWith("detector.name is other, but the checkpoint is that of spark: ");
    }

    /** It remembers nothing yet. */
    @Test
    void bindsACheckpointWithoutBatchesAnew() {
        checkpoint.bind(NOW);
        DetectorMemory grown = memory("spark", 5);

        checkpoint.bind(grown);

        assertThat(directory.resolve(CheckpointMemory.FILE)).hasContent(grown.toText());
    }

    @Test
    void rejectsBatchesOfUnknownTopics() throws IOException {
        addBatch();

        assertThatThrownBy(() -> checkpoint.bind(NOW))
                .isInstanceOf(JobFailedException.class)
                .hasMessageStartingWith(
                        "the checkpoint does not say which topics it is of: start without a checkpoint");
    }

    @Test
    void saysWhichDirectoryCannotBeWritten() throws IOException {
        Files.writeString(directory, "a file");

        assertThatThrownBy(() -> checkpoint.bind(NOW))
                .isInstanceOf(JobFailedException.class)
                .hasMessageStartingWith("checkpoint.dir = " + directory + ": cannot be read or written: ");
    }

    private void addBatch() throws IOException {
        Files.createDirectories(directory.resolve("offsets"));
        Files.writeString(directory.resolve("offsets").resolve("0"), "v1");
    }

    private static DetectorMemory memory(String name, int partitions) {
        return new DetectorMemory(
                name,
                new TopicIdentities(List.of(
                        new TopicIdentity("transactions", partitions, "A"),
                        new TopicIdentity("labels", 2, "B"),
                        new TopicIdentity("versions", 1, "C"))));
    }
}
