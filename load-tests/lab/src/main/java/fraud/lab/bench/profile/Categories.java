package fraud.lab.bench.profile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a sample is counted as. Its frames are looked at from the innermost outwards, its thread's name last, and the
 * first that a prefix of the table matches decides, by the longest prefix that does. So a hash map's time is that of
 * what it is used for.
 */
public final class Categories {

    /** Of a sample that no prefix matches. */
    public static final String OTHER = "other";

    private static final String TABLE = "categories.txt";

    private final List<String> names = new ArrayList<>();
    private final Map<String, String> byPrefix = new HashMap<>();
    private final Map<String, Optional<String>> byFrame = new HashMap<>();

    private Categories(Reader table) throws IOException {
        BufferedReader lines = new BufferedReader(table);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (!line.startsWith(" ")) {
                names.add(line.substring(0, line.indexOf(':')));
            } else if (byPrefix.put(line.strip(), names.get(names.size() - 1)) != null) {
                throw new IllegalArgumentException("the table has " + line.strip() + " twice");
            }
        }
        names.add(OTHER);
    }

    /**
     * Those of a table.
     *
     * @param table a line {@code name: what it is} for each, and below it, indented, prefixes of frames
     * @throws IllegalArgumentException if a prefix is there twice
     */
    static Categories read(Reader table) {
        try {
            return new Categories(table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of the load lab: {@code categories.txt} beside this class. */
    public static Categories load() {
        return read(new InputStreamReader(
                Objects.requireNonNull(Categories.class.getResourceAsStream(TABLE)), StandardCharsets.UTF_8));
    }

    /** Their names, in the order of the table; {@link #OTHER} is the last. */
    public List<String> names() {
        return List.copyOf(names);
    }

    /**
     * The category of a stack.
     *
     * @param frames from its thread's name, in brackets, inwards
     */
    String of(List<String> frames) {
        for (int i = frames.size() - 1; i >= 0; i--) {
            Optional<String> category = byFrame.computeIfAbsent(frames.get(i), this::ofFrame);
            if (category.isPresent()) {
                return category.get();
            }
        }
        return OTHER;
    }

    private Optional<String> ofFrame(String frame) {
        for (int length = frame.length(); length > 0; length--) {
            String category = byPrefix.get(frame.substring(0, length));
            if (category != null) {
                return Optional.of(category);
            }
        }
        return Optional.empty();
    }
}
