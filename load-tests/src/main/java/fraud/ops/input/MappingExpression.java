package fraud.ops.input;

import fraud.config.ConfigException;
import fraud.config.NearestName;
import fraud.ops.input.CsvReader.Header;
import fraud.ops.input.CsvReader.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a field of a {@link TableMapping} is made of:
 *
 * <pre>
 * amt                         the cell of a column; "Card Number" if its name has more than letters, digits, and . _ -
 * 'EUR'                       a text
 * date + ' ' + time           one after the other
 * amt * 100                   a number times another; $, €, £ and separators of thousands are left out
 * hash(cc_num)                a token instead of a card number (needs a key)
 * slug(merchant)              what is not allowed in an identifier becomes -, and 64 characters stay
 * line()                      the number of the line, where rows have no identifier
 * time(when, 'dd/MM/yyyy')    a time in a format of its own (java.time's letters), UTC unless a zone follows as a third argument
 * choose(use, 'Chip Transaction', 'CHIP', 'Swipe', 'MAGSTRIPE')   one text for another; a last one without a pair is for all others
 * </pre>
 */
final class MappingExpression {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:'([^']*)'|\"([^\"]*)\"|([A-Za-z_][A-Za-z0-9_.-]*)|([0-9]+(?:\\.[0-9]+)?)|([+*(),]))");
    private static final int MAX_IDENTIFIER = 64;

    private final String field;
    private final String text;
    private final Optional<TokenKey> key;
    private final Matcher tokens;
    private int position;

    /** The value for a row, or null if the cells that it needs are empty. */
    interface Value {
        String of(Row row) throws BadCellException;
    }

    /** An expression that does not know yet where its columns are. */
    interface Binding {
        Value bind(Header header) throws BadCellException;
    }

    private MappingExpression(String field, String text, Optional<TokenKey> key) {
        this.field = field;
        this.text = text;
        this.key = key;
        this.tokens = TOKEN.matcher(text);
    }

    /**
     * Reads an expression.
     *
     * @throws ConfigException naming the field and where its expression ends to make sense
     */
    static Binding parse(String field, String text, Optional<TokenKey> key) {
        MappingExpression expression = new MappingExpression(field, text, key);
        Binding binding = expression.sum();
        if (!text.substring(expression.position).isBlank()) {
            throw expression.wrong();
        }
        return binding;
    }

    private Binding sum() {
        List<Binding> parts = new ArrayList<>(List.of(product()));
        while (accept("+")) {
            parts.add(product());
        }
        return parts.size() == 1
                ? parts.get(0)
                : header -> {
                    List<Value> values = new ArrayList<>();
                    for (Binding part : parts) {
                        values.add(part.bind(header));
                    }
                    return row -> {
                        StringBuilder joined = new StringBuilder();
                        for (Value value : values) {
                            String part = value.of(row);
                            if (part == null) {
                                return null;
                            }
                            joined.append(part);
                        }
                        return joined.toString();
                    };
                };
    }

    private Binding product() {
        Binding factor = primary();
        if (!accept("*")) {
            return factor;
        }
        BigDecimal by = new BigDecimal(require(4));
        return header -> {
            Value value = factor.bind(header);
            return row -> {
                String cell = value.of(row);
                return cell == null ? null : times(cell, by);
            };
        };
    }

    private String times(String cell, BigDecimal by) throws BadCellException {
        try {
            return new BigDecimal(cell.replaceAll("[$€£,\\s]", ""))
                    .multiply(by)
                    .stripTrailingZeros()
                    .toPlainString();
        } catch (NumberFormatException e) {
            throw new BadCellException(describe(), "is not a number such as 1,234.56");
        }
    }

    private Binding primary() {
        if (next(1) || next(2)) {
            String quoted = tokens.group(1);
            return quoted != null ? header -> row -> quoted : column(tokens.group(2));
        }
        String name = require(3);
        if (!accept("(")) {
            return column(name);
        }
        List<Binding> arguments = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        while (!accept(")")) {
            if (!arguments.isEmpty() && !accept(",")) {
                throw wrong();
            }
            int from = position;
            arguments.add(sum());
            texts.add(text.substring(from, position).strip());
        }
        return function(name, arguments, texts);
    }

    private Binding column(String name) {
        return header -> {
            int index = header.find(name);
            if (index < 0) {
                throw new BadCellException(
                        name, "is missing from the header: did you mean " + NearestName.of(name, header.names()) + "?");
            }
            return row -> row.find(index);
        };
    }

    private Binding function(String name, List<Binding> arguments, List<String> texts) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "line" -> header -> row -> Long.toString(row.line());
            case "hash" -> {
                TokenKey token = key.orElseThrow(() -> new ConfigException(
                        "--map: " + field + ": hash(…) needs a key: --map-key FILE with 16 bytes or more"));
                yield each(one(arguments), token::token);
            }
            case "slug" -> each(one(arguments), MappingExpression::slug);
            case "time" -> {
                TimeFormat format = TimeFormat.of(field, literals(texts, 1));
                yield each(first(arguments), cell -> Long.toString(format.epochMillis(describe(), cell)));
            }
            case "choose" -> choose(first(arguments), literals(texts, 1));
            default ->
                throw new ConfigException("--map: " + field + ": unknown function " + name + ": did you mean "
                        + NearestName.of(name, List.of("hash", "slug", "line", "time", "choose")) + "?");
        };
    }

    private Binding choose(Binding of, List<String> pairs) {
        Map<String, String> choices = new LinkedHashMap<>();
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            choices.put(pairs.get(i), pairs.get(i + 1));
        }
        Optional<String> otherwise =
                pairs.size() % 2 == 0 ? Optional.empty() : Optional.of(pairs.get(pairs.size() - 1));
        return each(of, cell -> {
            String choice = choices.getOrDefault(cell, otherwise.orElse(null));
            if (choice == null) {
                throw new BadCellException(describe(), "is none of " + choices.keySet());
            }
            return choice.isEmpty() ? null : choice;
        });
    }

    /** What becomes of a cell that is not empty. */
    private interface Change {
        String of(String cell) throws BadCellException;
    }

    private static Binding each(Binding of, Change change) {
        return header -> {
            Value value = of.bind(header);
            return row -> {
                String cell = value.of(row);
                return cell == null ? null : change.of(cell);
            };
        };
    }

    private static String slug(String cell) {
        String slug = cell.replaceAll("[^A-Za-z0-9._-]+", "-");
        return slug.length() > MAX_IDENTIFIER ? slug.substring(0, MAX_IDENTIFIER) : slug;
    }

    private Binding one(List<Binding> arguments) {
        if (arguments.size() != 1) {
            throw wrong();
        }
        return arguments.get(0);
    }

    private Binding first(List<Binding> arguments) {
        if (arguments.isEmpty()) {
            throw wrong();
        }
        return arguments.get(0);
    }

    /** The arguments from one on, which must be texts in quotes. */
    private List<String> literals(List<String> texts, int from) {
        List<String> literals = new ArrayList<>();
        for (String quoted : texts.subList(from, texts.size())) {
            if (!quoted.matches("'[^']*'")) {
                throw new ConfigException(
                        "--map: " + field + ": " + quoted + " must be a text in quotes, such as 'CHIP'");
            }
            literals.add(quoted.substring(1, quoted.length() - 1));
        }
        return literals;
    }

    private String require(int group) {
        if (!next(group)) {
            throw wrong();
        }
        return tokens.group(group);
    }

    private boolean accept(String sign) {
        if (tokens.find(position) && tokens.start() == position && sign.equals(tokens.group(5))) {
            position = tokens.end();
            return true;
        }
        return false;
    }

    private boolean next(int group) {
        if (tokens.find(position) && tokens.start() == position && tokens.group(group) != null) {
            position = tokens.end();
            return true;
        }
        return false;
    }

    private ConfigException wrong() {
        String rest = text.substring(position).strip();
        return new ConfigException("--map: " + field + ": cannot read "
                + (rest.isEmpty() ? "the end of " + text.strip() : rest) + " (see load-tests/README.md)");
    }

    /** The field and what it is made of, as an error names it. */
    private String describe() {
        return field + " = " + text.strip();
    }
}
