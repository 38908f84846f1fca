package fraud.ops.input;

import fraud.model.Transaction;
import fraud.ops.input.CsvReader.Header;
import fraud.ops.input.CsvReader.Row;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.OptionalLong;

/**
 * The transactions of the Fraud Detection Handbook's simulator: its customer is the card, its terminal the merchant. Amounts are taken as
 * EUR and to the cent, times as UTC, with or without {@code T} and {@code Z}.
 */
record HandbookColumns(int transactionId, int dateTime, int customerId, int terminalId, int amount)
        implements CsvReader.Columns {

    private static final String CURRENCY = "EUR";
    private static final int MINOR_DIGITS = 2;
    private static final DateTimeFormatter DATE_AND_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .toFormatter();

    static HandbookColumns of(Header header) throws BadCellException {
        return new HandbookColumns(
                header.require("TRANSACTION_ID"),
                header.require("TX_DATETIME"),
                header.require("CUSTOMER_ID"),
                header.require("TERMINAL_ID"),
                header.require("TX_AMOUNT"));
    }

    @Override
    public Transaction transaction(Row row) throws BadCellException {
        return new Transaction(
                row.require(transactionId, "TRANSACTION_ID"),
                row.require(customerId, "CUSTOMER_ID"),
                row.require(terminalId, "TERMINAL_ID"),
                epochMillis(row.require(dateTime, "TX_DATETIME")),
                minorUnits(row.require(amount, "TX_AMOUNT")),
                CURRENCY,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Override
    public OptionalLong publishedAtMillis(Row row) {
        return OptionalLong.empty();
    }

    @Override
    public String columnOf(String field) {
        return switch (field) {
            case "transactionId" -> "TRANSACTION_ID";
            case "cardId" -> "CUSTOMER_ID";
            case "merchantId" -> "TERMINAL_ID";
            case "eventTimeMillis" -> "TX_DATETIME";
            case "amountMinor" -> "TX_AMOUNT";
            default -> throw new IllegalStateException("no column makes " + field);
        };
    }

    private static long epochMillis(String cell) throws BadCellException {
        try {
            return cell.contains("T")
                    ? Instant.parse(cell).toEpochMilli()
                    : LocalDateTime.parse(cell, DATE_AND_TIME)
                            .toInstant(ZoneOffset.UTC)
                            .toEpochMilli();
        } catch (DateTimeException e) {
            throw new BadCellException("TX_DATETIME", "is not a time like 2018-04-01T00:00:31Z or 2018-04-01 00:00:31");
        }
    }

    private static long minorUnits(String cell) throws BadCellException {
        try {
            return new BigDecimal(cell).movePointRight(MINOR_DIGITS).longValueExact();
        } catch (NumberFormatException e) {
            throw new BadCellException("TX_AMOUNT", "is not an amount");
        } catch (ArithmeticException e) {
            throw new BadCellException("TX_AMOUNT", "is not an amount of whole cents");
        }
    }
}
