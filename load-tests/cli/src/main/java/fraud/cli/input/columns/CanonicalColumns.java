package fraud.cli.input.columns;

import fraud.cli.input.table.BadCellException;
import fraud.cli.input.table.Header;
import fraud.cli.input.table.Numbers;
import fraud.cli.input.table.Row;
import fraud.model.Channel;
import fraud.model.Transaction;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The wire's own field names (SEMANTICS 3.3), in any order, and optionally {@code publishedAtMillis}; optional fields
 * may be left out.
 */
public record CanonicalColumns(
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
        int issuerRange,
        int publishedAtMillis,
        Numbers numbers)
        implements Columns {

    private static final Pattern INTEGER = Pattern.compile("[0-9]{1,18}");

    /** Finds the columns. */
    public static CanonicalColumns of(Header header) throws BadCellException {
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
                header.find("issuerRange"),
                header.find("publishedAtMillis"),
                header.numbers());
    }

    @Override
    public Content content(Row row) throws BadCellException {
        Double latitudeDegrees = degrees(row.find(latitude), "latitude");
        Double longitudeDegrees = degrees(row.find(longitude), "longitude");
        requireBoth(latitudeDegrees, longitudeDegrees);
        return Content.of(
                new Transaction(
                        identifier(row.require(transactionId, "transactionId"), "transactionId"),
                        identifier(row.require(cardId, "cardId"), "cardId"),
                        identifier(row.require(merchantId, "merchantId"), "merchantId"),
                        integer(row.require(eventTimeMillis, "eventTimeMillis"), "eventTimeMillis"),
                        integer(row.require(amountMinor, "amountMinor"), "amountMinor"),
                        row.require(currency, "currency"),
                        row.find(merchantCategory),
                        channel(row.find(channel)),
                        row.find(country),
                        latitudeDegrees,
                        longitudeDegrees,
                        identifier(row.find(deviceId), "deviceId"),
                        identifier(row.find(issuerRange), "issuerRange")),
                Optional.empty());
    }

    @Override
    public OptionalLong publishedAtMillis(Row row) throws BadCellException {
        return time(row.find(publishedAtMillis), "publishedAtMillis");
    }

    /** A time that may be missing. */
    static OptionalLong time(String cell, String column) throws BadCellException {
        return cell == null ? OptionalLong.empty() : OptionalLong.of(integer(cell, column));
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

    static String identifier(String cell, String column) throws BadCellException {
        GroupedCardNumber.reject(column, cell);
        return cell;
    }

    private Double degrees(String cell, String column) throws BadCellException {
        return cell == null ? null : Double.valueOf(numbers.number(column, cell).doubleValue());
    }

    /** One half of a position says nothing, and is no reason to drop it. */
    public static void requireBoth(Double latitude, Double longitude) throws BadCellException {
        if ((latitude == null) != (longitude == null)) {
            throw new BadCellException(
                    latitude == null ? "latitude" : "longitude",
                    "is empty, and " + (latitude == null ? "longitude" : "latitude") + " is not: they come together");
        }
    }

    private static Channel channel(String cell) throws BadCellException {
        try {
            return cell == null ? null : Channel.valueOf(cell);
        } catch (IllegalArgumentException e) {
            throw new BadCellException("channel", "is none of " + Arrays.toString(Channel.values()));
        }
    }
}
