package fraud.ops.input;

import fraud.model.Label;
import fraud.model.Transaction;
import fraud.ops.input.CsvReader.Content;
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
import java.util.function.Consumer;

/**
 * The transactions of the Fraud Detection Handbook's simulator: its customer is the card, its terminal the merchant. Amounts are taken as
 * EUR and to the cent, times as UTC, with or without {@code T} and {@code Z}. A column {@code TX_FRAUD} makes a label of each row.
 */
final class HandbookColumns implements CsvReader.Columns {

    private static final String FRAUD = "TX_FRAUD";
    private static final String SCENARIO = "TX_FRAUD_SCENARIO";
    private static final String NO_SCENARIO = "0";

    private static final String CURRENCY = "EUR";
    private static final int MINOR_DIGITS = 2;
    private static final DateTimeFormatter DATE_AND_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .toFormatter();

    private final int transactionId;
    private final int dateTime;
    private final int customerId;
    private final int terminalId;
    private final int amount;
    private final int fraud;
    private final int scenario;
    private final Consumer<Label> labels;

    /**
     * Finds the columns.
     *
     * @param labels takes what rows say of fraud, before their transaction
     */
    HandbookColumns(Header header, Consumer<Label> labels) throws BadCellException {
        this.transactionId = header.require("TRANSACTION_ID");
        this.dateTime = header.require("TX_DATETIME");
        this.customerId = header.require("CUSTOMER_ID");
        this.terminalId = header.require("TERMINAL_ID");
        this.amount = header.require("TX_AMOUNT");
        this.fraud = header.find(FRAUD);
        this.scenario = header.find(SCENARIO);
        this.labels = labels;
    }

    @Override
    public Content content(Row row) throws BadCellException {
        Transaction transaction = new Transaction(
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
        if (fraud >= 0) {
            labels.accept(label(transaction, row));
        }
        return Content.of(transaction);
    }

    private Label label(Transaction transaction, Row row) throws BadCellException {
        boolean isFraud = switch (row.require(fraud, FRAUD)) {
            case "0" -> false;
            case "1" -> true;
            default -> throw new BadCellException(FRAUD, "is neither 0 nor 1");
        };
        String number = row.find(scenario);
        return new Label(
                transaction.transactionId(),
                transaction.merchantId(),
                transaction.cardId(),
                transaction.eventTimeMillis(),
                isFraud,
                number == null || number.equals(NO_SCENARIO) ? null : "scenario-" + number);
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
