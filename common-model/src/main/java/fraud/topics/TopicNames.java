package fraud.topics;

import fraud.config.ConfigException;
import fraud.config.Settings;
import fraud.sink.OutputKind;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Names of Kafka's topics among the settings: one that Kafka does not take is told with its setting, before any client
 * is made.
 */
public final class TopicNames {

    /** Kafka's bound. */
    private static final int MAX_CHARS = 249;

    private static final Pattern CHARACTERS = Pattern.compile("[A-Za-z0-9._-]+");

    private TopicNames() {}

    /**
     * The name of a topic.
     *
     * @throws ConfigException if it can be none
     */
    static String topic(Settings settings, String key, String otherwise) {
        String name = named(settings, key, otherwise, MAX_CHARS);
        if (name.equals(".") || name.equals("..")) {
            throw new ConfigException(key + " = " + name + ": Kafka has no topic of this name");
        }
        return name;
    }

    /**
     * The {@code detector.name}, the last part of the names of the output topics.
     *
     * @throws ConfigException if it cannot be that
     */
    public static String detector(Settings settings, String otherwise) {
        int before = Arrays.stream(OutputKind.values())
                .mapToInt(kind -> kind.topic("").length())
                .max()
                .orElse(0);
        return named(settings, "detector.name", otherwise, MAX_CHARS - before);
    }

    private static String named(Settings settings, String key, String otherwise, int maxChars) {
        String name = settings.get(key, otherwise);
        if (name.length() > maxChars || !CHARACTERS.matcher(name).matches()) {
            throw new ConfigException(key + " = " + name + ": must be 1 to " + maxChars
                    + " of the characters A-Z, a-z, 0-9, dot, underscore and hyphen, as in names of Kafka's topics");
        }
        return name;
    }
}
