package fraud.ops.input;

import fraud.model.Channel;
import fraud.model.Label;
import fraud.model.Transaction;
import fraud.ops.input.CsvReader.Content;
import fraud.ops.input.CsvReader.Header;
import fraud.ops.input.CsvReader.Row;
import fraud.ops.input.MappingExpression.Binding;
import fraud.ops.input.MappingExpression.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The columns of somebody's table by a {@link TableMapping}. */
final class MappedColumns implements CsvReader.Columns {

    private static final Pattern INTEGER = Pattern.compile("[0-9]{1,18}");
    private static final TimeFormat USUAL_TIMES = TimeFormat.usual();

    private final Map<String, Value> values = new HashMap<>();
    private final Consumer<Label> labels;

    /**
     * Finds the columns of a mapping.
     *
     * @param labels takes what rows say of fraud, before their transaction
     * @throws BadCellException naming a column that is not there, and the nearest
     */
    MappedColumns(TableMapping mapping, Header header, Consumer<Label> labels) throws BadCellException {
        for (Map.Entry<String, Binding> entry : mapping.expressions().entrySet()) {
            values.put(entry.getKey(), entry.getValue().bind(header));
        }
        this.labels = labels;
    }

    @Override
    public Content content(Row row) throws BadCellException {
        Transaction transaction = new Transaction(
                require("transactionId", row),
                require("cardId", row),
                require("merchantId", row),
                time("eventTimeMillis", require("eventTimeMillis", row)),
                amount(require("amountMinor", row)),
                require("currency", row),
                find("merchantCategory", row),
                channel(find("channel", row)),
                find("country", row),
                degrees("latitude", row),
                degrees("longitude", row),
                find("deviceId", row));
        label(transaction, row);
        return Content.of(transaction);
    }

    private void label(Transaction transaction, Row row) throws BadCellException {
        String fraud = find(TableMapping.FRAUD, row);
        if (fraud == null) {
            return;
        }
        boolean isFraud = switch (fraud.toLowerCase(Locale.ROOT)) {
            case "1", "1.0", "true", "yes", "y" -> true;
            case "0", "0.0", "false", "no", "n" -> false;
            default -> throw new BadCellException(TableMapping.FRAUD, "is neither 1 nor 0, true nor false, yes nor no");
        };
        labels.accept(new Label(
                transaction.transactionId(),
                transaction.merchantId(),
                transaction.cardId(),
                transaction.eventTimeMillis(),
                isFraud,
                isFraud ? find(TableMapping.SCENARIO, row) : null));
    }

    @Override
    public OptionalLong publishedAtMillis(Row row) {
        try {
            String cell = find(TableMapping.PUBLISHED_AT, row);
            return cell == null
                    ? OptionalLong.empty()
                    : OptionalLong.of(USUAL_TIMES.epochMillis(TableMapping.PUBLISHED_AT, cell));
        } catch (BadCellException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public String columnOf(String field) {
        return field;
    }

    private String find(String field, Row row) throws BadCellException {
        Value value = values.get(field);
        return value == null ? null : value.of(row);
    }

    private String require(String field, Row row) throws BadCellException {
        String cell = find(field, row);
        if (cell == null) {
            throw new BadCellException(field, "is empty");
        }
        return cell;
    }

    private static long time(String field, String cell) throws BadCellException {
        return USUAL_TIMES.epochMillis(field, cell);
    }

    private static long amount(String cell) throws BadCellException {
        if (!INTEGER.matcher(cell).matches()) {
            throw new BadCellException(
                    "amountMinor",
                    "is not a whole number of minor units from 0 on: does it need a factor, as in amt*100?");
        }
        return Long.parseLong(cell);
    }

    private Double degrees(String field, Row row) throws BadCellException {
        String cell = find(field, row);
        try {
            return cell == null ? null : Double.valueOf(cell);
        } catch (NumberFormatException e) {
            throw new BadCellException(field, "is not a number of degrees");
        }
    }

    private static Channel channel(String cell) throws BadCellException {
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
