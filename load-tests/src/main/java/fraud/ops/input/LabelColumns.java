package fraud.ops.input;

import fraud.model.Label;
import fraud.ops.input.CsvReader.Content;
import fraud.ops.input.CsvReader.Header;
import fraud.ops.input.CsvReader.Row;
import java.util.OptionalLong;

/** The names that a label's fields have on the wire (SEMANTICS 3.6), in any order, and optionally {@code publishedAtMillis}. */
record LabelColumns(
        int transactionId,
        int merchantId,
        int cardId,
        int eventTimeMillis,
        int fraud,
        int scenario,
        int publishedAtMillis)
        implements CsvReader.Columns {

    static LabelColumns of(Header header) throws BadCellException {
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
                isFraud(row.require(fraud, "fraud")),
                row.find(scenario)));
    }

    private static boolean isFraud(String cell) throws BadCellException {
        return switch (cell) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new BadCellException("fraud", "is neither true nor false, 1 nor 0");
        };
    }

    @Override
    public OptionalLong publishedAtMillis(Row row) {
        return CanonicalColumns.time(row.find(publishedAtMillis));
    }

    @Override
    public String columnOf(String field) {
        return field;
    }
}
