package fraud.cli.models;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.recording.RecordedModels;
import fraud.score.BadModelException;
import fraud.score.ModelFiles;
import fraud.score.PublishedModel;
import fraud.score.StartingModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which models the detectors of a run score with. */
public final class ModelOptions {

    private static final Path NONE = Path.of("none");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "The model that scores from the beginning (docs/MODEL.md), the detectors' model.dir, or none;"
                    + " default: of a recording its own, else none.")
    private Path model;

    @Option(
            names = "--challenger",
            paramLabel = "DIR",
            description =
                    "A model whose scores are recorded beside and decide nothing, the detectors' challenger.dir, or"
                            + " none; default as for --model.")
    private Path challenger;

    @Option(
            names = "--models",
            paramLabel = "FILE",
            description = {
                "Versions of the models (YAML, a list of: model: champion or challenger, version, effectiveFrom, directory, note):"
                        + " published before that time, so that the detectors accept them."
            })
    private Path versions;

    @Option(
            names = "--models-dir",
            paramLabel = "DIR",
            description = "What the directories of --models are below of, the detectors' models.dir.")
    private Path modelsDirectory;

    /**
     * What the detectors are to be started with.
     *
     * @throws ParameterException if a directory is missing, or holds no model
     * @throws OperationFailedException if a model is none that can be served
     */
    public StartingModels starting() {
        return starting(RecordedModels.NONE);
    }

    /**
     * The same, where what was not named is that of a recording.
     *
     * @throws OperationFailedException also if a model of the recording is no longer what it was
     */
    public StartingModels starting(RecordedModels recorded) {
        if (modelsDirectory != null) {
            requireDirectory("--models-dir", modelsDirectory, spec.commandLine());
        }
        return StartingModels.of(
                servable("--model", model, recorded.champion()),
                servable("--challenger", challenger, recorded.challenger()),
                Optional.ofNullable(modelsDirectory).or(recorded::directory));
    }

    private Optional<Path> servable(String option, Path given, Optional<RecordedModels.Model> recorded) {
        if (given != null) {
            return given.equals(NONE) ? Optional.empty() : servable(option, given, spec.commandLine());
        }
        recorded.ifPresent(model -> requireUnchanged(option, model));
        return recorded.map(RecordedModels.Model::directory);
    }

    private static void requireUnchanged(String option, RecordedModels.Model model) {
        String now;
        try {
            now = ModelFiles.sha256(ModelFiles.read(model.directory()));
        } catch (BadModelException e) {
            now = "";
        }
        if (!now.equals(model.sha256())) {
            throw new OperationFailedException("the recording was made with the model in " + model.directory()
                    + ", which " + (now.isEmpty() ? "is not there" : "is another now") + " (its model.json had SHA-256 "
                    + model.sha256() + "): give " + option + " DIR to say where it is, or " + option
                    + " none to go without");
        }
    }

    /** Whether versions are to be published. */
    public boolean hasVersions() {
        return versions != null;
    }

    /**
     * A champion alone.
     *
     * @throws ParameterException if the directory is missing, or holds no model
     * @throws OperationFailedException if the model is none that can be served
     */
    public static StartingModels starting(Path model, CommandLine command) {
        return StartingModels.of(servable("--model", model, command), Optional.empty(), Optional.empty());
    }

    /**
     * The versions to publish.
     *
     * @throws OperationFailedException if the file cannot be used
     */
    public List<PublishedModel> published() {
        if (versions == null) {
            return List.of();
        }
        if (modelsDirectory == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--models " + versions + ": say with --models-dir below what its directories are");
        }
        return ModelVersionFile.read(versions, Optional.of(modelsDirectory));
    }

    private static Optional<Path> servable(String option, Path directory, CommandLine command) {
        if (directory == null) {
            return Optional.empty();
        }
        requireDirectory(option, directory, command);
        requireModel(option + " ", directory, command);
        return Optional.of(ModelDirectory.read(directory).requireServable().directory());
    }

    /**
     * Requires that a directory can be one of a model.
     *
     * @param named what to put before it in a message
     * @throws ParameterException if it holds no {@code model.json}
     */
    public static void requireModel(String named, Path directory, CommandLine command) {
        if (!Files.isRegularFile(directory.resolve(ModelFiles.PORTABLE))) {
            throw new ParameterException(
                    command,
                    named + directory + ": there is no " + ModelFiles.PORTABLE
                            + " in it; `fraud train --out DIR` writes one");
        }
    }

    private static void requireDirectory(String option, Path directory, CommandLine command) {
        if (!Files.isDirectory(directory)) {
            throw new ParameterException(command, option + " " + directory + ": there is no such directory");
        }
    }
}
