package fraud.cli.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.cli.options.Publication;
import fraud.cli.options.Publication.Published;
import fraud.cli.options.VersionsTopic;
import fraud.cli.text.TimeText;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fraud model publish}: a model as a new version of the champion or the challenger. */
@Command(
        name = "publish",
        sortOptions = false,
        description = {
            "Publishes a model as a new version of the champion or the challenger.",
            "",
            "It takes effect for transactions from its time on, in both detectors at the same transaction. What they would reject is not"
                    + " published: the model is checked as they do. Going back is publishing the old directory anew."
        })
public final class ModelPublishCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            description = "One of ${COMPLETION-CANDIDATES}: whose score decides, or whose is only recorded.")
    private ModelRole role;

    @Option(
            names = "--directory",
            paramLabel = "NAME",
            description = "The model's directory, by its name below the detectors' models.dir.")
    private String directory;

    @Option(names = "--models-dir", paramLabel = "DIR", description = "The detectors' models.dir, as seen from here.")
    private Path modelsDirectory;

    @Option(names = "--none", description = "From then on there is no model in this role.")
    private boolean none;

    @Option(
            names = "--effective-from",
            paramLabel = "TIME",
            description = "Event time from which it is in force, such as 2026-03-01T00:00:00Z or +5m. At least the lead"
                    + " from now.")
    private String effectiveFrom;

    @Option(names = "--in", paramLabel = "TIME", description = "The same from now on, such as 5m.")
    private String in;

    @Option(
            names = "--version",
            paramLabel = "N",
            description = "Its version; default: one more than the greatest of the models.")
    private Integer version;

    @Option(names = "--note", paramLabel = "TEXT", description = "What people should know of it.")
    private String note;

    @Mixin
    private VersionsTopic topic;

    @Mixin
    private Publication publication;

    @Override
    public Integer call() {
        Instant from = effectiveFrom();
        Optional<ModelDirectory> model = model();
        // Before a broker is asked whether it is there: what is wrong with the note alone.
        requireReadable(new PublishedModel(1, role, from.toEpochMilli(), note, null, null));
        print(publication.publish(
                topic,
                () -> new PublishedModels(topic.leadMillis(), Optional.ofNullable(modelsDirectory)),
                next -> requireReadable(new PublishedModel(
                        Optional.ofNullable(version).orElse(next),
                        role,
                        from.toEpochMilli(),
                        note,
                        none ? null : directory,
                        model.map(ModelDirectory::sha256).orElse(null)))));
        return 0;
    }

    private Instant effectiveFrom() {
        if ((effectiveFrom == null) == (in == null)) {
            throw wrong("say from when on, with --effective-from or --in, as in --in 5m");
        }
        return in == null
                ? publication.effectiveFrom(effectiveFrom)
                : Instant.now()
                        .plus(TimeText.duration(in)
                                .orElseThrow(() -> wrong("--in " + in + ": must be " + TimeText.DURATIONS)));
    }

    /** The model, checked, or none if none is to be in force. */
    private Optional<ModelDirectory> model() {
        if (none == (directory != null)) {
            throw wrong("say what to publish: --directory with the model's name, or --none");
        }
        if (none) {
            return Optional.empty();
        }
        if (modelsDirectory == null || !Files.isDirectory(modelsDirectory)) {
            throw wrong(
                    modelsDirectory == null
                            ? "--models-dir is missing: say below what " + directory + " is"
                            : "--models-dir " + modelsDirectory + ": there is no such directory");
        }
        requireReadable(new PublishedModel(1, role, Instant.now().toEpochMilli(), null, directory, "0".repeat(64)));
        return Optional.of(
                ModelDirectory.read(modelsDirectory.resolve(directory)).requireServable());
    }

    private PublishedModel requireReadable(PublishedModel model) {
        Optional<String> fault = ModelRecord.fault(model);
        if (fault.isPresent()) {
            throw wrong("--" + fault.get());
        }
        return model;
    }

    private void print(Published<PublishedModel> published) {
        PublishedModel model = published.version();
        publication.print(
                published.metadata(),
                model.role().wireName() + " version " + model.version() + " is published: "
                        + (model.isPresent() ? model.directory() : "none") + ", effective from " + published.from(),
                new ObjectMapper()
                        .createObjectNode()
                        .put("model", model.role().wireName())
                        .put("version", model.version())
                        .put("effectiveFrom", published.from())
                        .put("effectiveFromMillis", model.effectiveFromMillis())
                        .put("directory", model.directory())
                        .put("sha256", model.sha256()));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
