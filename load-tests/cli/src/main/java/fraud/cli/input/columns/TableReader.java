package fraud.cli.input.columns;

import fraud.cli.input.columns.Columns.Content;
import fraud.cli.input.lines.InputRecord;
import fraud.cli.input.lines.LineReader;
import fraud.cli.input.table.BadCellException;
import fraud.cli.input.table.Row;
import fraud.cli.input.table.Table;
import fraud.model.Origin;
import fraud.model.RejectReason;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Transactions or labels from a table. A table is an export of another system, so a cell that cannot be used is an
 * error with its place, never a record on the stream.
 */
public final class TableReader implements LineReader {

    /** What a field must be (SEMANTICS 3.3), for those whose form is not plain from the name. */
    private static final Map<String, String> FORMS = Map.of(
            "transactionId", "must be 1 to 64 of A-Z, a-z, 0-9, dot, underscore and hyphen",
            "cardId", "must be 1 to 64 of A-Z, a-z, 0-9, dot, underscore and hyphen",
            "merchantId", "must be 1 to 64 of A-Z, a-z, 0-9, dot, underscore and hyphen",
            "eventTimeMillis", "must be from 2000-01-01 to 2099-12-31",
            "amountMinor", "must be from 0 to 100000000000 minor units",
            "currency", "must be three letters, such as EUR",
            "merchantCategory", "must be four digits, such as 0742",
            "country", "must be two capital letters, such as FR",
            "latitude", "must be from -90 to 90",
            "longitude", "must be from -180 to 180");

    private final Path path;
    private final Table table;
    private final Codec codec;
    private final Columns columns;

    /** Reads records as the detectors do. */
    @FunctionalInterface
    public interface Codec {
        ParseResult parse(SourceRecord record);
    }

    /**
     * Finds the columns.
     *
     * @param codec for a topic of one partition: a row has none yet
     * @throws fraud.cli.failure.OperationFailedException naming a column that is missing
     */
    public TableReader(Path path, Table table, Codec codec, Columns.Finder finder) {
        this.path = path;
        this.table = table;
        this.codec = codec;
        try {
            this.columns = finder.find(table.header());
        } catch (BadCellException e) {
            throw table.bad(e);
        }
    }

    @Override
    public Optional<Line> next() throws IOException {
        Optional<Row> row = table.next();
        return row.isEmpty() ? Optional.empty() : Optional.of(line(row.get()));
    }

    private Line line(Row row) {
        try {
            Content content = columns.content(row);
            byte[] key = content.key().getBytes(StandardCharsets.UTF_8);
            requireValid(row, content, key);
            OptionalLong publishedAt = columns.publishedAtMillis(row);
            return new Line(
                    new InputRecord(
                            row.line(),
                            key,
                            content.value(),
                            publishedAt.isPresent() ? publishedAt : OptionalLong.of(content.publishedAtMillis())),
                    content.label());
        } catch (BadCellException e) {
            throw table.bad(e);
        }
    }

    /** The detectors' own codec is the judge. Published when it happened, so that only what it says is judged. */
    private void requireValid(Row row, Content content, byte[] key) throws BadCellException {
        Origin origin = new Origin(path.toString(), 0, row.line(), content.eventTimeMillis(), Origin.UNKNOWN);
        ParseResult result = codec.parse(new SourceRecord(origin, key, content.value()));
        if (result.kind() == ParseResult.Kind.DEAD_LETTER) {
            RejectReason reason = result.deadLetter().reason();
            String field = result.deadLetter().detail();
            if (field == null) {
                throw new BadCellException("of this row", "is not valid (" + reason + "): see SEMANTICS 3.1");
            }
            throw new BadCellException(
                    columns.columnOf(field),
                    "is not valid (" + reason + "): see SEMANTICS 3.3" + remedy(reason, field));
        }
    }

    private static String remedy(RejectReason reason, String field) {
        if (reason == RejectReason.CARD_NUMBER) {
            return "; --map with hash(…) makes a token of a card number";
        }
        return FORMS.containsKey(field) ? ", it " + FORMS.get(field) : "";
    }
}
