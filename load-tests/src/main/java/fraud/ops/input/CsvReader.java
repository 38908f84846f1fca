package fraud.ops.input;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import fraud.model.Label;
import fraud.model.Origin;
import fraud.model.RejectReason;
import fraud.model.Transaction;
import fraud.ops.OperationFailedException;
import fraud.parse.LabelCodec;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Transactions or labels from a table in CSV (RFC 4180, UTF-8) with a header. A table is somebody's export, so a cell that cannot be used is
 * an error with its place, never a record on the stream.
 */
final class CsvReader implements InputFile.LineReader {

    private final Path path;
    private final CsvParser parser;
    private final Codec codec;
    private final List<String> header;
    private final Columns columns;
    private long line;

    /** Reads records as the detectors do. */
    interface Codec {
        ParseResult parse(SourceRecord record);
    }

    /**
     * The record that a row makes.
     *
     * @param key its Kafka key
     * @param value its value
     * @param eventTimeMillis when what it tells of happened
     * @param publishedAtMillis when it was published, unless the row says otherwise
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way to Kafka, never compared
    record Content(String key, byte[] value, long eventTimeMillis, long publishedAtMillis) {

        static Content of(Transaction transaction) {
            return new Content(
                    transaction.cardId(),
                    TransactionCodec.toJson(transaction),
                    transaction.eventTimeMillis(),
                    transaction.eventTimeMillis());
        }

        static Content of(Label label) {
            return new Content(
                    label.merchantId(),
                    LabelCodec.toJson(label),
                    label.eventTimeMillis(),
                    InputRecord.labelPublishedAtMillis(label));
        }
    }

    /** Which cell is which field. */
    interface Columns {

        /**
         * What a row says.
         *
         * @throws BadCellException if a cell cannot be used
         */
        Content content(Row row) throws BadCellException;

        /** When the row was published, if a column says so and can be read. */
        OptionalLong publishedAtMillis(Row row);

        /** The column that a field of the wire comes from. */
        String columnOf(String field);
    }

    /** Finds a format's columns in a header. */
    interface ColumnFinder {
        Columns find(Header header) throws BadCellException;
    }

    /** The names of a table's columns, in their order. */
    record Header(List<String> names) {

        /** Where a column is. */
        int require(String column) throws BadCellException {
            int index = find(column);
            if (index < 0) {
                throw new BadCellException(column, "is missing from the header");
            }
            return index;
        }

        /** Where a column is, or -1. */
        int find(String column) {
            return names.indexOf(column);
        }
    }

    /** The cells of one row, and the number of its line. */
    record Row(long line, List<String> cells) {

        /** A cell without surrounding blanks, or null if it is empty or there is no such column. */
        String find(int index) {
            if (index < 0) {
                return null;
            }
            String cell = cells.get(index).strip();
            return cell.isEmpty() ? null : cell;
        }

        /** A cell that must not be empty. */
        String require(int index, String column) throws BadCellException {
            String cell = find(index);
            if (cell == null) {
                throw new BadCellException(column, "is empty");
            }
            return cell;
        }
    }

    /**
     * Opens a table, and reads its header.
     *
     * @param codec for a topic of one partition: a row has none yet
     */
    CsvReader(Path path, InputStream in, Codec codec, ColumnFinder finder) throws IOException {
        this.path = path;
        this.codec = codec;
        this.parser = CsvFactory.builder()
                .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                .build()
                .createParser(in);
        Row first = nextRow().orElseThrow(() -> new OperationFailedException(path + ": is empty: a header is missing"));
        this.header = first.cells().stream().map(String::strip).toList();
        try {
            this.columns = finder.find(new Header(header));
        } catch (BadCellException e) {
            throw bad(e);
        }
    }

    @Override
    public Optional<InputRecord> next() throws IOException {
        Optional<Row> row = nextRow();
        return row.isEmpty() ? Optional.empty() : Optional.of(record(row.get()));
    }

    private InputRecord record(Row row) {
        if (row.cells().size() != header.size()) {
            throw new OperationFailedException(path + ": line " + line + ": has "
                    + row.cells().size() + " columns, the header has " + header.size());
        }
        try {
            Content content = columns.content(row);
            byte[] key = content.key().getBytes(StandardCharsets.UTF_8);
            requireValid(content, key);
            OptionalLong publishedAt = columns.publishedAtMillis(row);
            return new InputRecord(
                    line,
                    key,
                    content.value(),
                    publishedAt.isPresent() ? publishedAt : OptionalLong.of(content.publishedAtMillis()));
        } catch (BadCellException e) {
            throw bad(e);
        }
    }

    /** The detectors' own codec is the judge. Published when it happened, so that only what it says is judged. */
    private void requireValid(Content content, byte[] key) throws BadCellException {
        Origin origin = new Origin(path.toString(), 0, line, content.eventTimeMillis(), Origin.UNKNOWN);
        ParseResult result = codec.parse(new SourceRecord(origin, key, content.value()));
        if (result.kind() == ParseResult.Kind.DEAD_LETTER) {
            throw new BadCellException(
                    columns.columnOf(result.deadLetter().detail()),
                    "is not valid (" + result.deadLetter().reason() + "): see SEMANTICS 3.3"
                            + remedy(result.deadLetter().reason()));
        }
    }

    private static String remedy(RejectReason reason) {
        return reason == RejectReason.CARD_NUMBER ? "; --map with hash(…) makes a token of a card number" : "";
    }

    private Optional<Row> nextRow() throws IOException {
        try {
            JsonToken start = parser.nextToken();
            if (start == null) {
                return Optional.empty();
            }
            List<String> cells = new ArrayList<>();
            while (parser.nextToken() == JsonToken.VALUE_STRING) {
                if (cells.isEmpty()) {
                    line = parser.currentTokenLocation().getLineNr();
                }
                cells.add(parser.getText());
            }
            return Optional.of(new Row(line, cells));
        } catch (StreamReadException e) {
            throw new OperationFailedException(
                    path + ": line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(), e);
        } catch (CharConversionException e) {
            throw new OperationFailedException(path + ": after line " + line + ": is not UTF-8", e);
        }
    }

    private OperationFailedException bad(BadCellException e) {
        return new OperationFailedException(path + ": line " + line + ": column " + e.getMessage(), e);
    }
}
