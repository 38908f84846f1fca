package fraud.cli.models.monitor;

import fraud.cli.models.PublishedModels;
import fraud.cli.models.decisions.DecisionSource;
import fraud.cli.recording.RecordedModels;
import fraud.score.PublishedModel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which versions, as decisions name them, are one model. The topic {@code versions} says it of those that were
 * published, and a recording of version 0, what detectors were started with. A cluster's topics do not: there it is
 * taken for the model if no published version is.
 */
final class VersionsOfModel {

    /** What detectors were started with. */
    static final String ZERO = "0";

    private final String sha256;
    private final PublishedModels published;
    private final Map<String, Boolean> known = new HashMap<>();
    private final Optional<String> note;

    /**
     * Those of a model.
     *
     * @param sha256 its identity
     * @param recorded what a recording's detectors were started with; nothing of a cluster's
     */
    VersionsOfModel(String sha256, DecisionSource source, Optional<RecordedModels> recorded) {
        this.sha256 = sha256;
        // Whose files may be gone: what the detectors have scored with was accepted.
        this.published = new PublishedModels(source.leadMillis(), Optional.empty());
        source.rules(published::take);
        boolean isPublished = published.entries().stream()
                .filter(entry -> entry.rejection().isEmpty())
                .flatMap(entry -> entry.published().stream())
                .anyMatch(this::isThis);
        boolean isZero = recorded.map(models -> models.champion()
                        .filter(champion -> champion.sha256().equals(sha256))
                        .isPresent())
                .orElse(!isPublished);
        known.put(ZERO, isZero);
        this.note = recorded.isPresent() || !isZero
                ? Optional.empty()
                : Optional.of("version 0 is taken for this model: no published version is, and the topics do not say"
                        + " what the detectors were started with");
    }

    private boolean isThis(PublishedModel model) {
        return sha256.equals(model.sha256());
    }

    /** The identity of the model. */
    String sha256() {
        return sha256;
    }

    /** Whether a version is the model. */
    boolean isOne(String version) {
        return known.computeIfAbsent(version, this::isPublishedAs);
    }

    private boolean isPublishedAs(String version) {
        return version.matches("[1-9][0-9]{0,8}")
                && published
                        .accepted(Integer.parseInt(version))
                        .filter(this::isThis)
                        .isPresent();
    }

    /** How it is known that version 0 is the model, where it is not certain. */
    Optional<String> versionZeroNote() {
        return note;
    }
}
