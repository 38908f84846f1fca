package fraud.cli.input.mapping;

import fraud.cli.input.mapping.Operand.Condition;
import fraud.cli.input.table.BadCellException;
import fraud.cli.input.table.Dialect;
import fraud.cli.input.table.RowFilter;
import fraud.config.ConfigException;
import fraud.config.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

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

    /**
     * A line of a mapping.
     *
     * @param place what an error names: the option, or file and line
     * @param text {@code field=expression}
     */
    record Entry(String place, String text) {}

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
        if (!text.contains("=")) {
            return of("--map " + text, lines(Path.of(text)), key);
        }
        return of(
                "--map",
                split(text).stream().map(entry -> new Entry("--map", entry)).toList(),
                key);
    }

    /**
     * Reads the lines of a mapping.
     *
     * @param whole what an error names if it is of no line
     */
    static TableMapping of(String whole, List<Entry> entries, Optional<TokenKey> key) {
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

    private void add(Entry entry) {
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

    private static List<Entry> lines(Path file) {
        try {
            return entries(Files.readString(file), number -> "--map " + file + ": line " + number);
        } catch (IOException e) {
            throw new ConfigException(
                    "--map " + file + ": is neither field=expression,… nor the name of a file that can be read");
        }
    }

    /**
     * The entries of a file, without comments.
     *
     * @param place what an error names for the number of a line, from 1
     */
    static List<Entry> entries(String text, IntFunction<String> place) {
        List<String> lines =
                text.replace("\uFEFF", "").lines().map(String::strip).toList();
        return IntStream.range(0, lines.size())
                .mapToObj(i -> new Entry(place.apply(i + 1), lines.get(i)))
                .filter(entry -> !entry.text().isEmpty() && !entry.text().startsWith("#"))
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
