package fraud.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A job's settings: {@code --config FILE} (Java properties) first, then {@code --key value} pairs, which win. Unknown
 * keys are refused, so that a typing error is not a default, and keys that are given twice.
 */
public final class Settings {

    private final Map<String, String> values;
    private final Set<String> used = new TreeSet<>();

    private Settings(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads a command line.
     *
     * @throws ConfigException if it is not made of pairs, a key is there twice, or the file cannot be read
     */
    public static Settings parse(String... arguments) {
        Map<String, String> given = new TreeMap<>();
        Map<String, String> file = new TreeMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i];
            if (!name.startsWith("--")) {
                // Not told itself: it may be a password.
                throw new ConfigException("expected --key value pairs, found a value without its key "
                        + (i == 0 ? "at the beginning" : "behind the value of " + arguments[i - 2]));
            }
            if (i + 1 == arguments.length) {
                throw new ConfigException("expected --key value pairs, found " + name + " without a value");
            }
            String key = name.substring(2);
            if (key.equals("config")) {
                file.putAll(load(Path.of(arguments[i + 1])));
            } else if (given.put(key, arguments[i + 1]) != null) {
                throw new ConfigException("--" + key + " is given twice: give it once");
            }
        }
        file.putAll(given);
        return new Settings(file);
    }

    private static Map<String, String> load(Path path) {
        try {
            return PropertiesFile.read(path);
        } catch (ConfigException e) {
            throw new ConfigException("the config file " + path + ": " + e.getMessage());
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException("cannot read the config file " + path + ": " + e.getMessage());
        }
    }

    /** The value of a key that must be there. */
    public String require(String key) {
        return find(key).orElseThrow(() -> new ConfigException(key + " is missing: give --" + key + " VALUE"));
    }

    /** The value of a key, if it was given. */
    public Optional<String> find(String key) {
        used.add(key);
        return Optional.ofNullable(values.get(key)).map(String::strip);
    }

    /** The value of a key, or its default. */
    public String get(String key, String otherwise) {
        return find(key).orElse(otherwise);
    }

    /** A whole number within a range. */
    public long getLong(String key, long otherwise, long from, long to) {
        Optional<String> text = find(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        long value;
        try {
            value = Long.parseLong(text.get());
        } catch (NumberFormatException e) {
            throw new ConfigException(key + " = " + text.get() + ": must be a whole number from " + from + " to " + to);
        }
        ConfigException.requireRange(key, value, from, to);
        return value;
    }

    /** A whole number within a range. */
    public int getInt(String key, int otherwise, int from, int to) {
        return Math.toIntExact(getLong(key, otherwise, from, to));
    }

    /** One of the names of an enum, in lower case. */
    public <E extends Enum<E>> E getEnum(String key, E otherwise) {
        Optional<String> text = find(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        E[] constants = otherwise.getDeclaringClass().getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> wireName(constant).equals(text.get()))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> names =
                            Arrays.stream(constants).map(Settings::wireName).toList();
                    return new ConfigException(key + " = " + text.get() + ": must be one of " + String.join(", ", names)
                            + didYouMean(text.get(), names));
                });
    }

    /** {@code true} or {@code false}. */
    public boolean getBoolean(String key, boolean otherwise) {
        String text = get(key, String.valueOf(otherwise));
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ConfigException(key + " = " + text + ": must be true or false");
        };
    }

    /** All keys with a prefix, without it: what a library is to be given as it is. */
    public Map<String, String> withPrefix(String prefix) {
        Map<String, String> found = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                used.add(key);
                found.put(key.substring(prefix.length()), value);
            }
        });
        return found;
    }

    /** Called once all settings are read: refuses keys that nobody asked for. */
    public void requireAllUsed() {
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(used);
        if (!unknown.isEmpty()) {
            throw new ConfigException("unknown setting " + String.join(", ", unknown) + ": known are "
                    + String.join(", ", used)
                    + unknown.stream().map(key -> didYouMean(key, used)).collect(Collectors.joining()));
        }
    }

    private static String didYouMean(String typed, Collection<String> names) {
        return NearestName.near(typed, names)
                .map(name -> ": did you mean " + name + "?")
                .orElse("");
    }

    private static String wireName(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
