package fraud.ops.input;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import fraud.model.Origin;
import fraud.model.RejectReason;
import fraud.model.Transaction;
import fraud.ops.OperationFailedException;
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
 * Transactions from a table in CSV (RFC 4180, UTF-8) with a header. A table is somebody's export, so a cell that cannot be used is an
 * error with its place, never a record on the stream.
 */
final class CsvReader implements InputFile.LineReader {

    /** Any, since a lone transaction has no partition yet. */
    private static final int ONE_PARTITION = 1;

    private final Path path;
    private final CsvParser parser;
    private final TransactionCodec codec = new TransactionCodec(ONE_PARTITION);
    private final List<String> header;
    private final Columns columns;
    private long line;

    /** Which cell is which field. */
    interface Columns {

        /**
         * The transaction of a row.
         *
         * @throws BadCellException if a cell cannot be used
         */
        Transaction transaction(Row row) throws BadCellException;

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

    CsvReader(Path path, InputStream in, ColumnFinder finder) throws IOException {
        this.path = path;
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
            Transaction transaction = columns.transaction(row);
            byte[] key = transaction.cardId().getBytes(StandardCharsets.UTF_8);
            byte[] value = TransactionCodec.toJson(transaction);
            requireValid(transaction, key, value);
            OptionalLong publishedAt = columns.publishedAtMillis(row);
            return new InputRecord(
                    line,
                    key,
                    value,
                    publishedAt.isPresent() ? publishedAt : OptionalLong.of(transaction.eventTimeMillis()));
        } catch (BadCellException e) {
            throw bad(e);
        }
    }

    /** The detectors' own codec is the judge. Published when it happened, so that only the transaction itself is judged. */
    private void requireValid(Transaction transaction, byte[] key, byte[] value) throws BadCellException {
        Origin origin = new Origin(path.toString(), 0, line, transaction.eventTimeMillis(), Origin.UNKNOWN);
        ParseResult result = codec.parse(new SourceRecord(origin, key, value));
        if (result.kind() != ParseResult.Kind.TRANSACTION) {
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
