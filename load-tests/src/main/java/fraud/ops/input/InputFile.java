package fraud.ops.input;

import fraud.model.Label;
import fraud.ops.OperationFailedException;
import fraud.parse.LabelCodec;
import fraud.parse.TransactionCodec;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** A file of transactions or labels, read line by line: it may be larger than memory. Not thread-safe. */
public final class InputFile implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;
    /** Rows are judged before they have a partition. */
    private static final int ONE_PARTITION = 1;

    private final Path path;
    private final FileChannel channel;
    private final long sizeBytes;
    private final LineReader reader;

    /** One format's way to read the next line. */
    interface LineReader {
        Optional<InputRecord> next() throws IOException;
    }

    private InputFile(Path path, FileChannel channel, long sizeBytes, LineReader reader) {
        this.path = path;
        this.channel = channel;
        this.sizeBytes = sizeBytes;
        this.reader = reader;
    }

    /**
     * Opens a file and reads its header, if the format has one.
     *
     * @param format how its lines are to be read
     * @param labels takes what a row says of fraud, if the format does, before the row is returned
     * @throws OperationFailedException if it cannot be read, or the header lacks a column
     */
    public static InputFile open(Path path, InputFormat format, Consumer<Label> labels) {
        return open(path, in -> switch (format) {
            case CANONICAL -> transactions(path, in, CanonicalColumns::of);
            case HANDBOOK -> transactions(path, in, header -> new HandbookColumns(header, labels));
            case JSON_LINES -> JsonLinesReader.ofTransactions(path, in);
        });
    }

    /**
     * Opens a table of another shape, and reads its header.
     *
     * @param labels takes what a row says of fraud, before the row is returned
     * @throws OperationFailedException if it cannot be read, or the header lacks a column
     */
    public static InputFile open(Path path, TableMapping mapping, Consumer<Label> labels) {
        return open(path, in -> transactions(path, in, header -> new MappedColumns(mapping, header, labels)));
    }

    /**
     * Opens a file of labels in the wire's own words: a table with the names of SEMANTICS 3.6 as header, or a record a line.
     *
     * @throws OperationFailedException if it cannot be read, or the header lacks a column
     */
    public static InputFile openLabels(Path path) {
        CsvReader.Codec codec = new LabelCodec(ONE_PARTITION)::parse;
        boolean isTable = InputFormat.of(path, InputFormat.CANONICAL).equals(Optional.of(InputFormat.CANONICAL));
        return open(
                path,
                in -> isTable ? new CsvReader(path, in, codec, LabelColumns::of) : JsonLinesReader.ofLabels(path, in));
    }

    private static CsvReader transactions(Path path, InputStream in, CsvReader.ColumnFinder finder) throws IOException {
        return new CsvReader(path, in, new TransactionCodec(ONE_PARTITION)::parse, finder);
    }

    private interface ReaderMaker {
        LineReader of(InputStream in) throws IOException;
    }

    private static InputFile open(Path path, ReaderMaker maker) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(path);
            InputStream in = new BufferedInputStream(Channels.newInputStream(channel), BUFFER_BYTES);
            if (path.getFileName().toString().endsWith(".gz")) {
                in = new BufferedInputStream(new GZIPInputStream(in, BUFFER_BYTES), BUFFER_BYTES);
            }
            return new InputFile(path, channel, channel.size(), maker.of(in));
        } catch (IOException e) {
            close(channel, e);
            throw unreadable(path, e);
        } catch (OperationFailedException e) {
            close(channel, e);
            throw e;
        }
    }

    /**
     * The next line, or nothing at the end.
     *
     * @throws OperationFailedException naming file, line and column of what a table has wrong, or why the file cannot be read
     */
    public Optional<InputRecord> next() {
        try {
            return reader.next();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** How much of the file has been read, from 0 to 1. */
    public double fraction() {
        try {
            // A reader may close the file once it has come to its end.
            return sizeBytes == 0 || !channel.isOpen() ? 1 : (double) channel.position() / sizeBytes;
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    @Override
    public void close() {
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

    private static OperationFailedException unreadable(Path path, IOException e) {
        return new OperationFailedException(
                "cannot read " + path + ": " + (e.getMessage() == null ? e : e.getMessage()), e);
    }
}
