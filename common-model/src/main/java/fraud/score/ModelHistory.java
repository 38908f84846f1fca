package fraud.score;

import fraud.model.DeadLetter;
import fraud.model.Origin;
import fraud.model.RejectReason;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All versions of the models that were admitted, as an immutable fold over the records of {@code rules} in offset order
 * (SEMANTICS 15.5). At most {@link fraud.model.PublishedVersion#MAX_VERSIONS} besides those that a detector starts
 * with.
 */
public final class ModelHistory implements Serializable {

    private static final long serialVersionUID = 1L;

    private final StartingModels first;
    /** In offset order, and so in order of versions. */
    private final List<PublishedModel> admitted;

    private ModelHistory(StartingModels first, List<PublishedModel> admitted) {
        this.first = first;
        this.admitted = admitted;
    }

    /** Before anything was published. */
    public static ModelHistory startingWith(StartingModels versionZero) {
        return new ModelHistory(versionZero, List.of());
    }

    /** What becomes of a version that is not admitted, or empty if it is (SEMANTICS 15.5). Reads the model's files. */
    public Optional<DeadLetter> refusal(PublishedModel candidate, Origin origin, long leadMillis) {
        return refusal(candidate, origin, leadMillis, () -> detailOfFiles(candidate));
    }

    /**
     * The same, where what its files are worth may be known already.
     *
     * @param detailOfFiles what {@link #detailOfFiles} has said when the files were looked at; asked only if all else
     *     is right
     */
    public Optional<DeadLetter> refusal(
            PublishedModel candidate, Origin origin, long leadMillis, Supplier<Optional<String>> detailOfFiles) {
        Optional<DeadLetter> asVersion = candidate.refusal(admitted, origin, leadMillis);
        if (asVersion.isPresent() || !candidate.isPresent()) {
            return asVersion;
        }
        return detailOfFiles.get().map(detail -> new DeadLetter(RejectReason.BAD_MODEL, detail, null, origin));
    }

    /** What the dead letter of a version says of its files, or empty if they are the model's. Reads them. */
    public Optional<String> detailOfFiles(PublishedModel candidate) {
        try {
            PortableForest.load(first, candidate);
            return Optional.empty();
        } catch (BadModelException e) {
            return Optional.of(e.detail());
        }
    }

    /** With one more, which was not refused. */
    public ModelHistory with(PublishedModel next) {
        List<PublishedModel> more = new ArrayList<>(admitted);
        more.add(next);
        return new ModelHistory(first, List.copyOf(more));
    }

    /** The version of a role at an event time, if that is a model (SEMANTICS 15.5). */
    public Optional<PublishedModel> at(ModelRole role, long eventTimeMillis) {
        PublishedModel inForce = null;
        for (PublishedModel model : admitted) {
            boolean isLater = inForce == null || model.effectiveFromMillis() >= inForce.effectiveFromMillis();
            if (model.role() == role && model.effectiveFromMillis() <= eventTimeMillis && isLater) {
                inForce = model;
            }
        }
        return inForce == null ? first.model(role) : Optional.of(inForce).filter(PublishedModel::isPresent);
    }

    /** What was admitted, in the order of versions. */
    public List<PublishedModel> published() {
        return admitted;
    }
}
