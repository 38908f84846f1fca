package fraud.cli.input.mapping;

import fraud.cli.input.mapping.Operand.Condition;
import fraud.cli.input.table.BadCellException;
import fraud.cli.input.table.Dialect;
import fraud.cli.input.table.RowFilter;
import fraud.config.ConfigException;
import fraud.config.NearestName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the columns of a user's table make transactions: an expression for each field of the wire (SEMANTICS 3.3), for
 * {@code publishedAtMillis}, and for the labels {@code fraud} and {@code scenario}; and how the table is to be read:
 * {@code where} (which rows), {@code separator}, {@code decimal}. Written as {@code field=expression}, separated by
 * commas, or one a line in a file, where what follows {@code #} at the beginning of a line is a comment.
 *
 * @see ExpressionParser
 */
public final class TableMapping {

    static final String PUBLISHED_AT = "publishedAtMillis";
    static final String FRAUD = "fraud";
    static final String SCENARIO = "scenario";

    private static final String TRANSACTION_ID = "transactionId";
    private static final String WHERE = "where";
    private static final String SEPARATOR = "separator";
    private static final String DECIMAL = "decimal";

    private static final List<String> REQUIRED =
            List.of(TRANSACTION_ID, "cardId", "merchantId", "eventTimeMillis", "amountMinor", "currency");
    private static final List<String> OPTIONAL = List.of(
            "merchantCategory",
            "channel",
            "country",
            "latitude",
            "longitude",
            "deviceId",
            "issuerRange",
            PUBLISHED_AT,
            FRAUD,
            SCENARIO,
            WHERE,
            SEPARATOR,
            DECIMAL);

    private static final List<String> NUMERIC = List.of("amountMinor", "latitude", "longitude");

    private String place;
    private final Functions functions;
    private final Map<String, Expression> expressions = new LinkedHashMap<>();
    private RowFilter filter = RowFilter.ALL;
    private Dialect dialect = Dialect.UNSTATED;

    /**
     * What makes a field.
     *
     * @param text as it is written
     */
    record Expression(String text, Operand operand) {}

    private TableMapping(Functions functions) {
        this.functions = functions;
    }

    /**
     * Reads a mapping.
     *
     * @param text the mapping itself, or the name of a file that holds it
     * @param key the key of {@code hash(…)}, if there is one
     * @throws ConfigException naming the field and what is wrong with it, or a file that cannot be read
     */
    public static TableMapping parse(String text, Optional<TokenKey> key) {
        return text.contains("=")
                ? of("--map", MappingText.entries(text), key)
                : of("--map " + text, MappingText.entries(Path.of(text)), key);
    }

    /**
     * Reads the lines of a mapping.
     *
     * @param whole what an error names if it is of no line
     */
    static TableMapping of(String whole, List<MappingText.Entry> entries, Optional<TokenKey> key) {
        TableMapping mapping = new TableMapping(new Functions(key));
        entries.forEach(mapping::add);
        List<String> missing = REQUIRED.stream()
                .filter(field -> !mapping.expressions.containsKey(field))
                .toList();
        if (!missing.isEmpty()) {
            throw new ConfigException(whole + ": " + String.join(", ", missing) + (missing.size() == 1 ? " is" : " are")
                    + " missing: a column, or a text in quotes, such as currency='EUR'");
        }
        return mapping;
    }

    /**
     * Reads a filter of rows.
     *
     * @throws ConfigException saying what cannot be read
     */
    public static RowFilter where(String text) {
        try {
            return filter(
                    text.strip(),
                    "--where " + text.strip(),
                    ExpressionParser.parse(text, new Functions(Optional.empty())));
        } catch (ConfigException e) {
            throw new ConfigException("--where: " + e.getMessage());
        }
    }

    private void add(MappingText.Entry entry) {
        place = entry.place();
        int equals = entry.text().indexOf('=');
        if (equals < 0) {
            throw new ConfigException(place + ": " + entry.text().strip() + ": must be field=expression");
        }
        String field = entry.text().substring(0, equals).strip();
        requireKnown(field);
        String text = entry.text().substring(equals + 1).strip();
        Operand operand = read(field, () -> ExpressionParser.parse(text, functions));
        if (expressions.put(field, new Expression(field + " = " + text, operand)) != null) {
            throw new ConfigException(place + ": " + field + " is there twice");
        }
        read(field, () -> usable(field, operand));
        switch (field) {
            case WHERE -> filter = read(field, () -> filter(text, "where = " + text + " (" + place + ")", operand));
            case SEPARATOR ->
                dialect = stated(
                        field,
                        operand,
                        Dialect::separator,
                        separator -> new Dialect(Optional.of(separator), dialect.numbers()));
            case DECIMAL ->
                dialect = stated(
                        field,
                        operand,
                        Dialect::numbers,
                        numbers -> new Dialect(dialect.separator(), Optional.of(numbers)));
            case "cardId" -> requireKeyed(text);
            default -> {
                // Read when there is a table.
            }
        }
    }

    private interface Reading<T> {
        T read();
    }

    private <T> T read(String field, Reading<T> reading) {
        try {
            return reading.read();
        } catch (ConfigException e) {
            throw new ConfigException(place + ": " + field + ": " + e.getMessage());
        }
    }

    /** What the field needs can be made of it. */
    private static Object usable(String field, Operand operand) {
        return NUMERIC.contains(field) ? operand.number() : operand.text();
    }

    private static RowFilter filter(String text, String name, Operand operand) {
        if (!(operand instanceof Condition condition)) {
            throw new ConfigException(text + " is no condition, such as amt >= 0 and type = 'TRANSFER'");
        }
        return header -> {
            Operand.Value<Boolean> holds = condition.holds().bind(header);
            return row -> {
                try {
                    boolean keeps = holds.of(row);
                    if (!keeps) {
                        header.notes().leftOutBy(name);
                    }
                    return keeps;
                } catch (BadCellException e) {
                    throw e.in("where " + text);
                }
            };
        };
    }

    private <T> Dialect stated(
            String field, Operand operand, Function<String, Optional<T>> read, Function<T, Dialect> with) {
        Optional<String> literal = operand instanceof Operand.Text text ? text.literal() : Optional.empty();
        return literal.flatMap(read)
                .map(with)
                .orElseThrow(() -> new ConfigException(place + ": " + field
                        + ": must be a sign in quotes, such as ';', 'tab' or '|' (of decimal: '.' or ',')"));
    }

    /** Who has a token that needs no key finds a card number by trying them all. */
    private void requireKeyed(String text) {
        if (text.matches("(?s).*\\btoken\\s*\\(.*")) {
            throw new ConfigException(
                    place + ": cardId: token(…) has no key, so a card number can be found by trying: hash(…)");
        }
    }

    private void requireKnown(String field) {
        List<String> known = new ArrayList<>(REQUIRED);
        known.addAll(OPTIONAL);
        if (!known.contains(field)) {
            throw new ConfigException(
                    place + ": unknown field " + field + ": did you mean " + NearestName.of(field, known) + "?");
        }
    }

    /** What makes a field, if anything does. */
    Optional<Expression> expression(String field) {
        return Optional.ofNullable(expressions.get(field));
    }

    /** What makes the identifier of a transaction, as it is written. */
    public String identifier() {
        return expressions.get(TRANSACTION_ID).text();
    }

    /** Which rows are taken. */
    public RowFilter filter() {
        return filter;
    }

    /** How the table is written, as far as the mapping says so. */
    public Dialect dialect() {
        return dialect;
    }

    /** Whether rows say what is fraud. */
    public boolean hasLabels() {
        return expressions.containsKey(FRAUD);
    }
}
