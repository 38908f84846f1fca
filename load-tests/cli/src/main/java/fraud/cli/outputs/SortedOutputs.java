package fraud.cli.outputs;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Collects the outputs of one kind in the order in which they come, and writes them in the order of their identity,
 * each once. The values wait in a scratch file; memory is about 50 bytes an output.
 */
final class SortedOutputs implements AutoCloseable {

    private static final Comparator<Entry> BY_IDENTITY = (a, b) -> {
        int high = Long.compareUnsigned(a.high, b.high);
        return high != 0 ? high : Long.compareUnsigned(a.low, b.low);
    };

    private final FileChannel scratch;
    private final BufferedOutputStream out;
    private final List<Entry> entries = new ArrayList<>();
    private long position;

    private record Entry(long high, long low, long position, int length) {
        boolean isSameAs(Entry other) {
            return high == other.high && low == other.low;
        }
    }

    SortedOutputs(Path scratchFile) throws IOException {
        scratch = FileChannel.open(
                scratchFile,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        out = new BufferedOutputStream(java.nio.channels.Channels.newOutputStream(scratch), 1 << 16);
    }

    void add(Output output) throws IOException {
        out.write(output.value());
        entries.add(new Entry(output.high(), output.low(), position, output.value().length));
        position += output.value().length;
    }

    /** Writes a line each; of equal ones with the same identity only one. */
    void writeTo(Path file) throws IOException {
        out.flush();
        entries.sort(BY_IDENTITY);
        try (OutputStream lines = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (int from = 0; from < entries.size(); ) {
                int to = from + 1;
                while (to < entries.size() && entries.get(to).isSameAs(entries.get(from))) {
                    to++;
                }
                writeDistinct(entries.subList(from, to), lines);
                from = to;
            }
        }
    }

    private void writeDistinct(List<Entry> repeats, OutputStream lines) throws IOException {
        byte[][] values = new byte[repeats.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = read(repeats.get(i));
        }
        Arrays.sort(values, Arrays::compareUnsigned);
        for (int i = 0; i < values.length; i++) {
            if (i == 0 || !Arrays.equals(values[i], values[i - 1])) {
                lines.write(values[i]);
                lines.write('\n');
            }
        }
    }

    private byte[] read(Entry entry) throws IOException {
        ByteBuffer value = ByteBuffer.allocate(entry.length);
        while (value.hasRemaining()) {
            if (scratch.read(value, entry.position + value.position()) < 0) {
                throw new IOException("the scratch file is shorter than what was written to it");
            }
        }
        return value.array();
    }

    @Override
    public void close() {
        try {
            scratch.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
