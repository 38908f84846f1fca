package fraud.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A job's settings: {@code --config FILE} (Java properties) first, then {@code --key value} pairs, which win. Unknown
 * keys are rejected, so that a typing error is not a default, and keys that are given twice.
 */
public final class Settings {

    private final Map<String, String> values;
    private final Set<String> used = new TreeSet<>();
    private final Map<String, String> inForce = new LinkedHashMap<>();

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
                // Not shown itself: it may be a password.
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

    /**
     * The value of an option, or its default.
     *
     * @throws ConfigException if it is not allowed, or there is none
     */
    public <T> T get(Option<T> option) {
        String text = find(option.name())
                .or(option::otherwise)
                .orElseThrow(
                        () -> new ConfigException(option.name() + " is missing: give --" + option.name() + " VALUE"));
        inForce.put(option.name(), text);
        return option.read(text);
    }

    /**
     * The value of an option that need not be given.
     *
     * @throws ConfigException if it is not allowed
     */
    public <T> Optional<T> find(Option<T> option) {
        Optional<String> text = find(option.name());
        inForce.put(option.name(), text.or(option::otherwise).orElse("none"));
        return text.map(option::read);
    }

    /** The value of a key, if it was given. */
    public Optional<String> find(String key) {
        used.add(key);
        return Optional.ofNullable(values.get(key)).map(String::strip);
    }

    /** The options that were asked for, in that order, with their values in force, defaults included. */
    public Map<String, String> inForce() {
        return new LinkedHashMap<>(inForce);
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

    /** Called once all settings are read: rejects keys that were not asked for. */
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
}
