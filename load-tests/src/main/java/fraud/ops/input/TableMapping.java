package fraud.ops.input;

import fraud.config.ConfigException;
import fraud.config.NearestName;
import fraud.ops.input.MappingExpression.Binding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the columns of somebody's table make transactions: an expression for each field of the wire (SEMANTICS 3.3), for
 * {@code publishedAtMillis}, and for the labels {@code fraud} and {@code scenario}. Written as {@code field=expression}, separated by commas,
 * or one a line in a file, where what follows {@code #} at the beginning of a line is a comment.
 *
 * @param expressions by the field that each makes
 * @see MappingExpression
 */
public record TableMapping(Map<String, Binding> expressions) {

    static final String PUBLISHED_AT = "publishedAtMillis";
    static final String FRAUD = "fraud";
    static final String SCENARIO = "scenario";

    private static final List<String> REQUIRED =
            List.of("transactionId", "cardId", "merchantId", "eventTimeMillis", "amountMinor", "currency");
    private static final List<String> OPTIONAL = List.of(
            "merchantCategory",
            "channel",
            "country",
            "latitude",
            "longitude",
            "deviceId",
            PUBLISHED_AT,
            FRAUD,
            SCENARIO);

    public TableMapping {
        expressions = Map.copyOf(expressions);
    }

    /**
     * Reads a mapping.
     *
     * @param text the mapping itself, or the name of a file that holds it
     * @param key the key of {@code hash(…)}, if there is one
     * @throws ConfigException naming the field and what is wrong with it, or a file that cannot be read
     */
    public static TableMapping parse(String text, Optional<TokenKey> key) {
        return text.contains("=") ? parse(split(text), key) : parse(lines(Path.of(text)), key);
    }

    private static TableMapping parse(List<String> entries, Optional<TokenKey> key) {
        Map<String, Binding> expressions = new LinkedHashMap<>();
        for (String entry : entries) {
            int equals = entry.indexOf('=');
            if (equals < 0) {
                throw new ConfigException("--map: " + entry.strip() + ": must be field=expression");
            }
            String field = entry.substring(0, equals).strip();
            requireKnown(field);
            if (expressions.put(field, MappingExpression.parse(field, entry.substring(equals + 1), key)) != null) {
                throw new ConfigException("--map: " + field + " is there twice");
            }
        }
        List<String> missing = REQUIRED.stream()
                .filter(field -> !expressions.containsKey(field))
                .toList();
        if (!missing.isEmpty()) {
            throw new ConfigException("--map: " + String.join(", ", missing) + (missing.size() == 1 ? " is" : " are")
                    + " missing: a column, or a text in quotes, such as currency='EUR'");
        }
        return new TableMapping(expressions);
    }

    private static void requireKnown(String field) {
        List<String> known = new ArrayList<>(REQUIRED);
        known.addAll(OPTIONAL);
        if (!known.contains(field)) {
            throw new ConfigException(
                    "--map: unknown field " + field + ": did you mean " + NearestName.of(field, known) + "?");
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
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new ConfigException(
                    "--map " + file + ": is neither field=expression,… nor the name of a file that can be read");
        }
    }

    /** Whether rows say what is fraud. */
    public boolean hasLabels() {
        return expressions.containsKey(FRAUD);
    }
}
