package fraud.versions;

import fraud.model.Origin;
import fraud.score.BadModelException;
import fraud.score.PublishedModel;
import fraud.score.StartingModels;
import fraud.score.TreeEnsemble;
import java.util.Optional;

/** Says what is wrong with the files of a model that is offered. */
@FunctionalInterface
public interface ModelCheck {

    /**
     * The {@code detail} of the dead letter (SEMANTICS 15.5), or empty if the files are the model's.
     *
     * @param candidate which names a directory
     * @param origin where it was published
     */
    Optional<String> fault(PublishedModel candidate, Origin origin);

    /** Looks at the files, each time it is asked. */
    static ModelCheck ofFiles(StartingModels models) {
        return (candidate, origin) -> {
            try {
                TreeEnsemble.load(models, candidate);
                return Optional.empty();
            } catch (BadModelException e) {
                return Optional.of(e.detail());
            }
        };
    }
}
