package fraud.cli.input.columns;

import fraud.cli.input.lines.InputRecord;
import fraud.cli.input.table.BadCellException;
import fraud.cli.input.table.Header;
import fraud.cli.input.table.Row;
import fraud.model.Label;
import fraud.model.Transaction;
import fraud.parse.LabelCodec;
import fraud.parse.TransactionCodec;
import java.util.Optional;
import java.util.OptionalLong;

/** Which cell of a table is which field. */
public interface Columns {

    /**
     * What a row says.
     *
     * @throws BadCellException if a cell cannot be used
     */
    Content content(Row row) throws BadCellException;

    /**
     * When the row was published, if a column says so.
     *
     * @throws BadCellException if it says what cannot be used
     */
    OptionalLong publishedAtMillis(Row row) throws BadCellException;

    /** The column that a field of the wire comes from. */
    String columnOf(String field);

    /** Finds a format's columns in a header. */
    @FunctionalInterface
    interface Finder {
        Columns find(Header header) throws BadCellException;
    }

    /**
     * The record that a row makes.
     *
     * @param key its Kafka key
     * @param value its value
     * @param eventTimeMillis when what it tells of happened
     * @param publishedAtMillis when it was published, unless the row says otherwise
     * @param label what the row says of fraud, if it does
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way to Kafka, never compared
    record Content(String key, byte[] value, long eventTimeMillis, long publishedAtMillis, Optional<Label> label) {

        /** A transaction, and what its row says of fraud. */
        public static Content of(Transaction transaction, Optional<Label> label) {
            return new Content(
                    transaction.cardId(),
                    TransactionCodec.toJson(transaction),
                    transaction.eventTimeMillis(),
                    transaction.eventTimeMillis(),
                    label);
        }

        /** A label. */
        public static Content of(Label label) {
            return new Content(
                    label.merchantId(),
                    LabelCodec.toJson(label),
                    label.eventTimeMillis(),
                    InputRecord.labelPublishedAtMillis(label),
                    Optional.empty());
        }
    }

    /** The label of a transaction by its row. */
    static Label label(Transaction of, boolean fraud, String scenario) {
        return new Label(
                of.transactionId(), of.merchantId(), of.cardId(), of.eventTimeMillis(), fraud, fraud ? scenario : null);
    }
}
