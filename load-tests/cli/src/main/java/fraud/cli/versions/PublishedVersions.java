package fraud.cli.versions;

import fraud.model.DeadLetter;
import fraud.model.Origin;
import fraud.model.PublishedVersion;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import fraud.parse.VersionCodec;
import fraud.ruleset.RuleSet;
import fraud.score.StartingModels;
import fraud.versions.ModelCheck;
import fraud.versions.VersionHistory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The versions of one kind that {@code versions} holds, as the detectors read them (SEMANTICS 13, 15.5), also those
 * that were rejected.
 */
public abstract class PublishedVersions<V extends PublishedVersion> {

    private static final String MODEL_KEY = "model-";

    private final boolean ofModels;
    private final long leadMillis;
    private final ModelCheck modelCheck;
    private final VersionCodec codec = new VersionCodec();
    private final List<Entry<V>> entries = new ArrayList<>();
    private VersionHistory history;

    /**
     * One record of the kind.
     *
     * @param key its Kafka key, with the version in digits; empty if there is none
     * @param origin where it is
     * @param published what it says, if it can be read
     * @param rejection why it changed nothing, if so
     */
    public record Entry<V extends PublishedVersion>(
            String key, Origin origin, Optional<V> published, Optional<DeadLetter> rejection) {

        /** Its version, if it is known. */
        public Optional<Integer> version() {
            if (published.isPresent()) {
                return published.map(PublishedVersion::version);
            }
            String digits = key.startsWith(MODEL_KEY) ? key.substring(MODEL_KEY.length()) : key;
            return digits.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
        }
    }

    /** No version yet. */
    protected PublishedVersions(boolean ofModels, long leadMillis, StartingModels models, ModelCheck modelCheck) {
        this.ofModels = ofModels;
        this.leadMillis = leadMillis;
        this.modelCheck = modelCheck;
        this.history = VersionHistory.startingWith(RuleSet.defaults(), models);
    }

    /** What a record of the kind says; nothing if it is of another kind, or none. */
    protected abstract Optional<V> read(ParseResult result);

    /** As a record would say it. */
    protected abstract ParseResult result(Origin origin, V version);

    /** What the detectors know. */
    protected final VersionHistory history() {
        return history;
    }

    /** Takes the next record of the topic, in the order of offsets. */
    public final void take(SourceRecord record) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        ParseResult result = codec.parse(record);
        Optional<V> published = read(result);
        if (published.isPresent()) {
            VersionHistory.Offer offer = history.offer(result, leadMillis, modelCheck);
            history = offer.history();
            entries.add(new Entry<>(key, record.origin(), published, offer.rejection()));
        } else if (result.kind() == ParseResult.Kind.DEAD_LETTER && key.startsWith(MODEL_KEY) == ofModels) {
            entries.add(new Entry<>(key, record.origin(), published, Optional.of(result.deadLetter())));
        }
    }

    /** Why the detectors would reject a version as the next one, if they would. */
    public final Optional<DeadLetter> rejection(V candidate, Origin origin) {
        return history.offer(result(origin, candidate), leadMillis, modelCheck).rejection();
    }

    /** All records of the kind, in the order of offsets. */
    public final List<Entry<V>> entries() {
        return Collections.unmodifiableList(entries);
    }

    /** One more than the greatest version that was published, accepted or not, so that no number means two things. */
    public final int nextVersion() {
        return 1
                + entries.stream()
                        .flatMap(entry -> entry.version().stream())
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(0);
    }
}
