package fraud.cli.input.columns;

import fraud.cli.input.table.BadCellException;
import fraud.cli.input.table.Header;
import fraud.cli.input.table.Row;
import fraud.cli.input.table.TimeFormat;
import fraud.model.Label;
import fraud.model.Transaction;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The transactions of the Fraud Detection Handbook's simulator: its customer is the card, its terminal the merchant.
 * Amounts are taken as EUR and to the cent, times as UTC, with or without {@code T} and {@code Z}. A column
 * {@code TX_FRAUD} makes a label of each row.
 */
public final class HandbookColumns implements Columns {

    public static final String TRANSACTION_ID = "TRANSACTION_ID";
    public static final String FRAUD = "TX_FRAUD";
    public static final String SCENARIO = "TX_FRAUD_SCENARIO";

    /** The Handbook's scenarios, by their numbers (chapter 3, "Transaction data simulator"). */
    private static final Map<String, String> SCENARIOS =
            Map.of("1", "large-amount", "2", "compromised-terminal", "3", "leaked-card");

    private static final String NO_SCENARIO = "0";
    private static final String CURRENCY = "EUR";
    private static final int MINOR_DIGITS = 2;
    private static final TimeFormat TIMES = TimeFormat.usual();

    private final Header header;
    private final int transactionId;
    private final int dateTime;
    private final int customerId;
    private final int terminalId;
    private final int amount;
    private final int fraud;
    private final int scenario;

    /** Finds the columns. */
    public HandbookColumns(Header header) throws BadCellException {
        this.header = header;
        this.transactionId = header.require(TRANSACTION_ID);
        this.dateTime = header.require("TX_DATETIME");
        this.customerId = header.require("CUSTOMER_ID");
        this.terminalId = header.require("TERMINAL_ID");
        this.amount = header.require("TX_AMOUNT");
        this.fraud = header.find(FRAUD);
        this.scenario = header.find(SCENARIO);
    }

    /**
     * What the Handbook's authors call a kind of fraud, by its number, also as {@code scenario-2}; any other name
     * stays.
     */
    public static String scenarioName(String scenario) {
        return SCENARIOS.getOrDefault(scenario.replaceFirst("^scenario-", ""), scenario);
    }

    @Override
    public Content content(Row row) throws BadCellException {
        Transaction transaction = new Transaction(
                row.require(transactionId, TRANSACTION_ID),
                CanonicalColumns.identifier(row.require(customerId, "CUSTOMER_ID"), "CUSTOMER_ID"),
                row.require(terminalId, "TERMINAL_ID"),
                TIMES.epochMillis("TX_DATETIME", row.require(dateTime, "TX_DATETIME"), header.notes()),
                minorUnits(row.require(amount, "TX_AMOUNT")),
                CURRENCY,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return Content.of(transaction, fraud < 0 ? Optional.empty() : Optional.of(label(transaction, row)));
    }

    private Label label(Transaction transaction, Row row) throws BadCellException {
        boolean isFraud = switch (row.require(fraud, FRAUD)) {
            case "0" -> false;
            case "1" -> true;
            default -> throw new BadCellException(FRAUD, "is neither 0 nor 1");
        };
        String number = row.find(scenario);
        return Columns.label(
                transaction, isFraud, number == null || number.equals(NO_SCENARIO) ? null : "scenario-" + number);
    }

    @Override
    public OptionalLong publishedAtMillis(Row row) {
        return OptionalLong.empty();
    }

    @Override
    public String columnOf(String field) {
        return switch (field) {
            case "transactionId" -> TRANSACTION_ID;
            case "cardId" -> "CUSTOMER_ID";
            case "merchantId" -> "TERMINAL_ID";
            case "eventTimeMillis" -> "TX_DATETIME";
            case "amountMinor" -> "TX_AMOUNT";
            default -> throw new IllegalStateException("no column makes " + field);
        };
    }

    private long minorUnits(String cell) throws BadCellException {
        BigDecimal number = header.numbers().number("TX_AMOUNT", cell);
        try {
            return number.movePointRight(MINOR_DIGITS).longValueExact();
        } catch (ArithmeticException e) {
            throw new BadCellException("TX_AMOUNT", "is not an amount of whole cents");
        }
    }
}
