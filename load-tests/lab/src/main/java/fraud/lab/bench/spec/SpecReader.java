package fraud.lab.bench.spec;

import fraud.cli.yaml.YamlFile;
import fraud.cli.yaml.YamlFileException;
import fraud.cli.yaml.YamlValue;
import fraud.config.ConfigException;
import fraud.config.Settings;
import fraud.generator.config.GeneratorConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one file of a workload or a system; what is wrong with it comes with file, line, key and what is allowed. */
final class SpecReader {

    private static final int MAX_SECONDS = 86_400;
    private static final int MAX_WINDOWS = 100;
    private static final Pattern MODULE = Pattern.compile("[A-Za-z0-9-]+(/[A-Za-z0-9-]+)*");
    private static final List<String> OF_WORKLOAD =
            List.of("title", "kind", "stream", "warmUpSeconds", "windowSeconds", "windows");
    private static final List<String> OF_SYSTEM =
            List.of("title", "kind", "guarantee", "main", "jar", "completes", "settings", "engine", "jvm");

    private SpecReader() {}

    static WorkloadSpec workload(String name, Path path) throws YamlFileException {
        YamlFile file = YamlFile.read(path);
        YamlValue root = file.root();
        root.members(OF_WORKLOAD);
        String title = title(root);
        Optional<WorkloadSpec.Kind> kind = choice(root, "kind", WorkloadSpec.Kind.values());
        boolean isLive = kind.equals(Optional.of(WorkloadSpec.Kind.STEADY));
        long warmUp = number(root, "warmUpSeconds", 0, isLive ? MAX_SECONDS : 0).orElse(0L);
        long window = number(root, "windowSeconds", 1, MAX_SECONDS).orElse(30L);
        long windows = number(root, "windows", 1, isLive ? MAX_WINDOWS : 1).orElse(1L);
        Map<String, String> parameters = texts(root, "stream");
        GeneratorConfig stream = GeneratorConfig.defaults();
        try {
            Settings settings = settings(parameters);
            stream = GeneratorConfig.from(settings);
            settings.requireAllUsed();
        } catch (ConfigException e) {
            root.optional("stream").ifPresent(value -> value.problem(e.getMessage()));
        }
        file.requireNoProblems();
        int liveSeconds = (int) (warmUp + window * windows);
        return new WorkloadSpec(
                name,
                title,
                kind.orElseThrow(),
                isLive ? WorkloadSpec.withCount(stream, liveSeconds) : stream,
                (int) warmUp,
                (int) window,
                (int) windows);
    }

    static SystemSpec system(String name, Path path) throws YamlFileException {
        YamlFile file = YamlFile.read(path);
        YamlValue root = file.root();
        root.members(OF_SYSTEM);
        String title = title(root);
        Optional<SystemSpec.Kind> kind = choice(root, "kind", SystemSpec.Kind.values());
        Optional<SystemSpec.Guarantee> guarantee = choice(root, "guarantee", SystemSpec.Guarantee.values());
        boolean isLoop = kind.equals(Optional.of(SystemSpec.Kind.LOOP));
        Optional<YamlValue> main = isLoop ? root.required("main", "the class of the loop") : root.optional("main");
        if (kind.isPresent() && !isLoop) {
            main.ifPresent(value -> value.problem("is for a loop only"));
        }
        Optional<String> jar = root.optional("jar").flatMap(value -> jar(value, isLoop));
        boolean completes = root.optional("completes")
                .flatMap(value -> value.orWrong(
                        value.scalar().filter(text -> text.matches("true|false")), "must be true or false"))
                .map(Boolean::parseBoolean)
                .orElse(true);
        List<String> jvm = new ArrayList<>();
        root.optional("jvm")
                .ifPresent(value -> value.items("options of the JVM")
                        .forEach(item -> item.orWrong(
                                        item.scalar().filter(text -> text.startsWith("-")),
                                        "must be an option of the JVM")
                                .ifPresent(jvm::add)));
        Map<String, String> settings = texts(root, "settings");
        Map<String, String> engine = texts(root, "engine");
        file.requireNoProblems();
        return new SystemSpec(
                name,
                title,
                kind.orElseThrow(),
                guarantee.orElseThrow(),
                main.flatMap(YamlValue::scalar).orElse(null),
                jar.orElse(null),
                completes,
                settings,
                engine,
                jvm);
    }

    private static Optional<String> jar(YamlValue value, boolean isLoop) {
        if (isLoop) {
            value.problem("is for an engine only");
            return Optional.empty();
        }
        return value.orWrong(
                value.scalar().filter(text -> MODULE.matcher(text).matches()),
                "must be a module of the checkout, such as load-tests/bare-flink");
    }

    private static String title(YamlValue root) {
        return root.required("title", "what reports call it")
                .flatMap(value -> value.orWrong(value.text(), "must be a text"))
                .orElse("");
    }

    private static Optional<Long> number(YamlValue root, String key, long least, long greatest) {
        return root.optional(key).flatMap(value -> value.wholeNumber(least, greatest));
    }

    private static <E extends Enum<E>> Optional<E> choice(YamlValue root, String key, E[] values) {
        List<String> names = Arrays.stream(values).map(SpecReader::word).toList();
        String allowed = "must be one of " + String.join(", ", names);
        return root.required(key, allowed)
                .flatMap(value -> value.orWrong(value.scalar().filter(names::contains), allowed))
                .map(name -> values[names.indexOf(name)]);
    }

    /** As files have it: {@code at-least-once}. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, String> texts(YamlValue root, String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        root.optional(key)
                .ifPresent(value -> value.members()
                        .forEach((name, member) -> member.orWrong(member.scalar(), "must be one value")
                                .ifPresent(text -> texts.put(name, text))));
        return texts;
    }

    private static Settings settings(Map<String, String> values) {
        List<String> arguments = new ArrayList<>();
        values.forEach((key, value) -> {
            arguments.add("--" + key);
            arguments.add(value);
        });
        return Settings.parse(arguments.toArray(String[]::new));
    }
}
