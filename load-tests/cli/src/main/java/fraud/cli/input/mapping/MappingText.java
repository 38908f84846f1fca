package fraud.cli.input.mapping;

import fraud.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The text of a mapping, taken apart to {@code field=expression}. */
final class MappingText {

    private MappingText() {}

    /**
     * A line of a mapping.
     *
     * @param place what an error names: the option, or file and line
     * @param text {@code field=expression}
     */
    record Entry(String place, String text) {}

    /** The entries of an option's value: between the commas that are neither in quotes nor in parentheses. */
    static List<Entry> entries(String option) {
        return split(option).stream().map(entry -> new Entry("--map", entry)).toList();
    }

    /**
     * The entries of a file.
     *
     * @throws ConfigException if it cannot be read
     */
    static List<Entry> entries(Path file) {
        try {
            return entries(Files.readString(file), number -> "--map " + file + ": line " + number);
        } catch (IOException e) {
            throw new ConfigException(
                    "--map " + file + ": is neither field=expression,… nor the name of a file that can be read");
        }
    }

    /**
     * The entries of a file's text, without comments.
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
}
