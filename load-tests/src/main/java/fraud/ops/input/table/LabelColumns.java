package fraud.ops.input.table;

import fraud.model.Label;
import java.util.OptionalLong;

/** The names that a label's fields have on the wire (SEMANTICS 3.6), in any order, and optionally {@code publishedAtMillis}. */
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
                header.require("transactionId"),
                header.require("merchantId"),
                header.require("cardId"),
                header.require("eventTimeMillis"),
                header.require("fraud"),
                header.find("scenario"),
                header.find("publishedAtMillis"));
    }

    @Override
    public Content content(Row row) throws BadCellException {
        return Content.of(new Label(
                row.require(transactionId, "transactionId"),
                row.require(merchantId, "merchantId"),
                row.require(cardId, "cardId"),
                CanonicalColumns.integer(row.require(eventTimeMillis, "eventTimeMillis"), "eventTimeMillis"),
                isFraud(row.require(fraud, "fraud"), "fraud"),
                row.find(scenario)));
    }

    /** What a cell of a table of labels says of fraud. */
    public static boolean isFraud(String cell, String column) throws BadCellException {
        return switch (cell) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new BadCellException(column, "is neither true nor false, 1 nor 0");
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
