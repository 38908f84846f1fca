package fraud.cli.training;

import fraud.config.ConfigException;
import fraud.config.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

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
    private static final String FOLDS = "folds";
    private static final String CANDIDATES = "candidates";
    private static final String NAME = "name";
    private static final String TYPE = "type";

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
            return parse("the default config", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a file.
     *
     * @throws ConfigException naming the file, the key, its value, and what would be right
     */
    public static SelectionConfig read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new ConfigException("--config " + file + ": there is no such file");
        } catch (IOException e) {
            throw new ConfigException("--config " + file + ": cannot be read as UTF-8: " + e.getMessage());
        }
    }

    private static SelectionConfig parse(String file, String yaml) {
        try {
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            Object root = new Yaml(new SafeConstructor(options)).load(yaml);
            return new Reader(file).config(root);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new ConfigException(file + ":" + line + ": is not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new ConfigException(file + ": is not YAML: "
                    + e.getMessage().lines().findFirst().orElse(""));
        }
    }

    /** Reads what YAML has made of the file's text. */
    private record Reader(String file) {

        SelectionConfig config(Object root) {
            Map<String, Object> members = object("", root);
            requireKnown("", members.keySet(), List.of(FOLDS, CANDIDATES));
            Object folds = members.getOrDefault(FOLDS, DEFAULT_FOLDS);
            if (!(folds instanceof Integer number) || number < 1 || number > MAX_FOLDS) {
                throw wrong(FOLDS, folds, "must be a whole number from 1 to " + MAX_FOLDS);
            }
            if (!(members.get(CANDIDATES) instanceof List<?> list) || list.isEmpty() || list.size() > MAX_CANDIDATES) {
                throw new ConfigException(
                        file + ": " + CANDIDATES + " must be a list of 1 to " + MAX_CANDIDATES + " models");
            }
            List<Candidate> candidates = new ArrayList<>();
            Set<String> names = new HashSet<>();
            for (int i = 0; i < list.size(); i++) {
                Candidate candidate = candidate(CANDIDATES + "[" + i + "]", list.get(i));
                if (!names.add(candidate.name())) {
                    throw wrong(CANDIDATES + "[" + i + "]." + NAME, candidate.name(), "is there twice");
                }
                candidates.add(candidate);
            }
            return new SelectionConfig(number, candidates);
        }

        private Candidate candidate(String at, Object node) {
            Map<String, Object> members = object(at, node);
            Object key = members.get(TYPE);
            ModelType type = ModelType.of(String.valueOf(key))
                    .orElseThrow(
                            () -> wrong(at + "." + TYPE, key, "must be one of " + String.join(", ", ModelType.keys())));
            Object name = members.getOrDefault(NAME, type.key());
            if (!(name instanceof String text) || text.isBlank() || text.length() > 40) {
                throw wrong(at + "." + NAME, name, "must be a text of at most 40 characters");
            }
            List<String> known = new ArrayList<>(List.of(NAME, TYPE));
            type.settings().forEach(setting -> known.add(setting.name()));
            requireKnown(at + ".", members.keySet(), known);
            Map<String, Object> settings = new LinkedHashMap<>();
            for (ModelSetting setting : type.settings()) {
                Object given = members.get(setting.name());
                if (given == null) {
                    setting.defaultValue().ifPresent(value -> settings.put(setting.name(), value));
                } else {
                    Object value = setting.valueOf(given)
                            .orElseThrow(() -> wrong(at + "." + setting.name(), given, setting.range()));
                    settings.put(setting.name(), value);
                }
            }
            return new Candidate(text, type, settings);
        }

        private Map<String, Object> object(String at, Object node) {
            if (!(node instanceof Map<?, ?> map)) {
                throw new ConfigException(
                        file + ": " + (at.isEmpty() ? "" : at + " ") + "must be a mapping of keys to values");
            }
            Map<String, Object> members = new LinkedHashMap<>();
            map.forEach((key, value) -> members.put(String.valueOf(key), value));
            return members;
        }

        private void requireKnown(String at, Set<String> keys, List<String> known) {
            for (String key : keys) {
                if (!known.contains(key)) {
                    throw new ConfigException(
                            file + ": unknown key " + at + key + ": did you mean " + NearestName.of(key, known) + "?");
                }
            }
        }

        private ConfigException wrong(String key, Object value, String range) {
            return new ConfigException(file + ": " + key + " = " + value + ": " + range);
        }
    }
}
