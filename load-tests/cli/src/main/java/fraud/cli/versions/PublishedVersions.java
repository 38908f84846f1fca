package fraud.cli.versions;

import fraud.model.DeadLetter;
import fraud.model.Origin;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import fraud.parse.VersionCodec;
import fraud.ruleset.PublishedRuleSet;
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
 * What {@code versions} holds, as the detectors read it (SEMANTICS 13): every version, those that were rejected
 * included.
 */
public final class PublishedVersions {

    private static final String MODEL_KEY = "model-";

    private final long leadMillis;
    private final VersionCodec codec = new VersionCodec();
    private final List<Entry> entries = new ArrayList<>();
    private VersionHistory history = VersionHistory.startingWith(RuleSet.defaults(), StartingModels.NONE);

    /**
     * One record that is no signal.
     *
     * @param key its Kafka key, the version in digits; empty if there is none
     * @param origin where it is
     * @param ruleSet what it says, if it can be read
     * @param rejection why it changed nothing, if so
     */
    public record Entry(String key, Origin origin, Optional<PublishedRuleSet> ruleSet, Optional<DeadLetter> rejection) {

        /** Its version, if it is known. */
        public Optional<Integer> version() {
            if (ruleSet.isPresent()) {
                return ruleSet.map(PublishedRuleSet::version);
            }
            return key.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(key)) : Optional.empty();
        }
    }

    public PublishedVersions(long leadMillis) {
        this.leadMillis = leadMillis;
    }

    /** Takes the next record, in the order of offsets. */
    public void take(SourceRecord record) {
        ParseResult result = codec.parse(record);
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        if (key.startsWith(MODEL_KEY)) {
            // A version of the models, on the same topic.
            return;
        }
        switch (result.kind()) {
            case RULE_SET -> {
                VersionHistory.Offer offer = offer(result);
                history = offer.history();
                entries.add(new Entry(key, record.origin(), Optional.of(result.ruleSet()), offer.rejection()));
            }
            case DEAD_LETTER ->
                entries.add(new Entry(key, record.origin(), Optional.empty(), Optional.of(result.deadLetter())));
            case SIGNAL, MODEL -> {}
            case TRANSACTION, CONTROL, LABEL -> throw new IllegalStateException("not of rules: " + result.kind());
        }
    }

    private VersionHistory.Offer offer(ParseResult ruleSet) {
        return history.offer(ruleSet, leadMillis, ModelCheck.ofFiles(StartingModels.NONE));
    }

    /** Why the detectors would reject a rule set as the next one, if they would. */
    public Optional<DeadLetter> rejection(PublishedRuleSet candidate, Origin origin) {
        return offer(ParseResult.of(origin, candidate)).rejection();
    }

    /** All records, in the order of offsets. */
    public List<Entry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /**
     * The version at an event time; version 0 is the defaults, since it is not known here what a detector was started
     * with.
     */
    public RuleSet at(long eventTimeMillis) {
        return history.rulesAt(eventTimeMillis);
    }

    /** What was accepted under a version. */
    public Optional<PublishedRuleSet> accepted(int version) {
        return history.ruleSets().stream()
                .filter(ruleSet -> ruleSet.version() == version)
                .findFirst();
    }

    /** One more than the greatest version that was published, accepted or not, so that no number means two things. */
    public int nextVersion() {
        return 1
                + entries.stream()
                        .flatMap(entry -> entry.ruleSet().stream())
                        .mapToInt(PublishedRuleSet::version)
                        .max()
                        .orElse(0);
    }
}
