package fraud.spark.versions;

import fraud.metrics.DetectorCounts;
import fraud.parse.ParseResult;
import fraud.recovery.RecordAttempts;
import fraud.ruleset.PublishedRuleSet;
import fraud.score.PublishedModel;
import fraud.sink.OutputCodec;
import fraud.sink.OutputRecord;
import fraud.spark.state.RecordState;
import fraud.versions.VersionHistory;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes versions of the rules and of the models in offset order, and turns those that are not accepted into dead
 * letters, a model after a look at its files (SEMANTICS 13.3, 15.5). Those that are come into force without it:
 * {@link VersionReader} reads the same records and finds the same.
 *
 * <p>State, of the one key of all versions: those that were accepted.
 */
public final class AcceptVersions {

    private final RecordState<AcceptedVersions> acceptedState;
    private final VersionReader versions;
    private final RecordAttempts.Step accept;
    private final DetectorCounts counts;

    /**
     * The acceptance of versions.
     *
     * @param versions which knows what the files of models are worth
     */
    public AcceptVersions(
            RecordState<AcceptedVersions> acceptedState,
            VersionReader versions,
            RecordAttempts attempts,
            DetectorCounts counts) {
        this.acceptedState = acceptedState;
        this.versions = versions;
        this.accept = attempts.step("accept versions");
        this.counts = counts;
    }

    /**
     * Takes those of one batch.
     *
     * @param outputs gets the dead letters
     */
    public void accept(List<ParseResult> records, Consumer<OutputRecord> outputs) {
        VersionHistory history = versions.beforeAny();
        AcceptedVersions before = acceptedState.get();
        for (PublishedRuleSet ruleSet : before.ruleSets()) {
            history = history.with(ruleSet);
        }
        for (PublishedModel model : before.models()) {
            history = history.with(model);
        }
        for (ParseResult record : records) {
            VersionHistory soFar = history;
            history = accept.get(record.origin(), () -> {
                VersionHistory.Offer offer = versions.offer(record, soFar);
                offer.rejection().ifPresent(rejection -> {
                    outputs.accept(OutputCodec.encode(rejection));
                    counts.deadLetter(rejection.reason());
                });
                return offer.history();
            });
        }
        acceptedState.set(AcceptedVersions.of(history));
    }
}
