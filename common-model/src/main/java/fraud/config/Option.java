package fraud.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A setting of a detector, declared once: its name, type, unit, default and range, and what it does. A detector reads
 * it and prints it at its start, {@code --help} and the page of settings describe it.
 *
 * @param <T> what its value is read as
 */
public final class Option<T> {

    private final String name;
    private final String type;
    private final String otherwise;
    private final String allowed;
    private final String meaning;
    private final Function<String, T> reader;

    private Option(
            String name, String type, String otherwise, String allowed, String meaning, Function<String, T> reader) {
        this.name = name;
        this.type = type;
        this.otherwise = otherwise;
        this.allowed = allowed;
        this.meaning = meaning;
        this.reader = reader;
    }

    /**
     * A text.
     *
     * @param allowed what it may be, for people
     * @param reader checks it; throws {@link ConfigException}
     */
    public static <T> Option<T> text(String name, String allowed, String meaning, Function<String, T> reader) {
        return new Option<>(name, "text", null, allowed, meaning, reader);
    }

    /** A whole number from {@code least} to {@code greatest}. */
    public static Option<Integer> integer(
            String name, int otherwise, int least, int greatest, String unit, String meaning) {
        return number(name, otherwise, least, greatest, unit, meaning).map(Math::toIntExact);
    }

    /**
     * A whole number from {@code least} to {@code greatest}.
     *
     * @param unit what it counts; empty if nothing
     */
    public static Option<Long> number(
            String name, long otherwise, long least, long greatest, String unit, String meaning) {
        String range = least + (greatest == Long.MAX_VALUE ? " or more" : " to " + greatest);
        return new Option<>(
                name,
                unit.isEmpty() ? "integer" : "integer, " + unit,
                String.valueOf(otherwise),
                range,
                meaning,
                text -> wholeNumber(name, text, least, greatest));
    }

    /** {@code true} or {@code false}. */
    public static Option<Boolean> bool(String name, boolean otherwise, String meaning) {
        return new Option<>(name, "boolean", String.valueOf(otherwise), "true, false", meaning, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ConfigException(name + " = " + text + ": must be true or false");
        });
    }

    /** One of the names of an enum, in lower case and with hyphens. */
    public static <E extends Enum<E>> Option<E> choice(String name, E otherwise, String meaning) {
        E[] constants = otherwise.getDeclaringClass().getEnumConstants();
        List<String> names = Arrays.stream(constants).map(Option::wireName).toList();
        return new Option<>(name, "text", wireName(otherwise), String.join(", ", names), meaning, text -> {
            int place = names.indexOf(text);
            if (place < 0) {
                throw new ConfigException(name + " = " + text + ": must be one of " + String.join(", ", names)
                        + NearestName.near(text, names)
                                .map(near -> ": did you mean " + near + "?")
                                .orElse(""));
            }
            return constants[place];
        });
    }

    /** The same option, with a default of its own. */
    public Option<T> otherwise(String value) {
        return new Option<>(name, type, value, allowed, meaning, reader);
    }

    /** The same option, read as something else. */
    public <R> Option<R> map(Function<T, R> function) {
        return new Option<>(name, type, otherwise, allowed, meaning, reader.andThen(function));
    }

    private static long wholeNumber(String name, String text, long least, long greatest) {
        long value;
        try {
            value = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new ConfigException(
                    name + " = " + text + ": must be a whole number from " + least + " to " + greatest);
        }
        ConfigException.requireRange(name, value, least, greatest);
        return value;
    }

    private static String wireName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Its name among the settings. */
    public String name() {
        return name;
    }

    /** Its value where none is given, as settings have it; empty if there is none. */
    public Optional<String> otherwise() {
        return Optional.ofNullable(otherwise);
    }

    /** What it is, for people, such as {@code integer, ms}. */
    public String type() {
        return type;
    }

    /** What it may be, for people, such as {@code 0 to 60000}. */
    public String allowed() {
        return allowed;
    }

    /** What it does, in a sentence. */
    public String meaning() {
        return meaning;
    }

    /**
     * Checks a value that comes from elsewhere.
     *
     * @throws ConfigException naming the option, the value and what is allowed
     */
    void check(T value) {
        T unused = read(String.valueOf(value));
    }

    /**
     * The value that a text says.
     *
     * @throws ConfigException naming the option, the text and what is allowed
     */
    T read(String text) {
        return reader.apply(text);
    }
}
