package fraud.settings;

import fraud.config.Option;
import java.util.List;

/** The options of a detector for people. */
public final class SettingsText {

    private static final String KAFKA = DetectorSettings.KAFKA_PREFIX + "*";
    private static final String KAFKA_MEANING =
            "Passed to every Kafka client as it is, without the prefix; values are not printed.";

    private SettingsText() {}

    /**
     * What {@code --help} prints.
     *
     * @param job what it is called
     */
    public static String help(String job, List<Option<?>> options) {
        StringBuilder text = new StringBuilder("usage: ")
                .append(job)
                .append(" [--config FILE] [--KEY VALUE]…\n\n")
                .append("FILE holds lines KEY = VALUE; what is given on the command line wins.\n\n");
        for (Option<?> option : options) {
            text.append("--").append(option.name()).append(" (").append(option.type());
            text.append(", ").append(option.allowed());
            option.otherwise().ifPresent(value -> text.append("; default ").append(value));
            text.append(")\n    ").append(option.meaning()).append('\n');
        }
        return text.append("--")
                .append(KAFKA)
                .append("\n    ")
                .append(KAFKA_MEANING)
                .append('\n')
                .toString();
    }

    /** The rows of a table in Markdown. */
    public static List<String> rows(List<Option<?>> options) {
        return options.stream()
                .map(option -> "| `" + option.name() + "` | " + option.type() + " | "
                        + option.otherwise().map(value -> "`" + value + "`").orElse("") + " | " + option.allowed()
                        + " | " + option.meaning() + " |")
                .toList();
    }
}
