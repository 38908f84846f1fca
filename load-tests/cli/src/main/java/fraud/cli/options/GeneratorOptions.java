package fraud.cli.options;

import fraud.config.ConfigException;
import fraud.config.NearestName;
import fraud.config.Settings;
import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.generator.stream.TransactionStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The parameters of the generator, and what a command's help says of them. */
public final class GeneratorOptions {

    private static final int HELP_COLUMNS = 78;

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "The parameter count: how many events, after the history.")
    private String count;

    @Option(names = "--rate", paramLabel = "N", description = "The parameter rate: events a second to Kafka.")
    private String rate;

    @Option(names = "--seed", paramLabel = "N", description = "The parameter seed: what everything is drawn from.")
    private String seed;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "The parameter partitions: of the topic `transactions`.")
    private String partitions;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            parameterConsumer = SettingsOption.class,
            description = "Any parameter of the list below, such as late.share=0.01. May be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** The list of parameters is made from their declaration, so that it cannot differ from what is checked. */
    @Spec(Spec.Target.MIXEE)
    void describe(CommandSpec command) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Parameters (--set KEY=VALUE), with default, range and unit:");
        for (Parameter parameter : Parameter.values()) {
            String unit = parameter.unit().isEmpty() ? "" : " " + parameter.unit();
            lines.add("  " + parameter.key() + "  " + Parameter.plain(parameter.otherwise()) + "  (" + parameter.from()
                    + " to " + parameter.to() + unit + ")");
            wrap(parameter.text(), lines);
        }
        for (String scenario : TransactionStream.scenarioNames()) {
            lines.add("  " + GeneratorConfig.MIX_PREFIX + scenario + "  "
                    + Parameter.plain(GeneratorConfig.DEFAULT_WEIGHT) + "  (0 to "
                    + Parameter.plain(GeneratorConfig.MAX_WEIGHT) + " weight)");
        }
        wrap("What the scenario weighs among the fraudulent events; 0 turns it off.", lines);
        // A per cent sign would be taken for a format.
        command.usageMessage()
                .footer(lines.stream().map(line -> line.replace("%", "%%")).toArray(String[]::new));
    }

    private static void wrap(String text, List<String> lines) {
        StringBuilder line = new StringBuilder("     ");
        for (String word : text.split(" ", -1)) {
            if (line.length() + 1 + word.length() > HELP_COLUMNS) {
                lines.add(line.toString());
                line = new StringBuilder("     ");
            }
            line.append(' ').append(word);
        }
        lines.add(line.toString());
    }

    /**
     * What was given.
     *
     * @throws ConfigException naming a parameter that there is not, or a value that it may not have
     */
    public GeneratorConfig config() {
        Map<String, String> given = new LinkedHashMap<>(settings);
        putIfGiven(given, Parameter.COUNT, count);
        putIfGiven(given, Parameter.RATE, rate);
        putIfGiven(given, Parameter.SEED, seed);
        putIfGiven(given, Parameter.PARTITIONS, partitions);
        requireKnown(given.keySet());
        String[] pairs = given.entrySet().stream()
                .flatMap(entry -> Stream.of("--" + entry.getKey(), entry.getValue()))
                .toArray(String[]::new);
        return GeneratorConfig.from(Settings.parse(pairs));
    }

    private static void putIfGiven(Map<String, String> settings, Parameter parameter, String value) {
        if (value != null) {
            settings.put(parameter.key(), value);
        }
    }

    private static void requireKnown(Set<String> keys) {
        for (String key : keys) {
            if (Parameter.of(key).isEmpty() && !key.startsWith(GeneratorConfig.MIX_PREFIX)) {
                List<String> known =
                        Arrays.stream(Parameter.values()).map(Parameter::key).toList();
                throw new ConfigException(
                        "unknown parameter " + key + ": did you mean " + NearestName.of(key, known) + "?");
            }
        }
    }
}
