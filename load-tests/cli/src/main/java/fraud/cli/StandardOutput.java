package fraud.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where results go: remembers why they could not be written, which a {@link PrintWriter} keeps to itself. Not
 * thread-safe.
 */
final class StandardOutput extends OutputStream {

    private final OutputStream out;
    private final PrintWriter writer;
    private IOException failure;

    /** Text as UTF-8 to a stream without a buffer. */
    StandardOutput(OutputStream out) {
        this.out = out;
        this.writer = new PrintWriter(new OutputStreamWriter(this, StandardCharsets.UTF_8), true);
    }

    /** What is printed to. */
    PrintWriter writer() {
        return writer;
    }

    /** Writes what is left, and says why something was lost, if it was. */
    Optional<IOException> end() {
        writer.flush();
        return Optional.ofNullable(failure);
    }

    /** Whether there is no reader any more, as behind a {@code | head}. */
    static boolean isNobodyThere(IOException failure) {
        return String.valueOf(failure.getMessage()).contains("Broken pipe");
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }
}
