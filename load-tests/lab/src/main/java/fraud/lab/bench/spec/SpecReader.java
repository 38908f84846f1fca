package fraud.lab.bench.spec;

import fraud.cli.yaml.YamlFile;
import fraud.cli.yaml.YamlFileException;
import fraud.cli.yaml.YamlValue;
import fraud.config.ConfigException;
import fraud.config.Settings;
import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
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

    static final int MAX_SECONDS = 86_400;
    static final int DEFAULT_SECONDS = 30;
    static final int MAX_WINDOWS = 100;
    static final int MAX_COPIES = 100;
    static final int MAX_SLOTS = 999;
    /** A step is judged by its second half, which has two samples a second. */
    static final int LEAST_STEP_SECONDS = 6;

    /** Below the greatest {@code history.days}. */
    static final int MAX_WARM_DAYS = Integer.parseInt(Parameter.HISTORY_DAYS.to()) - 1;

    static final int LEAST_STEPS = 2;
    static final int DEFAULT_STEPS = 8;
    static final double LEAST_FACTOR = 1.05;
    static final double GREATEST_FACTOR = 10;
    static final double DEFAULT_FACTOR = 1.5;
    static final Pattern MODULE = Pattern.compile("[A-Za-z0-9-]+(/[A-Za-z0-9-]+)*");
    private static final List<String> OF_WORKLOAD =
            List.of("title", "kind", "stream", "warmUpSeconds", "windowSeconds", "windows", "warmDays", "check");
    private static final List<String> OF_SEARCH =
            List.of("title", "kind", "stream", "warmUpSeconds", "stepSeconds", "steps", "factor", "warmDays", "check");
    private static final List<String> OF_FILE =
            List.of("title", "kind", "warmUpSeconds", "windowSeconds", "windows", "check");
    private static final List<String> OF_SYSTEM = List.of(
            "title",
            "kind",
            "guarantee",
            "main",
            "jar",
            "input",
            "completes",
            "backlogCopies",
            "slots",
            "settings",
            "engine",
            "jvm");

    private SpecReader() {}

    static WorkloadSpec workload(String name, Path path) throws YamlFileException {
        YamlFile file = YamlFile.read(path);
        YamlValue root = file.root();
        String title = title(root);
        Optional<WorkloadSpec.Kind> kind = choice(root, "kind", WorkloadSpec.Kind.values());
        boolean isSearch = kind.equals(Optional.of(WorkloadSpec.Kind.SEARCH));
        boolean isLive = !kind.equals(Optional.of(WorkloadSpec.Kind.CATCH_UP));
        boolean isFile = kind.equals(Optional.of(WorkloadSpec.Kind.FILE));
        root.members(isSearch ? OF_SEARCH : isFile ? OF_FILE : OF_WORKLOAD);
        long warmUp = number(root, "warmUpSeconds", 0, isLive ? MAX_SECONDS : 0).orElse(0L);
        long window = number(
                        root,
                        isSearch ? "stepSeconds" : "windowSeconds",
                        isSearch ? LEAST_STEP_SECONDS : 1,
                        MAX_SECONDS)
                .orElse((long) DEFAULT_SECONDS);
        long windows = number(
                        root, isSearch ? "steps" : "windows", isSearch ? LEAST_STEPS : 1, isLive ? MAX_WINDOWS : 1)
                .orElse(isSearch ? (long) DEFAULT_STEPS : 1L);
        double factor = isSearch ? factor(root) : 1;
        Map<String, String> parameters = texts(root, "stream");
        GeneratorConfig stream = GeneratorConfig.defaults();
        try {
            Settings settings = settings(parameters);
            stream = GeneratorConfig.from(settings);
            settings.requireAllUsed();
        } catch (ConfigException e) {
            root.optional("stream").ifPresent(value -> value.problem(e.getMessage()));
        }
        if (isSearch) {
            requireRates(root, stream, factor, windows);
        }
        long warmDays = number(root, "warmDays", 1, MAX_WARM_DAYS).orElse(0L);
        if (warmDays > 0 && warmDays >= stream.integer(Parameter.HISTORY_DAYS)) {
            root.problem("warmDays = " + warmDays + ": must be below the stream's history.days ("
                    + stream.integer(Parameter.HISTORY_DAYS)
                    + "): each launch gets the other days before it is measured");
        }
        Optional<WorkloadSpec.Check> check =
                root.optional("check").flatMap(value -> choice(value, WorkloadSpec.Check.values()));
        file.requireNoProblems();
        WorkloadSpec workload = new WorkloadSpec(
                        name, title, kind.orElseThrow(), stream, (int) warmUp, (int) window, (int) windows, factor)
                .startingFrom((int) warmDays, check.orElse(WorkloadSpec.Check.REFERENCE));
        return isLive && !isFile ? workload.counted() : workload;
    }

    private static double factor(YamlValue root) {
        return root.optional("factor")
                .flatMap(value -> value.orWrong(
                        value.number().filter(factor -> factor >= LEAST_FACTOR && factor <= GREATEST_FACTOR),
                        "must be a number from " + LEAST_FACTOR + " to " + GREATEST_FACTOR))
                .orElse(DEFAULT_FACTOR);
    }

    /** Steps rise evenly, up to what the generator can be told. */
    private static void requireRates(YamlValue root, GeneratorConfig stream, double factor, long steps) {
        double last = stream.integer(Parameter.RATE) * Math.pow(factor, steps - 1.0);
        if (last > Double.parseDouble(Parameter.RATE.to())) {
            root.problem("its last step has " + Math.round(last) + " records a second; at most " + Parameter.RATE.to()
                    + " are allowed");
        }
        if (stream.integer(Parameter.BURST_FACTOR) > 1) {
            root.problem("a search has no bursts");
        }
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
        SystemSpec.Input input = root.optional("input")
                .flatMap(value -> choice(value, SystemSpec.Input.values()))
                .orElse(SystemSpec.Input.TRANSACTIONS);
        if (input == SystemSpec.Input.FEATURES && completes) {
            root.problem("what reads features completes nothing: it needs completes: false");
        }
        Optional<YamlValue> slots = root.optional("slots");
        if (isLoop) {
            slots.ifPresent(value -> value.problem("is for an engine only"));
        }
        long ofWorker = slots.flatMap(value -> value.wholeNumber(1, MAX_SLOTS)).orElse(0L);
        long copies =
                number(root, "backlogCopies", 1, completes ? 1 : MAX_COPIES).orElse(1L);
        List<String> jvm = root.optional("jvm").map(SpecReader::options).orElse(List.of());
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
                input,
                completes,
                (int) copies,
                (int) ofWorker,
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

    /** Options of the JVM. */
    static List<String> options(YamlValue list) {
        List<String> options = new ArrayList<>();
        list.items("options of the JVM")
                .forEach(item -> item.orWrong(
                                item.scalar().filter(text -> text.startsWith("-")), "must be an option of the JVM")
                        .ifPresent(options::add));
        return options;
    }

    static String title(YamlValue root) {
        return root.required("title", "what reports call it")
                .flatMap(value -> value.orWrong(value.text(), "must be a text"))
                .orElse("");
    }

    private static Optional<Long> number(YamlValue root, String key, long least, long greatest) {
        return root.optional(key).flatMap(value -> value.wholeNumber(least, greatest));
    }

    private static <E extends Enum<E>> Optional<E> choice(YamlValue root, String key, E[] values) {
        return root.required(key, allowed(values)).flatMap(value -> choice(value, values));
    }

    private static <E extends Enum<E>> Optional<E> choice(YamlValue value, E[] values) {
        List<String> names = words(values);
        return value.orWrong(value.scalar().filter(names::contains), allowed(values))
                .map(name -> values[names.indexOf(name)]);
    }

    private static String allowed(Enum<?>[] values) {
        return "must be one of " + String.join(", ", words(values));
    }

    private static List<String> words(Enum<?>[] values) {
        return Arrays.stream(values).map(SpecReader::word).toList();
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
