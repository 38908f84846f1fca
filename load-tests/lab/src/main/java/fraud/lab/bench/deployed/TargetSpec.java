package fraud.lab.bench.deployed;

import fraud.cli.failure.FileFailure;
import fraud.cli.topics.KafkaConnection;
import fraud.config.ConfigException;
import fraud.config.DetectorParameters;
import fraud.config.Option;
import fraud.config.PropertiesFile;
import fraud.config.Settings;
import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.bench.spec.SystemSpec.Guarantee;
import fraud.settings.DetectorSettings;
import fraud.topics.InputTopics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A detector that others have deployed, as a file of properties describes it: with the detectors' own settings, and
 * those of {@link #OPTIONS}.
 *
 * @param title what reports call it
 * @param guarantee what a crash leaves of its output
 * @param endsInput whether the lab ends the input, which completes the detector for ever
 * @param settings the detector's
 * @param inForce all settings with their values, defaults included, without those that are meant for Kafka's clients
 */
public record TargetSpec(
        String title, Guarantee guarantee, boolean endsInput, DetectorSettings settings, Map<String, String> inForce) {

    private static final String DETECTOR_CONFIG = "detector.config";
    private static final String DETECTOR_NAME = "detector.name";

    private static final Option<String> TITLE = Option.text("title", "any", "What reports call it.", text -> text)
            .otherwise("A detector deployed elsewhere");
    private static final Option<Guarantee> GUARANTEE =
            Option.choice("guarantee", Guarantee.AT_LEAST_ONCE, "What a crash leaves of its output.");
    private static final Option<Boolean> END_OF_INPUT =
            Option.bool("end.of.input", false, "Whether the input is ended, which completes the detector for ever.");

    /** What the file may have besides the detectors' settings. */
    static final List<Option<?>> OPTIONS = List.of(TITLE, GUARANTEE, END_OF_INPUT);

    /**
     * Reads a file. Its setting {@value #DETECTOR_CONFIG} names another, beside it, with the detector's own settings:
     * they hold where this one says nothing, and those of its engine alone are left out.
     *
     * @throws ConfigException saying what is wrong with it
     */
    public static TargetSpec read(Path file) {
        Map<String, String> own = properties(file);
        Map<String, String> all = new TreeMap<>();
        String config = own.remove(DETECTOR_CONFIG);
        if (config != null) {
            properties(file.toAbsolutePath().resolveSibling(config.strip())).forEach((key, value) -> {
                if (isOfBothDetectors(key)) {
                    all.put(key, value);
                }
            });
        }
        all.putAll(own);
        if (!all.containsKey(DETECTOR_NAME)) {
            throw new ConfigException(
                    DETECTOR_NAME + " is missing: the last part of the names of its output topics, such as flink");
        }
        List<String> pairs = new ArrayList<>();
        all.forEach((key, value) -> pairs.addAll(List.of("--" + key, value)));
        Settings given = Settings.parse(pairs.toArray(String[]::new));
        DetectorSettings settings =
                DetectorSettings.from(given, all.get(DETECTOR_NAME).strip());
        String title = given.get(TITLE);
        Guarantee guarantee = given.get(GUARANTEE);
        boolean endsInput = given.get(END_OF_INPUT);
        given.requireAllUsed();
        requireTraffic(settings);
        return new TargetSpec(title, guarantee, endsInput, settings, given.inForce());
    }

    private static Map<String, String> properties(Path file) {
        try {
            return PropertiesFile.read(file);
        } catch (IOException e) {
            throw new ConfigException("cannot read " + file + ": " + FileFailure.reason(file, e));
        } catch (IllegalArgumentException e) {
            throw new ConfigException("cannot read " + file + ": " + e.getMessage());
        }
    }

    private static boolean isOfBothDetectors(String key) {
        return key.startsWith(DetectorSettings.KAFKA_PREFIX)
                || DetectorSettings.options(DETECTOR_NAME).stream()
                        .anyMatch(option -> option.name().equals(key));
    }

    /** What the lab's traffic needs of a detector. */
    private static void requireTraffic(DetectorSettings settings) {
        if (!settings.topics().equals(InputTopics.DEFAULT)) {
            throw new ConfigException("its input topics are "
                    + String.join(", ", settings.topics().names())
                    + ": must be " + String.join(", ", InputTopics.DEFAULT.names())
                    + ", by which outputs are reconciled");
        }
        if (settings.parameters().leadMillis() != DetectorParameters.MAX_LEAD_MILLIS) {
            throw new ConfigException("versions.lead.millis is "
                    + settings.parameters().leadMillis() + ": must be " + DetectorParameters.MAX_LEAD_MILLIS
                    + ", of the detector too, since hours of the lab's traffic pass in a second");
        }
    }

    /** What topics and results call it. */
    public String name() {
        return settings.detectorName();
    }

    /** As a system that nobody starts. */
    public SystemSpec system() {
        return new SystemSpec(name(), title, null, guarantee, null, null, true, 1, Map.of(), Map.of(), List.of());
    }

    /** All that its figures depend on, as far as the lab knows. */
    public Map<String, String> described() {
        Map<String, String> described = new LinkedHashMap<>();
        described.put("title", title);
        described.put("kind", "TARGET");
        described.put("guarantee", guarantee.toString());
        inForce.forEach(described::putIfAbsent);
        return described;
    }

    /** How its brokers are reached. */
    public KafkaConnection connection() {
        return new KafkaConnection(settings.bootstrapServers(), settings.kafka());
    }
}
