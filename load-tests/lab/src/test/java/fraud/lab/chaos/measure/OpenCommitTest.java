package fraud.lab.chaos.measure;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.lab.bench.spec.SystemSpec.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenCommitTest {

    @TempDir
    private Path directory;

    private void file(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }

    @Test
    void ofFlinkIsTheNewestCheckpointAsLongAsItHasNoMetadata() throws IOException {
        OpenCommit commit = OpenCommit.of(Kind.FLINK, directory);
        assertThat(commit.now()).isEmpty();

        file("job/shared/0");
        file("job/chk-9/_metadata");
        assertThat(commit.now()).isEmpty();
        file("job/chk-10/0");
        assertThat(commit.now()).hasValue("checkpoint 10");
        file("job/chk-10/_metadata");
        assertThat(commit.now()).isEmpty();
    }

    @Test
    void ofSparkIsABatchOfWhichAPartitionHasSavedItsState() throws IOException {
        OpenCommit commit = OpenCommit.of(Kind.SPARK, directory);
        assertThat(commit.now()).isEmpty();

        file("offsets/9");
        file("commits/9");
        file("state/0/0/10.changelog");
        assertThat(commit.now()).isEmpty();
        file("offsets/10");
        assertThat(commit.now()).isEmpty();
        file("state/1/3/11.changelog");
        assertThat(commit.now()).hasValue("the commit of batch 10");
        file("commits/10");
        assertThat(commit.now()).isEmpty();
    }

    @Test
    void ofALoopIsNothing() {
        assertThat(OpenCommit.of(Kind.LOOP, directory).now()).isEmpty();
    }
}
