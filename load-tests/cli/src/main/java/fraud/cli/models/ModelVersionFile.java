package fraud.cli.models;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.text.TimeText;
import fraud.cli.yaml.YamlFile;
import fraud.cli.yaml.YamlFileException;
import fraud.cli.yaml.YamlValue;
import fraud.parse.VersionCodec;
import fraud.score.BadModelException;
import fraud.score.ModelFiles;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Versions of the models to publish in a replay: YAML, a list of objects with {@code model} (champion or challenger),
 * {@code version}, {@code effectiveFrom} (a time), and, if they are to bring a model, {@code directory}; {@code note}
 * and {@code sha256} may be there. Without {@code sha256} it is that of the model as it is now.
 */
final class ModelVersionFile {

    private static final List<String> MEMBERS =
            List.of("model", "version", "effectiveFrom", "note", "directory", "sha256");
    private static final String ROLES = "must be champion or challenger";
    private static final String TIMES = "must be " + TimeText.INSTANTS;

    private final Optional<Path> modelsDirectory;
    private final Set<Long> versions = new HashSet<>();

    private ModelVersionFile(Optional<Path> modelsDirectory) {
        this.modelsDirectory = modelsDirectory;
    }

    /**
     * Reads a file.
     *
     * @param modelsDirectory what its directories are below of
     * @throws OperationFailedException with file, line and member of all that cannot be used
     */
    static List<PublishedModel> read(Path path, Optional<Path> modelsDirectory) {
        ModelVersionFile reader = new ModelVersionFile(modelsDirectory);
        try {
            YamlFile file = YamlFile.read(path);
            List<PublishedModel> models =
                    file.root().items("versions, each with model, version and effectiveFrom").stream()
                            .flatMap(item -> reader.model(item).stream())
                            .toList();
            file.requireNoProblems();
            return models;
        } catch (YamlFileException e) {
            throw new OperationFailedException(e.getMessage(), e);
        }
    }

    private Optional<PublishedModel> model(YamlValue item) {
        item.members(MEMBERS);
        Optional<ModelRole> role = item.required("model", ROLES)
                .flatMap(value -> value.orWrong(value.scalar().flatMap(ModelRole::ofWireName), ROLES));
        Optional<Long> version = item.required("version", "must be a whole number")
                .flatMap(value -> value.wholeNumber(1, VersionCodec.MAX_VERSION));
        Optional<Instant> from = item.required("effectiveFrom", TIMES)
                .flatMap(value -> value.orWrong(value.scalar().flatMap(TimeText::instant), TIMES));
        Optional<String> note = text(item, "note");
        Optional<String> directory = text(item, "directory");
        Optional<String> given = text(item, "sha256");
        Optional<String> sha256 = directory.flatMap(name -> given.or(() -> sha256(item, name)));
        if (role.isEmpty() || version.isEmpty() || from.isEmpty() || sha256.isPresent() != directory.isPresent()) {
            return Optional.empty();
        }
        if (!versions.add(version.get())) {
            item.members().get("version").wrong("is there twice");
        }
        PublishedModel model = new PublishedModel(
                version.get().intValue(),
                role.get(),
                from.get().toEpochMilli(),
                note.orElse(null),
                directory.orElse(null),
                sha256.orElse(null));
        ModelRecord.fault(model).ifPresent(item::problem);
        return Optional.of(model);
    }

    private static Optional<String> text(YamlValue item, String name) {
        return item.optional(name).flatMap(value -> value.orWrong(value.scalar(), "must be a text"));
    }

    /** That of the model as it is now. */
    private Optional<String> sha256(YamlValue item, String directory) {
        String problem = "say below what, with --models-dir";
        if (modelsDirectory.isPresent()) {
            try {
                return Optional.of(
                        ModelFiles.sha256(ModelFiles.read(modelsDirectory.get().resolve(directory))));
            } catch (BadModelException e) {
                problem = e.getMessage();
            }
        }
        item.members().get("directory").wrong(problem);
        return Optional.empty();
    }
}
