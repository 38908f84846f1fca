package fraud.generator.config;

import fraud.config.ConfigException;
import fraud.config.NearestName;
import fraud.config.Settings;
import fraud.generator.population.Population;
import fraud.generator.scenarios.Scenario;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything the stream depends on: two equal configs give the same bytes. Immutable, and validated on construction.
 */
public final class GeneratorConfig {

    /** With a scenario's name behind it, the key of what that scenario weighs among the fraudulent events. */
    public static final String MIX_PREFIX = "mix.";

    /** What a scenario weighs where nothing else is said. */
    public static final double DEFAULT_WEIGHT = 1;

    public static final double MAX_WEIGHT = 1_000;

    private final Map<Parameter, Number> values;
    private final Map<String, Double> weights;

    private GeneratorConfig(Map<Parameter, Number> values, Map<String, Double> weights) {
        this.values = values;
        this.weights = weights;
        if (integer(Parameter.LATE_MILLIS) <= integer(Parameter.DISORDER_MILLIS)) {
            throw wrong(Parameter.LATE_MILLIS, "must be above", Parameter.DISORDER_MILLIS);
        }
        if (integer(Parameter.ISSUER_RANGES) == 1) {
            throw new ConfigException(Parameter.ISSUER_RANGES.key()
                    + " = 1: one range would be the key of all that its sequence sees; set 2 or more, or 0 for none");
        }
        if (integer(Parameter.QUIET_PARTITION) >= integer(Parameter.PARTITIONS)) {
            throw wrong(Parameter.QUIET_PARTITION, "must be below", Parameter.PARTITIONS);
        }
        if (integer(Parameter.QUIET_PARTITION) >= 0 && integer(Parameter.PARTITIONS) == 1) {
            throw wrong(Parameter.QUIET_PARTITION, "leaves none to the events with", Parameter.PARTITIONS);
        }
        if (integer(Parameter.BURST_SECONDS) >= integer(Parameter.BURST_EVERY_SECONDS)) {
            throw wrong(Parameter.BURST_SECONDS, "must be below", Parameter.BURST_EVERY_SECONDS);
        }
        if (number(Parameter.FRAUD_SHARE) > 0 && weights.values().stream().allMatch(weight -> weight == 0)) {
            throw new ConfigException(MIX_PREFIX + "*: all scenarios weigh 0; give one a weight, or set "
                    + Parameter.FRAUD_SHARE.key() + " to 0");
        }
    }

    private ConfigException wrong(Parameter parameter, String relation, Parameter other) {
        return new ConfigException(parameter.key() + " = " + values.get(parameter) + ": " + relation + " " + other.key()
                + ", which is " + values.get(other));
    }

    /** All parameters at their defaults. */
    public static GeneratorConfig defaults() {
        return from(Settings.parse());
    }

    /**
     * Reads the keys of all parameters; those that are not given have their defaults.
     *
     * @throws ConfigException naming key, value and range, or the nearest name of a scenario that is none
     */
    public static GeneratorConfig from(Settings settings) {
        Map<Parameter, Number> values = new EnumMap<>(Parameter.class);
        for (Parameter parameter : Parameter.values()) {
            values.put(parameter, parameter.read(settings));
        }
        Map<String, Double> weights = new LinkedHashMap<>();
        Scenario.FRAUD.forEach(scenario -> weights.put(scenario.label(), DEFAULT_WEIGHT));
        settings.withPrefix(MIX_PREFIX).forEach((name, text) -> weights.put(requireScenario(name), weight(name, text)));
        return new GeneratorConfig(values, weights);
    }

    private static String requireScenario(String name) {
        List<String> known = Scenario.FRAUD.stream().map(Scenario::label).toList();
        if (!known.contains(name)) {
            throw new ConfigException(
                    "unknown scenario " + name + ": did you mean " + NearestName.of(name, known) + "?");
        }
        return name;
    }

    private static double weight(String name, String text) {
        try {
            double weight = Double.parseDouble(text.strip());
            if (weight >= 0 && weight <= MAX_WEIGHT) {
                return weight;
            }
        } catch (NumberFormatException e) {
            // Said below, like any other value that is none.
        }
        throw new ConfigException(
                MIX_PREFIX + name + " = " + text + ": must be a number from 0 to " + Parameter.plain(MAX_WEIGHT));
    }

    /** This config with another value of a parameter that takes whole numbers. */
    public GeneratorConfig with(Parameter parameter, long value) {
        return with(parameter, (Number) value);
    }

    /** This config with another value of a parameter. */
    public GeneratorConfig with(Parameter parameter, double value) {
        return with(parameter, (Number) value);
    }

    private GeneratorConfig with(Parameter parameter, Number value) {
        Map<Parameter, Number> changed = new EnumMap<>(values);
        changed.put(parameter, parameter.checked(value));
        return new GeneratorConfig(changed, weights);
    }

    /** This config with another weight of a fraud scenario. */
    public GeneratorConfig withWeight(String scenario, double weight) {
        Map<String, Double> changed = new LinkedHashMap<>(weights);
        changed.put(requireScenario(scenario), weight(scenario, String.valueOf(weight)));
        return new GeneratorConfig(values, changed);
    }

    /** The value of a parameter that takes whole numbers. */
    public long integer(Parameter parameter) {
        return values.get(parameter).longValue();
    }

    /** The value of a parameter. */
    public double number(Parameter parameter) {
        return values.get(parameter).doubleValue();
    }

    /** What the fraud scenarios weigh, by their names. */
    public Map<String, Double> weights() {
        return Map.copyOf(weights);
    }

    /** All keys and values, as settings have them, in the order of documentation. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        values.forEach((parameter, value) -> settings.put(parameter.key(), Parameter.plain(value)));
        weights.forEach((name, weight) -> settings.put(MIX_PREFIX + name, Parameter.plain(weight)));
        return settings;
    }

    public long seed() {
        return integer(Parameter.SEED);
    }

    public int partitions() {
        return (int) integer(Parameter.PARTITIONS);
    }

    public long startMillis() {
        return integer(Parameter.START_MILLIS);
    }

    /**
     * The part of the fraudulent events that are of a scenario, or of the look-alikes that are of one of them: 0 to 1.
     */
    double part(Scenario scenario) {
        if (!scenario.isFraud()) {
            return 1.0 / (Scenario.ALL.size() - Scenario.FRAUD.size());
        }
        double all = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        return all == 0 ? 0 : weights.get(scenario.label()) / all;
    }

    /** How often a campaign's steps are of a scenario, among all events: 0 to 1. */
    public double share(Scenario scenario) {
        return part(scenario) * number(scenario.isFraud() ? Parameter.FRAUD_SHARE : Parameter.LOOKALIKE_SHARE);
    }

    public Population population() {
        return new Population(new Population.Settings(
                seed(),
                startMillis(),
                integer(Parameter.CARDS),
                (int) integer(Parameter.MERCHANTS),
                number(Parameter.GROWTH_PER_YEAR),
                number(Parameter.JOURNEYS_PER_YEAR),
                (int) integer(Parameter.ISSUER_RANGES),
                partitions(),
                (int) integer(Parameter.QUIET_PARTITION)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GeneratorConfig config
                && values.equals(config.values)
                && weights.equals(config.weights);
    }

    @Override
    public int hashCode() {
        return 31 * values.hashCode() + weights.hashCode();
    }

    @Override
    public String toString() {
        return "GeneratorConfig" + settings();
    }
}
