package fraud.cli.input.lines;

import fraud.cli.failure.OperationFailedException;
import fraud.model.Label;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/**
 * Lines in the order of the times that they would be sent with, those of one time in the order of the file; a line
 * without such a time stays behind the line before it. An external merge sort: memory is bounded by {@code runBytes}
 * and a buffer for each of at most {@value #MAX_RUNS} runs, whatever the file's size; the runs lie in a directory of
 * their own, deleted at the end. Not thread-safe.
 */
public final class SortedLines implements LineReader, AutoCloseable {

    /** Some 200,000 lines: a fraction of the launcher's 1 GB. */
    public static final long RUN_BYTES = 64L << 20;

    /** What a line takes in memory beside its key and value. */
    private static final int OVERHEAD_BYTES = 200;

    private static final int MAX_RUNS = 64;
    private static final int BUFFER_BYTES = 1 << 16;

    private static final Comparator<Timed> ORDER = Comparator.comparingLong(Timed::millis)
            .thenComparingLong(timed -> timed.line().record().line());

    private final LineReader lines;
    private final Path scratch;
    private final long runBytes;
    private final List<Run> runs = new ArrayList<>();
    private PriorityQueue<Run> heads;
    private long total;
    private long returned;

    /** A line with the time that it is sorted by. */
    private record Timed(long millis, Line line) {}

    /**
     * Lines to be sorted.
     *
     * @param scratch where runs go, if there is more than memory is to hold
     * @param runBytes how much memory is to hold
     */
    public SortedLines(LineReader lines, Path scratch, long runBytes) {
        this.lines = lines;
        this.scratch = scratch;
        this.runBytes = runBytes;
    }

    /**
     * Reads and sorts all lines.
     *
     * @param progress called after each line
     * @throws OperationFailedException if there is no room for the runs
     */
    public void sort(Runnable progress) throws IOException {
        List<Timed> run = new ArrayList<>();
        long bytes = 0;
        long millis = Long.MIN_VALUE;
        for (Optional<Line> next = lines.next(); next.isPresent(); next = lines.next()) {
            InputRecord record = next.get().record();
            millis = record.publishedAtMillis().orElse(millis);
            run.add(new Timed(millis, next.get()));
            total++;
            bytes += OVERHEAD_BYTES + record.value().length + (record.key() == null ? 0 : record.key().length);
            if (bytes >= runBytes) {
                write(run);
                run = new ArrayList<>();
                bytes = 0;
            }
            progress.run();
        }
        run.sort(ORDER);
        runs.add(new Run(run));
        heads = merged(runs);
    }

    private void write(List<Timed> run) {
        run.sort(ORDER);
        runs.add(written(merged(List.of(new Run(run)))));
        if (runs.size() == MAX_RUNS) {
            Run one = written(merged(runs));
            runs.forEach(Run::close);
            runs.clear();
            runs.add(one);
        }
    }

    private static PriorityQueue<Run> merged(List<Run> runs) {
        PriorityQueue<Run> heads = new PriorityQueue<>(Comparator.comparing(Run::head, ORDER));
        runs.stream().filter(Run::hasHead).forEach(heads::add);
        return heads;
    }

    /** Everything of some runs as one run in a file. */
    private Run written(PriorityQueue<Run> from) {
        try {
            Path file = Files.createTempFile(scratch, "sorted-", ".run");
            long count = 0;
            try (DataOutputStream out =
                    new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES))) {
                for (Optional<Timed> next = next(from); next.isPresent(); next = next(from)) {
                    write(next.get(), out);
                    count++;
                }
            }
            return new Run(file, count);
        } catch (IOException e) {
            throw noRoom(e);
        }
    }

    private static Optional<Timed> next(PriorityQueue<Run> heads) throws IOException {
        Run first = heads.poll();
        if (first == null) {
            return Optional.empty();
        }
        Timed head = first.head();
        first.advance();
        if (first.hasHead()) {
            heads.add(first);
        }
        return Optional.of(head);
    }

    @Override
    public Optional<Line> next() throws IOException {
        if (heads == null) {
            sort(() -> {});
        }
        Optional<Timed> next = next(heads);
        returned++;
        return next.map(Timed::line);
    }

    /** How much has been returned of what was sorted, from 0 to 1; 0 before. */
    public double fraction() {
        return heads == null ? 0 : total == 0 ? 1 : Math.min(1, (double) returned / total);
    }

    @Override
    public void close() {
        runs.forEach(Run::close);
    }

    private OperationFailedException noRoom(IOException e) {
        return new OperationFailedException(
                "cannot sort in " + scratch + ": " + e.getMessage() + "; TMPDIR says where there is room", e);
    }

    /** Sorted lines, in memory or in a file, with the first of them at hand. */
    private final class Run implements AutoCloseable {

        private final List<Timed> memory;
        private final Path file;
        private final DataInputStream in;
        /** How many lines there are from the first on. */
        private long left;

        private Timed head;

        private Run(List<Timed> memory) {
            this.memory = memory;
            this.file = null;
            this.in = null;
            this.left = memory.size();
            this.head = memory.isEmpty() ? null : memory.get(0);
        }

        private Run(Path file, long lines) throws IOException {
            this.memory = List.of();
            this.file = file;
            this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
            this.left = lines + 1;
            advance();
        }

        private Timed head() {
            return head;
        }

        private boolean hasHead() {
            return head != null;
        }

        private void advance() throws IOException {
            left--;
            if (left == 0) {
                head = null;
            } else {
                head = in == null ? memory.get(memory.size() - Math.toIntExact(left)) : read(in);
            }
        }

        @Override
        public void close() {
            if (in == null) {
                return;
            }
            try {
                in.close();
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw noRoom(e);
            }
        }
    }

    private static void write(Timed timed, DataOutputStream out) throws IOException {
        InputRecord record = timed.line().record();
        out.writeLong(timed.millis());
        out.writeLong(record.line());
        writeBytes(record.key(), out);
        writeBytes(record.value(), out);
        out.writeBoolean(record.publishedAtMillis().isPresent());
        Optional<Label> label = timed.line().label();
        out.writeBoolean(label.isPresent());
        if (label.isPresent()) {
            out.writeUTF(label.get().transactionId());
            out.writeUTF(label.get().merchantId());
            out.writeUTF(label.get().cardId());
            out.writeLong(label.get().eventTimeMillis());
            out.writeBoolean(label.get().fraud());
            out.writeUTF(label.get().scenario() == null ? "" : label.get().scenario());
        }
    }

    private static Timed read(DataInputStream in) throws IOException {
        long millis = in.readLong();
        long line = in.readLong();
        byte[] key = readBytes(in);
        byte[] value = readBytes(in);
        OptionalLong publishedAt = in.readBoolean() ? OptionalLong.of(millis) : OptionalLong.empty();
        InputRecord record = new InputRecord(line, key, value, publishedAt);
        if (!in.readBoolean()) {
            return new Timed(millis, Line.of(record));
        }
        Label label = new Label(
                in.readUTF(), in.readUTF(), in.readUTF(), in.readLong(), in.readBoolean(), emptyToNull(in.readUTF()));
        return new Timed(millis, new Line(record, Optional.of(label)));
    }

    private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    @SuppressWarnings("ReturnsNullArray") // a record without a key
    private static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : in.readNBytes(length);
    }

    private static String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
