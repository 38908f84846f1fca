package fraud.cli.input.mapping;

import fraud.cli.input.columns.CanonicalColumns;
import fraud.cli.input.columns.Columns;
import fraud.cli.input.columns.GroupedCardNumber;
import fraud.cli.input.columns.LabelColumns;
import fraud.cli.input.mapping.Operand.Binding;
import fraud.cli.input.mapping.Operand.Numeric;
import fraud.cli.input.mapping.Operand.Value;
import fraud.cli.input.table.BadCellException;
import fraud.cli.input.table.Header;
import fraud.cli.input.table.Row;
import fraud.cli.input.table.TableNotes;
import fraud.cli.input.table.TimeFormat;
import fraud.model.Channel;
import fraud.model.Label;
import fraud.model.Transaction;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/** The columns of a user's table by a {@link TableMapping}. */
public final class MappedColumns implements Columns {

    private static final int MAX_AMOUNT_DIGITS = 18;

    private final TableMapping mapping;
    private final Header header;
    private final TableNotes notes;
    private final Field<String> transactionId;
    private final Field<String> cardId;
    private final Field<String> merchantId;
    private final Field<Long> eventTimeMillis;
    private final Field<BigDecimal> amountMinor;
    private final Field<String> currency;
    private final Field<String> merchantCategory;
    private final Field<String> channel;
    private final Field<String> country;
    private final Field<BigDecimal> latitude;
    private final Field<BigDecimal> longitude;
    private final Field<String> deviceId;
    private final Field<String> issuerRange;
    private final Field<Long> publishedAtMillis;
    private final Field<String> fraud;
    private final Field<String> scenario;

    /** A field, and what it is made of. */
    private record Field<T>(String name, String expression, Value<T> value) {

        /** Its value, or null if there is none. */
        T find(Row row) throws BadCellException {
            try {
                return value == null ? null : value.of(row);
            } catch (BadCellException e) {
                throw e.in(expression);
            }
        }

        T require(Row row) throws BadCellException {
            T of = find(row);
            if (of == null) {
                throw new BadCellException(name, "is empty").in(expression);
            }
            return of;
        }
    }

    /**
     * Finds the columns of a mapping.
     *
     * @throws BadCellException naming a column that is not there, and the nearest
     */
    public MappedColumns(TableMapping mapping, Header header) throws BadCellException {
        this.mapping = mapping;
        this.header = header;
        this.notes = header.notes();
        this.transactionId = identifier("transactionId");
        this.cardId = identifier("cardId");
        this.merchantId = identifier("merchantId");
        this.eventTimeMillis = field("eventTimeMillis", MappedColumns::time);
        this.amountMinor = field("amountMinor", Operand::number);
        this.currency = field("currency", Operand::text);
        this.merchantCategory = field("merchantCategory", Operand::text);
        this.channel = field("channel", Operand::text);
        this.country = field("country", Operand::text);
        this.latitude = field("latitude", Operand::number);
        this.longitude = field("longitude", Operand::number);
        this.deviceId = identifier("deviceId");
        this.issuerRange = identifier("issuerRange");
        this.publishedAtMillis = field(TableMapping.PUBLISHED_AT, MappedColumns::time);
        this.fraud = field(TableMapping.FRAUD, Operand::text);
        this.scenario = field(TableMapping.SCENARIO, Operand::text);
    }

    private interface Use<T> {
        Binding<T> of(Operand operand);
    }

    private <T> Field<T> field(String name, Use<T> use) throws BadCellException {
        Optional<TableMapping.Expression> expression = mapping.expression(name);
        if (expression.isEmpty()) {
            return new Field<>(name, name, null);
        }
        return new Field<>(
                name,
                expression.get().text(),
                use.of(expression.get().operand()).bind(header));
    }

    private Field<String> identifier(String name) throws BadCellException {
        return field(
                name,
                operand -> operand.text().then((unused, text) -> {
                    Tokens.requireDigits(name, text);
                    GroupedCardNumber.reject(name, text);
                    return text;
                }));
    }

    private static Binding<Long> time(Operand operand) {
        if (operand instanceof Operand.Time time) {
            return time.millis();
        }
        TimeFormat usual = TimeFormat.usual();
        String source = operand instanceof Operand.Text text ? text.source() : "of a number";
        return operand.text().then((header, cell) -> usual.epochMillis(source, cell, header.notes()));
    }

    @Override
    public Content content(Row row) throws BadCellException {
        Double north = degrees(latitude.find(row));
        Double east = degrees(longitude.find(row));
        CanonicalColumns.requireBoth(north, east);
        Transaction transaction = new Transaction(
                transactionId.require(row),
                cardId.require(row),
                merchantId.require(row),
                eventTimeMillis.require(row),
                minorUnits(amountMinor.require(row)),
                currency.require(row),
                merchantCategory.find(row),
                channelOf(channel.find(row)),
                country.find(row),
                north,
                east,
                deviceId.find(row),
                issuerRange.find(row));
        return Content.of(transaction, label(transaction, row));
    }

    private Optional<Label> label(Transaction transaction, Row row) throws BadCellException {
        if (!mapping.hasLabels()) {
            return Optional.empty();
        }
        String cell = fraud.find(row);
        if (cell == null) {
            notes.withoutLabel();
            return Optional.empty();
        }
        boolean isFraud = LabelColumns.isFraud(cell, fraud.name());
        return Optional.of(Columns.label(transaction, isFraud, scenario.find(row)));
    }

    @Override
    public OptionalLong publishedAtMillis(Row row) throws BadCellException {
        Long millis = publishedAtMillis.find(row);
        return millis == null ? OptionalLong.empty() : OptionalLong.of(millis);
    }

    @Override
    public String columnOf(String field) {
        return field;
    }

    private long minorUnits(BigDecimal number) throws BadCellException {
        String made = amountMinor.expression();
        String expression = made.substring(made.indexOf('=') + 1).strip();
        if (number.signum() < 0) {
            throw new BadCellException(
                    amountMinor.name(),
                    "has a minus sign, or stands in parentheses: is it a refund? --where leaves rows out, as in --where"
                            + " \"amt >= 0\", and abs(…) takes the amount without its sign (" + made + ")");
        }
        BigDecimal whole = number.stripTrailingZeros();
        if (whole.scale() > 0) {
            boolean calculated = mapping.expression(amountMinor.name())
                    .map(of -> of.operand() instanceof Numeric)
                    .orElse(false);
            throw new BadCellException(
                    amountMinor.name(),
                    "is not a whole number of minor units: "
                            + (calculated
                                    ? "it has more decimals than its factor takes; round(" + expression
                                            + ") rounds them"
                                    : "does it need a factor, as in " + expression + "*100?"));
        }
        if (whole.precision() - whole.scale() > MAX_AMOUNT_DIGITS) {
            throw new BadCellException(amountMinor.name(), "has more than 18 digits");
        }
        return whole.longValueExact();
    }

    private static Double degrees(BigDecimal number) {
        return number == null ? null : Double.valueOf(number.doubleValue());
    }

    private static Channel channelOf(String cell) throws BadCellException {
        try {
            return cell == null ? null : Channel.valueOf(cell);
        } catch (IllegalArgumentException e) {
            throw new BadCellException(
                    "channel",
                    "is none of " + Arrays.toString(Channel.values())
                            + ": choose(…) puts one text in the place of another");
        }
    }
}
