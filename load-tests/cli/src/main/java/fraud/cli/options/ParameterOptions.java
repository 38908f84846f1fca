package fraud.cli.options;

import fraud.config.ConfigException;
import fraud.config.DetectorParameters;
import fraud.config.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parameters of the detectors (SEMANTICS 12) that a run starts, the reference included. */
public final class ParameterOptions {

    private static final String FEATURES = "features";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            parameterConsumer = SettingsOption.class,
            description =
                    "A parameter of the detectors by the name of its setting: max.out.of.orderness.millis, skew.millis,"
                            + " versions.lead.millis, history.limit, merchant.daily.limit or features. May be repeated. Default: the"
                            + " contract's; of a recording, those it was made with.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--features", description = "Decisions carry the features that the rules saw: --set features=true.")
    private boolean features;

    /**
     * The parameters.
     *
     * @param otherwise what is not said
     * @throws ParameterException naming the key, its value and what is allowed
     */
    public DetectorParameters parameters(DetectorParameters otherwise) {
        Map<String, String> all = new LinkedHashMap<>();
        otherwise.settings().forEach((key, value) -> all.put(key, value.toString()));
        all.putAll(settings);
        if (features) {
            if (settings.getOrDefault(FEATURES, "true").equals("false")) {
                throw new ParameterException(spec.commandLine(), "--features and --set features=false: which?");
            }
            all.put(FEATURES, "true");
        }
        try {
            Settings parsed = Settings.parse(all.entrySet().stream()
                    .flatMap(setting -> Stream.of("--" + setting.getKey(), setting.getValue()))
                    .toArray(String[]::new));
            DetectorParameters parameters =
                    DetectorParameters.from(parsed, otherwise.partitions(), otherwise.labelPartitions());
            parsed.requireAllUsed();
            return parameters;
        } catch (ConfigException e) {
            throw new ParameterException(spec.commandLine(), "--set " + e.getMessage(), e);
        }
    }
}
