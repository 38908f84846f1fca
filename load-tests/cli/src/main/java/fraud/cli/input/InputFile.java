package fraud.cli.input;

import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.input.columns.Columns;
import fraud.cli.input.columns.LabelColumns;
import fraud.cli.input.columns.TableReader;
import fraud.cli.input.lines.CompressedFile;
import fraud.cli.input.lines.InputRecord;
import fraud.cli.input.lines.JsonLinesReader;
import fraud.cli.input.lines.LineReader;
import fraud.cli.input.lines.SortedLines;
import fraud.cli.input.mapping.TableMapping;
import fraud.cli.input.table.Dialect;
import fraud.cli.input.table.RowFilter;
import fraud.cli.input.table.Table;
import fraud.cli.input.table.TableNotes;
import fraud.model.Label;
import fraud.parse.LabelCodec;
import fraud.parse.TransactionCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.function.Consumer;

/** A file of transactions or labels, read line by line: it may be larger than memory. Not thread-safe. */
public final class InputFile implements AutoCloseable {

    /** Rows are judged before they have a partition. */
    private static final int ONE_PARTITION = 1;

    private static final int PROGRESS_EVERY_LINES = 10_000;

    private final Path path;
    private final FileChannel channel;
    private final State state;
    private final Content content;
    private final Consumer<Label> labels;
    private final Optional<SortedLines> sorted;

    /** What is read of a file, and what is noted of its rows. */
    private record Content(LineReader lines, TableNotes notes) {}

    /** What shows that a file is another than before. */
    private record State(long sizeBytes, FileTime modified, Object key) {
        static State of(Path path) throws IOException {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            if (!now.isRegularFile()) {
                // A pipe can be read once, and its size tells nothing.
                throw new IOException("it is no regular file: write what it brings to one");
            }
            return new State(now.size(), now.lastModifiedTime(), now.fileKey());
        }
    }

    private InputFile(
            Path path,
            FileChannel channel,
            State state,
            Content content,
            Consumer<Label> labels,
            Optional<Path> scratch) {
        this.path = path;
        this.channel = channel;
        this.state = state;
        this.content = content;
        this.labels = labels;
        this.sorted = scratch.map(directory -> new SortedLines(content.lines(), directory, SortedLines.RUN_BYTES));
    }

    /** The same as {@link InputSource#open} of a whole file in one of the formats. */
    public static InputFile open(Path path, InputFormat format, Consumer<Label> labels) {
        return InputSource.of(path, format).open(labels);
    }

    /** The same as {@link InputSource#open} of a whole table of another shape. */
    public static InputFile open(Path path, TableMapping mapping, Consumer<Label> labels) {
        return new InputSource(
                        path, InputFormat.CANONICAL, Optional.of(mapping), Dialect.UNSTATED, RowFilter.ALL, false)
                .open(labels);
    }

    static InputFile of(InputSource source, Consumer<Label> labels, Optional<Path> scratch) {
        Path path = source.file();
        return open(path, labels, scratch, in -> {
            if (source.mapping().isEmpty() && source.format() == InputFormat.JSON_LINES) {
                return new Content(JsonLinesReader.ofTransactions(path, in), new TableNotes());
            }
            Table table = new Table(path, in, source.fullDialect(), source.allFilters());
            return content(path, table, new TransactionCodec(ONE_PARTITION)::parse, source.columns());
        });
    }

    /**
     * Opens a file of labels in the wire's own words: a table with the names of SEMANTICS 3.6 as header, or a record a
     * line.
     *
     * @throws OperationFailedException if it cannot be read, or the header lacks a column
     */
    public static InputFile openLabels(Path path) {
        return openLabels(path, Optional.empty());
    }

    /**
     * The same, in the order of publication.
     *
     * @param scratch where to sort, if they are to be sorted
     */
    public static InputFile openLabels(Path path, Optional<Path> scratch) {
        boolean isTable = InputFormat.of(path, InputFormat.CANONICAL).equals(Optional.of(InputFormat.CANONICAL));
        return open(path, label -> {}, scratch, in -> {
            if (!isTable) {
                return new Content(JsonLinesReader.ofLabels(path, in), new TableNotes());
            }
            Table table = new Table(path, in, Dialect.UNSTATED, RowFilter.ALL);
            return content(path, table, new LabelCodec(ONE_PARTITION)::parse, LabelColumns::of);
        });
    }

