package fraud.cli.input.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompressedFileTest {

    @TempDir
    private Path directory;

    @Test
    void readsSeveralMembersAsOneFile() throws IOException {
        assertThat(read("a.csv.gz", joined(member("one\n"), member(""), member("two\n"))))
                .isEqualTo("one\ntwo\n");
    }

    @Test
    void rejectsAMemberThatIsDamaged() throws IOException {
        byte[] second = member("two\n");
        byte[] header = second.clone();
        header[0] = 0;
        byte[] checksum = second.clone();
        checksum[second.length - 8] ^= 1;

        assertRejected(joined(member("one\n"), header));
        assertRejected(joined(member("one\n"), checksum));
        assertRejected(joined(header, member("one\n")));
    }

    @Test
    void rejectsWhatStandsBehindTheLastMember() throws IOException {
        assertRejected(joined(member("one\n"), "behind".getBytes(StandardCharsets.UTF_8)));
        assertRejected(joined(member("one\n"), new byte[] {0, 0}));
        assertRejected(joined(member("one\n"), new byte[] {0x1f}));
    }

    @Test
    void rejectsAFileThatIsCutShort() throws IOException {
        byte[] whole = member("some text that is long enough to be cut\n".repeat(50));

        for (int length : new int[] {0, 1, 5, whole.length / 2, whole.length - 1}) {
            assertRejected(Arrays.copyOf(whole, length));
        }
        assertThat(read("whole.gz", whole)).hasLineCount(50);
    }

    @Test
    void rejectsWhatIsCompressedAndNotNamedSo() {
        assertThatThrownBy(() -> read("a.csv", member("one\n"))).hasMessageContaining("its name must end with .gz");
        assertThatThrownBy(() -> read("b.csv", new byte[] {'P', 'K', 3, 4})).hasMessageContaining("is a zip archive");
    }

    @Test
    void readsWhatIsNotCompressedAsItIs() throws IOException {
        assertThat(read("a.csv", "P".getBytes(StandardCharsets.UTF_8))).isEqualTo("P");
        assertThat(read("b.csv", new byte[0])).isEmpty();
    }

    private void assertRejected(byte[] bytes) {
        assertThatThrownBy(() -> read("a.csv.gz", bytes))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("it is not a whole gzip file (")
                .hasMessageEndingWith("): `gzip -t` tests it");
    }

    private String read(String name, byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve(name), bytes);
        try (InputStream in = CompressedFile.open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] member(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[]... parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.write(part);
        }
        return bytes.toByteArray();
    }
}
