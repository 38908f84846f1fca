package fraud.cli.input.lines;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Files that may be compressed with gzip, by their names. A file that is damaged, cut short, or has anything behind its
 * last member is rejected, as gzip itself does: the JDK's own stream takes what is wrong after the first member for the
 * end of the file. Several members one after the other are one file.
 */
public final class CompressedFile {

    private static final String SUFFIX = ".gz";
    private static final int BUFFER_BYTES = 1 << 16;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] ZIP = {'P', 'K'};

    private CompressedFile() {}

    /** The file's name without {@code .gz}. */
    public static String plainName(Path file) {
        String name = file.getFileName().toString();
        return isNamedLikeOne(file) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    private static boolean isNamedLikeOne(Path file) {
        return file.getFileName().toString().endsWith(SUFFIX);
    }

    /** Opens a file for reading. */
    public static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            return content(file, in);
        } catch (IOException e) {
            try (in) {
                throw e;
            }
        }
    }

    /**
     * The content of a file that is open.
     *
     * @param in its bytes, from the first on
     * @throws IOException if it is compressed and not named so, or the reverse
     */
    public static InputStream content(Path file, InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, BUFFER_BYTES);
        if (!isNamedLikeOne(file)) {
            requirePlain(buffered);
            return buffered;
        }
        try {
            return new BufferedInputStream(
                    new WholeGzip(GzipCompressorInputStream.builder()
                            .setInputStream(buffered)
                            .setDecompressConcatenated(true)
                            .get()),
                    BUFFER_BYTES);
        } catch (IOException e) {
            throw WholeGzip.broken(e);
        }
    }

    private static void requirePlain(BufferedInputStream in) throws IOException {
        in.mark(2);
        byte[] first = in.readNBytes(2);
        in.reset();
        if (java.util.Arrays.equals(first, GZIP)) {
            throw new IOException("it is compressed with gzip, so its name must end with " + SUFFIX);
        }
        if (java.util.Arrays.equals(first, ZIP)) {
            throw new IOException("it is a zip archive: unpack it first");
        }
    }

    /** Says of every failure that the file is at fault, and how to look at it. */
    private static final class WholeGzip extends FilterInputStream {

        private WholeGzip(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException e) {
                throw broken(e);
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (IOException e) {
                throw broken(e);
            }
        }

        private static IOException broken(IOException e) {
            String why = e.getMessage() == null ? "it ends too early" : e.getMessage();
            return new IOException("it is not a whole gzip file (" + why + "): `gzip -t` tests it", e);
        }
    }
}
