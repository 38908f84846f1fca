package fraud.score;

import fraud.config.ConfigException;
import fraud.config.Option;
import fraud.config.Settings;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a detector knows of models when it starts: those of version 0, and where published ones are.
 *
 * @param champion version 0 of the champion, or null
 * @param challenger version 0 of the challenger, or null
 * @param modelsDirectory what the directories of published models are below of, or null if none can be published
 */
public record StartingModels(PublishedModel champion, PublishedModel challenger, String modelsDirectory)
        implements Serializable {

    /** No model, and none to come. */
    public static final StartingModels NONE = new StartingModels(null, null, null);

    private static final Option<Path> CHAMPION_DIRECTORY =
            directory("model.dir", "The champion of version 0; without one, transactions are not scored at first.");

    private static final Option<Path> CHALLENGER_DIRECTORY =
            directory("challenger.dir", "The challenger of version 0, which is scored and decides nothing.");

    private static final Option<Path> MODELS_DIRECTORY =
            directory("models.dir", "What the directories of published models are below of.");

    /** The options about models. */
    public static final List<Option<Path>> OPTIONS =
            List.of(CHAMPION_DIRECTORY, CHALLENGER_DIRECTORY, MODELS_DIRECTORY);

    private static Option<Path> directory(String name, String meaning) {
        return Option.text(name, "a directory", meaning, Path::of);
    }

    /**
     * As the settings {@code model.dir}, {@code challenger.dir} and {@code models.dir} say. Each model is read and
     * checked.
     *
     * @throws ConfigException if one of them is no model
     */
    public static StartingModels from(Settings settings) {
        return of(
                settings.find(CHAMPION_DIRECTORY),
                settings.find(CHALLENGER_DIRECTORY),
                settings.find(MODELS_DIRECTORY));
    }

    /**
     * Those of these directories.
     *
     * @throws ConfigException if one of them is no model
     */
    public static StartingModels of(Optional<Path> champion, Optional<Path> challenger, Optional<Path> models) {
        return new StartingModels(
                champion.map(path -> versionZero(ModelRole.CHAMPION, "model.dir", path))
                        .orElse(null),
                challenger
                        .map(path -> versionZero(ModelRole.CHALLENGER, "challenger.dir", path))
                        .orElse(null),
                models.map(path -> path.toAbsolutePath().normalize().toString()).orElse(null));
    }

    private static PublishedModel versionZero(ModelRole role, String key, Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        try {
            String sha256 = ModelFiles.sha256(ModelFiles.read(absolute));
            PublishedModel model = new PublishedModel(0, role, Long.MIN_VALUE, null, absolute.toString(), sha256);
            TreeEnsemble.load(NONE, model);
            return model;
        } catch (BadModelException e) {
            throw new ConfigException(
                    key + " = " + directory + ": must be the directory of a model: " + e.getMessage());
        }
    }

    /** The settings in force, with the hashes of the models. */
    public Map<String, String> describe() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("model.dir", describe(champion));
        settings.put("challenger.dir", describe(challenger));
        settings.put("models.dir", modelsDirectory == null ? "none" : modelsDirectory);
        return settings;
    }

    private static String describe(PublishedModel model) {
        return model == null ? "none" : model.directory() + " (SHA-256 " + model.sha256() + ")";
    }

    /** Version 0 of a role. */
    public Optional<PublishedModel> model(ModelRole role) {
        return Optional.ofNullable(
                switch (role) {
                    case CHAMPION -> champion;
                    case CHALLENGER -> challenger;
                });
    }

    /**
     * The directory of a version that names one.
     *
     * @throws BadModelException if none can be published
     */
    public Path directoryOf(PublishedModel model) throws BadModelException {
        if (model.version() == 0) {
            return Path.of(model.directory());
        }
        if (modelsDirectory == null) {
            throw new BadModelException("directory", "the detector has no models.dir");
        }
        return Path.of(modelsDirectory).resolve(model.directory());
    }
}
