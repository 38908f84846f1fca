package fraud.spark.score;

import fraud.score.BadModelException;
import fraud.score.PublishedModel;
import fraud.score.StartingModels;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The models that this JVM's tasks score with: read when first asked for, shared by all tasks, kept for good, at most
 * as many as were accepted. What is sent to tasks is where they are.
 */
final class MllibEnsembles implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final Map<Identity, MllibEnsemble> LOADED = new ConcurrentHashMap<>();

    private final StartingModels models;

    MllibEnsembles(StartingModels models) {
        this.models = models;
    }

    private record Identity(StartingModels models, PublishedModel version) {}

    /**
     * The trees of a version that was accepted.
     *
     * @throws IllegalStateException if its files are there no more, or are not what MLlib can score with
     */
    MllibEnsemble of(PublishedModel version) {
        return LOADED.computeIfAbsent(new Identity(models, version), identity -> {
            try {
                return MllibEnsemble.load(models, version);
            } catch (BadModelException e) {
                throw new IllegalStateException(
                        "version " + version.version() + " of the models was accepted, and now: " + e.getMessage(), e);
            }
        });
    }
}
