package fraud.ops.input;

import fraud.model.Channel;
import fraud.model.Transaction;
import fraud.ops.input.CsvReader.Content;
import fraud.ops.input.CsvReader.Header;
import fraud.ops.input.CsvReader.Row;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The wire's own field names (SEMANTICS 3.3), in any order, and optionally {@code publishedAtMillis}; optional fields may be left out.
 */
record CanonicalColumns(
        int transactionId,
        int cardId,
        int merchantId,
        int eventTimeMillis,
        int amountMinor,
        int currency,
        int merchantCategory,
        int channel,
        int country,
        int latitude,
        int longitude,
        int deviceId,
        int publishedAtMillis)
        implements CsvReader.Columns {

    private static final Pattern INTEGER = Pattern.compile("[0-9]{1,18}");

    static CanonicalColumns of(Header header) throws BadCellException {
        return new CanonicalColumns(
                header.require("transactionId"),
                header.require("cardId"),
                header.require("merchantId"),
                header.require("eventTimeMillis"),
                header.require("amountMinor"),
                header.require("currency"),
                header.find("merchantCategory"),
                header.find("channel"),
                header.find("country"),
                header.find("latitude"),
                header.find("longitude"),
                header.find("deviceId"),
                header.find("publishedAtMillis"));
    }

    @Override
    public Content content(Row row) throws BadCellException {
        return Content.of(new Transaction(
                row.require(transactionId, "transactionId"),
                row.require(cardId, "cardId"),
                row.require(merchantId, "merchantId"),
                integer(row.require(eventTimeMillis, "eventTimeMillis"), "eventTimeMillis"),
                integer(row.require(amountMinor, "amountMinor"), "amountMinor"),
                row.require(currency, "currency"),
                row.find(merchantCategory),
                channel(row.find(channel)),
                row.find(country),
                degrees(row.find(latitude), "latitude"),
                degrees(row.find(longitude), "longitude"),
                row.find(deviceId)));
    }

    @Override
    public OptionalLong publishedAtMillis(Row row) {
        return time(row.find(publishedAtMillis));
    }

    /** A time that may be missing, or unusable. */
    static OptionalLong time(String cell) {
        return cell != null && INTEGER.matcher(cell).matches()
                ? OptionalLong.of(Long.parseLong(cell))
                : OptionalLong.empty();
    }

    @Override
    public String columnOf(String field) {
        return field;
    }

    static long integer(String cell, String column) throws BadCellException {
        if (!INTEGER.matcher(cell).matches()) {
            throw new BadCellException(column, "is not a whole number of at most 18 digits");
        }
        return Long.parseLong(cell);
    }

    private static Double degrees(String cell, String column) throws BadCellException {
        if (cell == null) {
            return null;
        }
        try {
            double degrees = Double.parseDouble(cell);
            if (!Double.isFinite(degrees)) {
                throw new BadCellException(column, "is not a number");
            }
            return degrees;
        } catch (NumberFormatException e) {
            throw new BadCellException(column, "is not a number");
        }
    }

    private static Channel channel(String cell) throws BadCellException {
        try {
            return cell == null ? null : Channel.valueOf(cell);
        } catch (IllegalArgumentException e) {
            throw new BadCellException("channel", "is not a channel");
        }
    }
}
