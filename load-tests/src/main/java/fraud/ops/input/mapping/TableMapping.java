package fraud.ops.input.mapping;

import fraud.config.ConfigException;
import fraud.config.NearestName;
import fraud.ops.input.mapping.Operand.Condition;
import fraud.ops.input.table.BadCellException;
import fraud.ops.input.table.Dialect;
import fraud.ops.input.table.RowFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the columns of somebody's table make transactions: an expression for each field of the wire (SEMANTICS 3.3), for
 * {@code publishedAtMillis}, and for the labels {@code fraud} and {@code scenario}; and how the table is to be read: {@code where} (which
 * rows), {@code separator}, {@code decimal}. Written as {@code field=expression}, separated by commas, or one a line in a file, where what
 * follows {@code #} at the beginning of a line is a comment.
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
            PUBLISHED_AT,
            FRAUD,
            SCENARIO,
            WHERE,
            SEPARATOR,
            DECIMAL);

    private static final List<String> NUMERIC = List.of("amountMinor", "latitude", "longitude");

    private final String option;
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

    private TableMapping(String option, Functions functions) {
        this.option = option;
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
        return of("--map", text.contains("=") ? split(text) : lines(Path.of(text)), key);
    }

    /**
     * Reads the lines of a mapping.
     *
     * @param option what an error names
     */
    static TableMapping of(String option, List<String> entries, Optional<TokenKey> key) {
        TableMapping mapping = new TableMapping(option, new Functions(key));
        entries.forEach(mapping::add);
        List<String> missing = REQUIRED.stream()
                .filter(field -> !mapping.expressions.containsKey(field))
                .toList();
        if (!missing.isEmpty()) {
            throw new ConfigException(
                    option + ": " + String.join(", ", missing) + (missing.size() == 1 ? " is" : " are")
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

    private void add(String entry) {
        int equals = entry.indexOf('=');
        if (equals < 0) {
            throw new ConfigException(option + ": " + entry.strip() + ": must be field=expression");
        }
        String field = entry.substring(0, equals).strip();
        requireKnown(field);
        String text = entry.substring(equals + 1).strip();
        Operand operand = read(field, () -> ExpressionParser.parse(text, functions));
        if (expressions.put(field, new Expression(field + " = " + text, operand)) != null) {
            throw new ConfigException(option + ": " + field + " is there twice");
        }
        read(field, () -> usable(field, operand));
        switch (field) {
            case WHERE -> filter = read(field, () -> filter(text, "where = " + text + " (" + option + ")", operand));
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
            throw new ConfigException(option + ": " + field + ": " + e.getMessage());
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
                .orElseThrow(() -> new ConfigException(option + ": " + field
                        + ": must be a sign in quotes, such as ';', 'tab' or '|' (of decimal: '.' or ',')"));
    }

    /** Who has a token that needs no key finds a card number by trying them all. */
    private void requireKeyed(String text) {
        if (text.matches("(?s).*\\btoken\\s*\\(.*")) {
            throw new ConfigException(
                    option + ": cardId: token(…) has no key, so a card number can be found by trying: hash(…)");
        }
    }

    private void requireKnown(String field) {
        List<String> known = new ArrayList<>(REQUIRED);
        known.addAll(OPTIONAL);
        if (!known.contains(field)) {
            throw new ConfigException(
                    option + ": unknown field " + field + ": did you mean " + NearestName.of(field, known) + "?");
        }
    }

    /** At the commas that are neither in quotes nor in parentheses. */
    private static List<String> split(String text) {
        List<String> entries = new ArrayList<>();
        StringBuilder entry = new StringBuilder();
        char quote = 0;
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' && quote == 0 && depth == 0) {
                entries.add(entry.toString());
                entry.setLength(0);
                continue;
            }
            entry.append(c);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            }
        }
        entries.add(entry.toString());
        return entries;
    }

    private static List<String> lines(Path file) {
        try {
            return entries(Files.readString(file));
        } catch (IOException e) {
            throw new ConfigException(
                    "--map " + file + ": is neither field=expression,… nor the name of a file that can be read");
        }
    }

    /** The entries of a file, without comments. */
    static List<String> entries(String text) {
        return text.replace("\uFEFF", "")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
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
