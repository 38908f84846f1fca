package fraud.topics;

import fraud.config.ConfigException;
import fraud.config.Option;
import fraud.sink.OutputKind;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Names of Kafka's topics among the settings: one that Kafka does not take is reported with its setting, before any
 * client is made.
 */
public final class TopicNames {

    /** Kafka's bound. */
    private static final int MAX_CHARS = 249;

    private static final Pattern CHARACTERS = Pattern.compile("[A-Za-z0-9._-]+");

    private TopicNames() {}

    /** The option that names an input topic. */
    static Option<String> topic(String key, String otherwise, String meaning) {
        return Option.text(key, "a name of a topic", meaning, name -> {
                    requireName(key, name, MAX_CHARS);
                    if (name.equals(".") || name.equals("..")) {
                        throw new ConfigException(key + " = " + name + ": Kafka has no topic of this name");
                    }
                    return name;
                })
                .otherwise(otherwise);
    }

    /** The {@code detector.name}, the last part of the names of the output topics. */
    public static Option<String> detector(String otherwise) {
        int before = Arrays.stream(OutputKind.values())
                .mapToInt(kind -> kind.topic("").length())
                .max()
                .orElse(0);
        return Option.text(
                        "detector.name",
                        "the last part of topics' names",
                        "Ends the names of the output topics; two detectors of one Kafka have two.",
                        name -> {
                            requireName("detector.name", name, MAX_CHARS - before);
                            return name;
                        })
                .otherwise(otherwise);
    }

    private static void requireName(String key, String name, int maxChars) {
        if (name.length() > maxChars || !CHARACTERS.matcher(name).matches()) {
            throw new ConfigException(key + " = " + name + ": must be 1 to " + maxChars
                    + " of the characters A-Z, a-z, 0-9, dot, underscore and hyphen, as in names of Kafka's topics");
        }
    }
}
