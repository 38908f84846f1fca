package fraud.cli.recording;

import fraud.score.ModelRole;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The models of a recording's detectors.
 *
 * @param champion that they were started with
 * @param challenger that they were started with
 * @param directory where they looked for published models
 */
public record RecordedModels(Optional<Model> champion, Optional<Model> challenger, Optional<Path> directory) {

    /** No model, and none to come. */
    public static final RecordedModels NONE = new RecordedModels(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * A model that detectors were started with.
     *
     * @param directory where it was
     * @param sha256 of its {@code model.json}
     */
    public record Model(Path directory, String sha256) {}

    /** The one of a role that they were started with. */
    public Optional<Model> of(ModelRole role) {
        return role == ModelRole.CHAMPION ? champion : challenger;
    }
}
