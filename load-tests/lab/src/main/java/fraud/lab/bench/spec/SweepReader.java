package fraud.lab.bench.spec;

import fraud.cli.yaml.YamlFile;
import fraud.cli.yaml.YamlFileException;
import fraud.cli.yaml.YamlValue;
import fraud.config.NearestName;
import fraud.lab.bench.spec.SweepSpec.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one file of a sweep; what is wrong with it comes with file, line, key and what is allowed. */
final class SweepReader {

    /** What a topic's name may be made of. */
    static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]{1,60}");

    private static final String WORD_RULE = "must be of letters, digits, '.', '_' and '-', 60 at most";
    private static final List<String> KEYS =
            List.of("title", "workloads", "systems", "label", "settings", "engine", "jvm");
    /** A pattern that is nowhere. */
    private static final String NOTHING = "(?!)";

    private static final int LEAST_VALUES = 2;
    static final int MAX_VALUES = 20;

    private final YamlValue root;

    private SweepReader(YamlValue root) {
        this.root = root;
    }

    /**
     * A sweep.
     *
     * @param workloads the names that there are
     * @param systems the same
     */
    static SweepSpec sweep(String name, Path path, Set<String> workloads, Set<String> systems)
            throws YamlFileException {
        YamlFile file = YamlFile.read(path);
        YamlValue root = file.root();
        root.members(KEYS);
        SweepReader reader = new SweepReader(root);
        String title = SpecReader.title(root);
        List<String> ofWorkloads = reader.names("workload", workloads, Pattern.quote(WorkloadSeries.SEPARATOR));
        List<String> ofSystems = reader.names("system", systems, NOTHING);
        String label = root.required("label", "what names of systems have before the value")
                .flatMap(SweepReader::word)
                .orElse("");
        Optional<Place> place = reader.place();
        String key = label;
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (place.equals(Optional.of(Place.JVM))) {
            root.optional("jvm").ifPresent(value -> options(value, values));
        } else if (place.isPresent()) {
            key = reader.setting(SpecReader.word(place.get()), values);
        }
        file.requireNoProblems();
        return new SweepSpec(name, title, ofWorkloads, ofSystems, label, place.orElseThrow(), key, values);
    }

    private static Optional<String> word(YamlValue value) {
        return value.orWrong(value.scalar().filter(text -> WORD.matcher(text).matches()), WORD_RULE);
    }

    /** A list of names, each of which may have parts. */
    private List<String> names(String what, Set<String> known, String separator) {
        List<String> names = new ArrayList<>();
        root.required(what + "s", "a list of names")
                .ifPresent(list -> list.items(1, MAX_VALUES, what + "s")
                        .forEach(item -> item.orWrong(item.scalar(), "must be a name")
                                .ifPresent(name -> {
                                    names.add(name);
                                    for (String part : name.split(separator, -1)) {
                                        if (!known.contains(part)) {
                                            item.wrong(
                                                    "there is no such " + what + "; " + NearestName.hint(part, known));
                                        }
                                    }
                                })));
        return names;
    }

    private Optional<Place> place() {
        List<Place> given = new ArrayList<>();
        for (Place place : Place.values()) {
            root.optional(SpecReader.word(place)).ifPresent(value -> given.add(place));
        }
        if (given.size() == 1) {
            return Optional.of(given.get(0));
        }
        root.problem("must have one of settings, engine, jvm: what is varied");
        return Optional.empty();
    }

    /** The one setting, and its values. */
    private String setting(String place, Map<String, List<String>> values) {
        Map<String, YamlValue> settings =
                root.optional(place).map(YamlValue::members).orElse(Map.of());
        if (settings.size() != 1) {
            root.optional(place)
                    .ifPresent(value -> value.problem("has " + settings.size() + " settings: one is varied"));
            return "";
        }
        Map.Entry<String, YamlValue> setting = settings.entrySet().iterator().next();
        for (YamlValue item : setting.getValue().items(LEAST_VALUES, MAX_VALUES, "values")) {
            word(item).ifPresent(value -> {
                if (values.put(value, List.of(value)) != null) {
                    item.wrong("is there twice");
                }
            });
        }
        return setting.getKey();
    }

    /** Lists of the JVM's options by what names call them. */
    private static void options(YamlValue jvm, Map<String, List<String>> values) {
        Map<String, YamlValue> lists = jvm.members();
        if (lists.size() < LEAST_VALUES || lists.size() > MAX_VALUES) {
            jvm.problem("has " + lists.size() + ": must be " + LEAST_VALUES + " to " + MAX_VALUES
                    + " lists of options by name");
        }
        lists.forEach((name, list) -> {
            if (!WORD.matcher(name).matches()) {
                list.problem("its name " + WORD_RULE);
            }
            values.put(name, SpecReader.options(list));
        });
    }
}
