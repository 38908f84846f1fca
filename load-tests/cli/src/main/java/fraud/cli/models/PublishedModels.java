package fraud.cli.models;

import fraud.model.DeadLetter;
import fraud.model.Origin;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import fraud.parse.VersionCodec;
import fraud.ruleset.RuleSet;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import fraud.score.StartingModels;
import fraud.versions.ModelCheck;
import fraud.versions.VersionHistory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The versions of the models that {@code versions} holds, as the detectors read them (SEMANTICS 15.5), those that were
 * rejected included. Whether a model's files are what its record says is only seen where they are.
 */
public final class PublishedModels {

    private static final String MODEL_KEY = "model-";

    private final long leadMillis;
    private final VersionCodec codec = new VersionCodec();
    private final List<Entry> entries = new ArrayList<>();
    private final ModelCheck modelCheck;
    private VersionHistory history;

    /**
     * One record about a model.
     *
     * @param key its Kafka key, {@code model-} and the version in digits
     * @param origin where it is
     * @param model what it says, if it can be read
     * @param rejection why it changed nothing, if so
     */
    record Entry(String key, Origin origin, Optional<PublishedModel> model, Optional<DeadLetter> rejection) {

        /** Its version, if it is known. */
        Optional<Integer> version() {
            if (model.isPresent()) {
                return model.map(PublishedModel::version);
            }
            String digits = key.substring(MODEL_KEY.length());
            return digits.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
        }
    }

    /**
     * No version yet.
     *
     * @param modelsDirectory the detectors' {@code models.dir}, if it can be seen from here
     */
    public PublishedModels(long leadMillis, Optional<Path> modelsDirectory) {
        this.leadMillis = leadMillis;
        StartingModels models = StartingModels.of(Optional.empty(), Optional.empty(), modelsDirectory);
        this.modelCheck =
                modelsDirectory.isPresent() ? ModelCheck.ofFiles(models) : (model, origin) -> Optional.empty();
        this.history = VersionHistory.startingWith(RuleSet.defaults(), models);
    }

    /** Takes the next record of the topic, in the order of offsets. */
    public void take(SourceRecord record) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        ParseResult result = codec.parse(record);
        switch (result.kind()) {
            case MODEL -> {
                VersionHistory.Offer offer = history.offer(result, leadMillis, modelCheck);
                history = offer.history();
                entries.add(new Entry(key, record.origin(), Optional.of(result.model()), offer.rejection()));
            }
            case DEAD_LETTER -> {
                // Others are the rules' own.
                if (key.startsWith(MODEL_KEY)) {
                    entries.add(new Entry(key, record.origin(), Optional.empty(), Optional.of(result.deadLetter())));
                }
            }
            case RULE_SET, SIGNAL -> {}
            case TRANSACTION, CONTROL, LABEL -> throw new IllegalStateException("not of rules: " + result.kind());
        }
    }

    /** Why the detectors would reject a version as the next one, if they would. */
    Optional<DeadLetter> rejection(PublishedModel candidate, Origin origin) {
        return history.offer(ParseResult.of(origin, candidate), leadMillis, modelCheck)
                .rejection();
    }

    /** All records about models, in the order of offsets. */
    List<Entry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /**
     * The version of a role at an event time, which may say that there is none; empty for what detectors were started
     * with.
     */
    Optional<PublishedModel> at(ModelRole role, long eventTimeMillis) {
        return history.publishedModelAt(role, eventTimeMillis);
    }

    /** What was accepted under a version. */
    public Optional<PublishedModel> accepted(int version) {
        return history.models().stream()
                .filter(model -> model.version() == version)
                .findFirst();
    }

    /** One more than the greatest version that was published, accepted or not, so that no number means two things. */
    int nextVersion() {
        return 1
                + entries.stream()
                        .flatMap(entry -> entry.version().stream())
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(0);
    }
}
