package fraud.generator.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;

/**
 * A file of lines that appears under its name only when it is kept; until then it stands beside it, and is gone if it
 * is not.
 */
final class LineFile implements AutoCloseable {

    private final Path file;
    private final Path part;
    private final Writer writer;

    LineFile(Path file) throws IOException {
        this.file = file;
        this.part = file.resolveSibling(file.getFileName() + ".part");
        OutputStream bytes = Files.newOutputStream(part);
        boolean gzip = file.toString().endsWith(".gz");
        this.writer = new BufferedWriter(new OutputStreamWriter(gzip ? new GZIPOutputStream(bytes) : bytes, UTF_8));
    }

    void add(String line) throws IOException {
        writer.write(line);
        // Not the platform's: the same seed gives the same bytes.
        writer.write('\n');
    }

    /** Ends the file and gives it its name. */
    void keep() throws IOException {
        writer.close();
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        try {
            writer.close();
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
