package fraud.cli.input.columns;

import fraud.cli.input.table.BadCellException;
import fraud.cli.input.table.Header;
import fraud.cli.input.table.Row;
import fraud.model.Label;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The names that a label's fields have on the wire (SEMANTICS 3.6), in any order, and optionally
 * {@code publishedAtMillis}.
 */
public record LabelColumns(
        int transactionId,
        int merchantId,
        int cardId,
        int eventTimeMillis,
        int fraud,
        int scenario,
        int publishedAtMillis)
        implements Columns {

    /** Finds the columns. */
    public static LabelColumns of(Header header) throws BadCellException {
        return new LabelColumns(
                require(header, "transactionId"),
                require(header, "merchantId"),
                require(header, "cardId"),
                require(header, "eventTimeMillis"),
                require(header, "fraud"),
                header.find("scenario"),
                header.find("publishedAtMillis"));
    }

    /**
     * Where a column of labels is.
     *
     * @throws BadCellException if it is not there, with what the columns of labels are called
     */
    public static int require(Header header, String column) throws BadCellException {
        int index = header.find(column);
        if (index < 0) {
            throw new BadCellException(
                    column,
                    "is missing from the header: labels have columns of these names: transactionId and fraud, with which they"
                            + " judge; merchantId, cardId and eventTimeMillis, to be published or learned from; and if known"
                            + " scenario, campaignId, publishedAtMillis");
        }
        return index;
    }

    @Override
    public Content content(Row row) throws BadCellException {
        return Content.of(new Label(
                CanonicalColumns.identifier(row.require(transactionId, "transactionId"), "transactionId"),
                CanonicalColumns.identifier(row.require(merchantId, "merchantId"), "merchantId"),
                CanonicalColumns.identifier(row.require(cardId, "cardId"), "cardId"),
                CanonicalColumns.integer(row.require(eventTimeMillis, "eventTimeMillis"), "eventTimeMillis"),
                isFraud(row.require(fraud, "fraud"), "fraud"),
                row.find(scenario)));
    }

    /** What a cell says of fraud, in the words of whichever program wrote it. */
    public static boolean isFraud(String cell, String column) throws BadCellException {
        return switch (cell.toLowerCase(Locale.ROOT)) {
            case "true", "1", "1.0", "yes", "y" -> true;
            case "false", "0", "0.0", "no", "n" -> false;
            default -> throw new BadCellException(column, "is neither true nor false, 1 nor 0, yes nor no");
        };
    }

    @Override
    public OptionalLong publishedAtMillis(Row row) throws BadCellException {
        return CanonicalColumns.time(row.find(publishedAtMillis), "publishedAtMillis");
    }

    @Override
    public String columnOf(String field) {
        return field;
    }
}