    /**
     * Opens a file of records of {@code versions}, a line each, sent as they are.
     *
     * @param leadMillis how long before it takes effect a version is published
     * @throws OperationFailedException if it cannot be read
     */
    public static InputFile openRules(Path path, long leadMillis) {
        return open(
                path,
                label -> {},
                Optional.empty(),
                in -> new Content(JsonLinesReader.ofVersions(path, in, leadMillis), new TableNotes()));
    }

    private static Content content(Path path, Table table, TableReader.Codec codec, Columns.Finder columns) {
        return new Content(new TableReader(path, table, codec, columns), table.notes());
    }

    private interface ContentMaker {
        Content of(InputStream in) throws IOException;
    }

    private static InputFile open(Path path, Consumer<Label> labels, Optional<Path> scratch, ContentMaker maker) {
        FileChannel channel = null;
        try {
            State state = State.of(path);
            channel = FileChannel.open(path);
            InputStream in = CompressedFile.content(path, Channels.newInputStream(channel));
            return new InputFile(path, channel, state, maker.of(in), labels, scratch);
        } catch (IOException e) {
            close(channel, e);
            throw unreadable(path, e);
        } catch (RuntimeException e) {
            close(channel, e);
            throw e;
        }
    }

    /**
     * The next line, or nothing at the end.
     *
     * @throws OperationFailedException naming file, line and column of what a table has wrong, or why the file cannot
     *     be read; at its end also if it is no longer what it was when it was opened
     */
    public Optional<InputRecord> next() {
        Optional<LineReader.Line> line;
        try {
            line = sorted.isPresent() ? sorted.get().next() : content.lines().next();
        } catch (IOException e) {
            requireUnchanged(e);
            throw unreadable(path, e);
        } catch (OperationFailedException e) {
            requireUnchanged(e);
            throw e;
        }
        if (line.isEmpty()) {
            requireUnchanged(null);
        }
        line.flatMap(LineReader.Line::label).ifPresent(labels);
        return line.map(LineReader.Line::record);
    }

    /**
     * What is wrong with a file that is being written to is no fault of its own, and what is right is no merit.
     */
    private void requireUnchanged(Exception cause) {
        try {
            if (state.equals(State.of(path))) {
                return;
            }
        } catch (IOException e) {
            // It is gone, or something else.
        }
        throw new OperationFailedException(
                path + " changed while it was read: try again when it is no longer written to", cause);
    }

    /**
     * Reads and sorts everything, if it is to be sorted: the first {@link #next()} would do it, and say nothing
     * meanwhile.
     *
     * @param progress told now and then how much has been read, from 0 to 1
     * @throws OperationFailedException as of {@link #next()}, or if there is no room to sort
     */
    public void sort(Consumer<Double> progress) {
        if (sorted.isEmpty()) {
            return;
        }
        try {
            long[] read = {0};
            sorted.get().sort(() -> {
                if (++read[0] % PROGRESS_EVERY_LINES == 0) {
                    progress.accept(fractionRead());
                }
            });
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** Whether {@link #sort} has something to do. */
    public boolean isSorted() {
        return sorted.isPresent();
    }

    /** What was done to the rows so far; nothing is, if it is no table. */
    public TableNotes notes() {
        return content.notes();
    }

    /** How much of the file has been returned, from 0 to 1. */
    public double fraction() {
        return sorted.map(SortedLines::fraction).orElseGet(this::fractionRead);
    }

    private double fractionRead() {
        try {
            // A reader may close the file once it has come to its end.
            return state.sizeBytes() == 0 || !channel.isOpen() ? 1 : (double) channel.position() / state.sizeBytes();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    @Override
    public void close() {
        sorted.ifPresent(SortedLines::close);
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(FileChannel channel, Exception why) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                why.addSuppressed(e);
            }
        }
    }

    static OperationFailedException unreadable(Path path, IOException e) {
        return new OperationFailedException("cannot read " + path + ": " + FileFailure.reason(path, e), e);
    }
}
