package fraud.cli.training;

import fraud.cli.yaml.YamlFile;
import fraud.cli.yaml.YamlFileException;
import fraud.cli.yaml.YamlValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a model is chosen from: a file in YAML with {@code folds}, how many weeks candidates are validated by at most,
 * and {@code candidates}, each with {@code name}, {@code type} and settings of its type. The one with the greatest mean
 * of average precision over the folds is taken.
 *
 * @param folds how many validations at most
 * @param candidates what to choose from, at least one
 */
public record SelectionConfig(int folds, List<Candidate> candidates) {

    private static final String DEFAULT = "candidates.yaml";
    private static final int MAX_FOLDS = 52;
    private static final int DEFAULT_FOLDS = 4;
    private static final int MAX_CANDIDATES = 50;
    private static final int MAX_NAME_CHARS = 40;
    private static final String FOLDS = "folds";
    private static final String CANDIDATES = "candidates";
    private static final String NAME = "name";
    private static final String TYPE = "type";
    private static final String OF = "of";

    /**
     * One of them.
     *
     * @param name what people call it
     * @param type its type
     * @param settings a value for each setting that has one
     */
    record Candidate(String name, ModelType type, Map<String, Object> settings) {}

    /** The one that is taken if no file is given. */
    public static SelectionConfig standard() {
        try (InputStream in = SelectionConfig.class.getResourceAsStream(DEFAULT)) {
            return of(YamlFile.of(DEFAULT, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (YamlFileException e) {
            throw new IllegalStateException("not built completely: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a file.
     *
     * @throws YamlFileException with all that is wrong with it
     */
    public static SelectionConfig read(Path file) throws YamlFileException {
        return of(YamlFile.read(file));
    }

    private static SelectionConfig of(YamlFile file) throws YamlFileException {
        YamlValue root = file.root();
        root.members(List.of(FOLDS, CANDIDATES));
        Optional<Long> folds = root.optional(FOLDS).flatMap(value -> value.wholeNumber(1, MAX_FOLDS));
        List<Candidate> candidates = new ArrayList<>();
        root.required(CANDIDATES, "must be a list of models")
                .ifPresent(list -> list.items(1, MAX_CANDIDATES, "models")
                        .forEach(item -> candidate(item, candidates).ifPresent(candidates::add)));
        file.requireNoProblems();
        return new SelectionConfig(folds.map(Long::intValue).orElse(DEFAULT_FOLDS), candidates);
    }

    private static Optional<Candidate> candidate(YamlValue item, List<Candidate> before) {
        String types = "must be one of " + String.join(", ", ModelType.keys());
        Optional<ModelType> type = item.required(TYPE, types)
                .flatMap(value -> value.orWrong(value.scalar().flatMap(ModelType::of), types));
        return type.map(of -> new Candidate(
                name(item, of, before), of, of == ModelType.MEAN ? mean(item, before) : settings(item, of)));
    }

    private static String name(YamlValue item, ModelType type, List<Candidate> before) {
        Optional<YamlValue> given = item.optional(NAME);
        String name = given.flatMap(value -> value.orWrong(
                        value.text().filter(text -> !text.isBlank() && text.length() <= MAX_NAME_CHARS),
                        "must be a text of at most " + MAX_NAME_CHARS + " characters"))
                .orElse(type.key());
        if (before.stream().anyMatch(candidate -> candidate.name().equals(name))) {
            item.problem("the name " + name + " is there twice");
        }
        return name;
    }

    /** What a mean is made of: candidates of trees that stand above it. */
    private static Map<String, Object> mean(YamlValue item, List<Candidate> before) {
        item.members(List.of(NAME, TYPE, OF));
        List<String> trees = before.stream()
                .filter(candidate -> candidate.type() == ModelType.RANDOM_FOREST
                        || candidate.type() == ModelType.GRADIENT_BOOSTED_TREES)
                .map(Candidate::name)
                .toList();
        String range = "must name candidates of trees that stand above it: "
                + (trees.isEmpty() ? "there are none" : String.join(", ", trees));
        List<String> of = new ArrayList<>();
        item.required(OF, range)
                .ifPresent(list -> list.items(2, MAX_CANDIDATES, "names")
                        .forEach(value -> value.orWrong(
                                        value.text().filter(name -> trees.contains(name) && !of.contains(name)), range)
                                .ifPresent(of::add)));
        return Map.of(OF, of);
    }

    private static Map<String, Object> settings(YamlValue item, ModelType type) {
        List<String> known = new ArrayList<>(List.of(NAME, TYPE));
        type.settings().forEach(setting -> known.add(setting.name()));
        item.members(known);
        Map<String, Object> settings = new LinkedHashMap<>();
        for (ModelSetting setting : type.settings()) {
            item.optional(setting.name())
                    .map(value -> value.orWrong(setting.valueOf(value), setting.range()))
                    .orElseGet(setting::defaultValue)
                    .ifPresent(value -> settings.put(setting.name(), value));
        }
        return settings;
    }
}
