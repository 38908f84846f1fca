package fraud.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void refusesAtTheStartAFileThatCannotBeWritten() {
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
