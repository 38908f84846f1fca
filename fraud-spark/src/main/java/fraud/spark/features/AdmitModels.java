package fraud.spark.features;

import fraud.model.DeadLetter;
import fraud.parse.ParseResult;
import fraud.recovery.RecordAttempts;
import fraud.score.ModelHistory;
import fraud.score.PublishedModel;
import fraud.sink.OutputCodec;
import fraud.sink.OutputRecord;
import fraud.spark.source.RulesAndModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes versions of the models in offset order and turns those that are not admitted into dead letters, each after a
 * look at its files (SEMANTICS 15.5). Those that are come into force without it: {@link RulesAndModels} reads the same
 * records and finds the same.
 */
final class AdmitModels {

    private final RulesAndModels versions;
    private final RecordAttempts.Step admit;

    /**
     * The admission of models.
     *
     * @param versions which knows what their files are worth
     */
    AdmitModels(RulesAndModels versions, RecordAttempts attempts) {
        this.versions = versions;
        this.admit = attempts.step("admit models");
    }

    /**
     * What the models of one batch lead to.
     *
     * @param admitted all that were admitted so far
     */
    record Answer(List<PublishedModel> admitted, List<OutputRecord> deadLetters) {}

    /** Admits those that may be. */
    Answer answer(List<PublishedModel> admitted, List<ParseResult> candidates) {
        ModelHistory history = ModelHistory.startingWith(versions.firstModels());
        for (PublishedModel published : admitted) {
            history = history.with(published);
        }
        List<OutputRecord> deadLetters = new ArrayList<>();
        for (ParseResult candidate : candidates) {
            ModelHistory before = history;
            history = admit.get(candidate.origin(), () -> admit(candidate, before, deadLetters));
        }
        return new Answer(history.published(), deadLetters);
    }

    private ModelHistory admit(ParseResult candidate, ModelHistory history, List<OutputRecord> deadLetters) {
        PublishedModel model = candidate.model();
        Optional<DeadLetter> refusal = versions.refusal(model, candidate.origin(), history);
        if (refusal.isPresent()) {
            deadLetters.add(OutputCodec.encode(refusal.get()));
            return history;
        }
        return history.with(model);
    }
}
