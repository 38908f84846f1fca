package fraud.cli.input.table;

import fraud.cli.failure.OperationFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a table is written.
 *
 * @param separator what stands between cells; nothing if the header is to tell
 * @param numbers how its cells write numbers; nothing stands for the point as decimal sign
 */
public record Dialect(Optional<Character> separator, Optional<Numbers> numbers) {

    /** Nothing is stated. */
    public static final Dialect UNSTATED = new Dialect(Optional.empty(), Optional.empty());

    private static final List<Character> CANDIDATES = List.of(',', ';', '\t', '|');
    private static final Map<String, Character> NAMED =
            Map.of("comma", ',', "semicolon", ';', "tab", '\t', "\\t", '\t', "pipe", '|', "blank", ' ');
    private static final int MAX_HEADER_CHARS = 1 << 20;

    /** The separator that a text names, if it does: one character, or {@code tab} and the like. */
    public static Optional<Character> separator(String text) {
        Character named = NAMED.get(text);
        if (named != null) {
            return Optional.of(named);
        }
        boolean possible = text.length() == 1
                && text.charAt(0) < 0x80
                && !Character.isLetterOrDigit(text.charAt(0))
                && "\"\r\n\\_".indexOf(text.charAt(0)) < 0;
        return possible ? Optional.of(text.charAt(0)) : Optional.empty();
    }

    /** How numbers are written with the decimal sign that a text names, if it does: a point or a comma. */
    public static Optional<Numbers> numbers(String text) {
        return switch (text) {
            case ".", "point" -> Optional.of(Numbers.POINT);
            case ",", "comma" -> Optional.of(new Numbers(','));
            default -> Optional.empty();
        };
    }

    /** The same, and where it says nothing, what the other says. */
    public Dialect orElse(Dialect other) {
        return new Dialect(separator.or(other::separator), numbers.or(other::numbers));
    }

    /**
     * The separator of a table, by its header if none is stated. A first line {@code sep=;}, which spreadsheets write,
     * states one, and is taken away.
     *
     * @param text the table, at its first line; afterwards at its header
     */
    Found find(Path path, BufferedReader text) throws IOException {
        String first = peek(text);
        if (!first.matches("\"?sep=.\"?")) {
            return new Found(separator.orElseGet(() -> only(path, first)), 0);
        }
        text.readLine();
        char stated = first.charAt(first.indexOf('=') + 1);
        return new Found(separator.orElse(stated), 1);
    }

    /**
     * A separator.
     *
     * @param skippedLines how many lines stand before the header
     */
    record Found(char separator, int skippedLines) {}

    private static String peek(BufferedReader text) throws IOException {
        text.mark(MAX_HEADER_CHARS);
        StringBuilder line = new StringBuilder();
        for (int c = text.read(); c >= 0 && line.length() < MAX_HEADER_CHARS - 1; c = text.read()) {
            boolean ends = c == '\n' || c == '\r';
            if (ends && !line.toString().isBlank()) {
                break;
            }
            if (!ends) {
                line.append((char) c);
            }
        }
        text.reset();
        return line.toString();
    }

    /**
     * What a header of one column says of a separator that was stated, if it looks as if another one stands there: to
     * be said where a column is missing.
     */
    Optional<String> doubt(Header header) {
        Set<Character> there = candidates(header.names().get(0));
        if (separator.isEmpty() || header.names().size() > 1 || there.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("the header has no " + shown(separator.get()) + ", which is stated, and looks separated by "
                + shown(there.iterator().next()) + ": --separator, or separator in the mapping, says it");
    }

    private static Set<Character> candidates(String header) {
        Set<Character> there = new LinkedHashSet<>();
        boolean quoted = false;
        for (int i = 0; i < header.length(); i++) {
            char c = header.charAt(i);
            quoted ^= c == '"';
            if (!quoted && CANDIDATES.contains(c)) {
                there.add(c);
            }
        }
        return there;
    }

    /** The one candidate that stands in a header outside of quotes. */
    private static char only(Path path, String header) {
        Set<Character> there = candidates(header);
        if (there.size() > 1) {
            throw new OperationFailedException(path + ": line 1: the header holds "
                    + String.join(" and ", there.stream().map(Dialect::shown).toList())
                    + ": say with --separator which of them stands between columns");
        }
        return there.isEmpty() ? ',' : there.iterator().next();
    }

    private static String shown(char separator) {
        return separator == '\t' ? "tab" : "'" + separator + "'";
    }
}
