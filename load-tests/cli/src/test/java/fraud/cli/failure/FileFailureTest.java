package fraud.cli.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: an error says why, and names a file once. Method: failures of the file system. */
class FileFailureTest {

    @TempDir
    private Path directory;

    @Test
    void saysWhyInWords() throws IOException {
        Path none = directory.resolve("none");
        Path full = Files.createDirectory(directory.resolve("full"));
        Path file = Files.createFile(full.resolve("file"));

        assertThat(FileFailure.reason(none, catchThrowableOfType(IOException.class, () -> Files.readString(none))))
                .isEqualTo("no such file or directory");
        assertThat(FileFailure.reason(full, catchThrowableOfType(IOException.class, () -> Files.delete(full))))
                .isEqualTo("a directory that is not empty is in its place");
        assertThat(FileFailure.reason(
                        file, catchThrowableOfType(IOException.class, () -> Files.createDirectories(file))))
                .isEqualTo("a file of that name is in its place");
        assertThat(FileFailure.reason(file, new AccessDeniedException(file.toString())))
                .isEqualTo("permission denied");
        assertThat(FileFailure.reason(file, new FileSystemException(file.toString(), null, "No space left on device")))
                .isEqualTo("No space left on device");
        assertThat(FileFailure.reason(new IOException())).isEqualTo("IOException");
    }

    @Test
    void namesAnotherFileThanTheOneThatIsNamedAlready() {
        Path file = directory.resolve("file");
        assertThat(FileFailure.reason(directory, catchThrowableOfType(IOException.class, () -> Files.size(file))))
                .isEqualTo(file + ": no such file or directory");
    }
}
