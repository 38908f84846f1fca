package fraud.cli.models;

import fraud.cli.versions.PublishedVersions;
import fraud.model.Origin;
import fraud.parse.ParseResult;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import fraud.score.StartingModels;
import fraud.versions.ModelCheck;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The versions of the models that {@code versions} holds. Whether a model's files are what its record says is only seen
 * where they are.
 */
public final class PublishedModels extends PublishedVersions<PublishedModel> {

    /**
     * No version yet.
     *
     * @param modelsDirectory the detectors' {@code models.dir}, if it can be seen from here
     */
    public PublishedModels(long leadMillis, Optional<Path> modelsDirectory) {
        this(leadMillis, modelsDirectory, StartingModels.of(Optional.empty(), Optional.empty(), modelsDirectory));
    }

    private PublishedModels(long leadMillis, Optional<Path> modelsDirectory, StartingModels models) {
        super(
                true,
                leadMillis,
                models,
                modelsDirectory.isPresent() ? ModelCheck.ofFiles(models) : (model, origin) -> Optional.empty());
    }

    @Override
    protected Optional<PublishedModel> read(ParseResult result) {
        return result.kind() == ParseResult.Kind.MODEL ? Optional.of(result.model()) : Optional.empty();
    }

    @Override
    protected ParseResult result(Origin origin, PublishedModel model) {
        return ParseResult.of(origin, model);
    }

    /**
     * The version of a role at an event time, which may say that there is none; empty for what detectors were started
     * with.
     */
    Optional<PublishedModel> at(ModelRole role, long eventTimeMillis) {
        return history().publishedModelAt(role, eventTimeMillis);
    }

    /** What was accepted under a version. */
    public Optional<PublishedModel> accepted(int version) {
        return history().models().stream()
                .filter(model -> model.version() == version)
                .findFirst();
    }
}
