package fraud.spark.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCheckpointFileSystemTest {

    @TempDir
    private Path directory;

    @Test
    void isFoundUnderItsOwnSchemeAndWritesPlainFiles() throws IOException {
        org.apache.hadoop.fs.Path root = root();
        FileSystem files = files(root);
        try (FSDataOutputStream out = files.create(new org.apache.hadoop.fs.Path(root, "offsets/.0.tmp"), true)) {
            out.write("v1".getBytes(UTF_8));
        }
        assertThat(files).isInstanceOf(LocalCheckpointFileSystem.class);
        assertThat(directory.resolve("offsets/.0.tmp")).hasContent("v1");
        assertThat(directory.resolve("offsets/..0.tmp.crc")).doesNotExist();
    }

    @Test
    void replacesAFileByRenamingAnother() throws IOException {
        Files.writeString(directory.resolve("old"), "old");
        Files.writeString(directory.resolve("new"), "new");
        org.apache.hadoop.fs.Path root = root();

        assertThat(files(root)
                        .rename(new org.apache.hadoop.fs.Path(root, "new"), new org.apache.hadoop.fs.Path(root, "old")))
                .isTrue();
        assertThat(directory.resolve("old")).hasContent("new");
        assertThat(directory.resolve("new")).doesNotExist();
    }

    @Test
    void listsPathsOfItsOwnScheme() throws IOException {
        Files.writeString(directory.resolve("a b"), "");
        org.apache.hadoop.fs.Path root = root();

        assertThat(Arrays.stream(files(root).listStatus(root)).map(FileStatus::getPath))
                .containsExactly(new org.apache.hadoop.fs.Path(root, "a b"));
    }

    @Test
    void takesDirectoriesWithBlanks() throws IOException {
        Path blank = Files.createDirectory(directory.resolve("a b"));
        org.apache.hadoop.fs.Path root = new org.apache.hadoop.fs.Path(LocalCheckpointFileSystem.uri(blank));

        files(root).mkdirs(new org.apache.hadoop.fs.Path(root, "offsets"));
        assertThat(blank.resolve("offsets")).isDirectory();
    }

    @Test
    void leavesPermissionsToTheUmask() throws IOException {
        Files.writeString(directory.resolve("file"), "");
        var before = Files.getPosixFilePermissions(directory.resolve("file"));
        org.apache.hadoop.fs.Path root = root();

        files(root).setPermission(new org.apache.hadoop.fs.Path(root, "file"), new FsPermission((short) 0));
        assertThat(Files.getPosixFilePermissions(directory.resolve("file"))).isEqualTo(before);
    }

    private org.apache.hadoop.fs.Path root() {
        return new org.apache.hadoop.fs.Path(LocalCheckpointFileSystem.uri(directory));
    }

    private static FileSystem files(org.apache.hadoop.fs.Path path) throws IOException {
        Configuration conf = new Configuration(false);
        String key = LocalCheckpointFileSystem.IMPLEMENTATION_KEY.substring("spark.hadoop.".length());
        conf.setClass(key, LocalCheckpointFileSystem.class, FileSystem.class);
        return path.getFileSystem(conf);
    }
}
