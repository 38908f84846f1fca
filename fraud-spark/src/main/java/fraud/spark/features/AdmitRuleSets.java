package fraud.spark.features;

import fraud.model.DeadLetter;
import fraud.parse.ParseResult;
import fraud.recovery.RecordAttempts;
import fraud.rules.PublishedRuleSet;
import fraud.rules.RuleSet;
import fraud.rules.RuleSetHistory;
import fraud.sink.OutputCodec;
import fraud.sink.OutputRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes rule sets in offset order and turns those that are not admitted into dead letters (SEMANTICS 13.3). Those that
 * are come into force without it: {@link fraud.spark.source.RulesAndModels} reads the same records and finds the same.
 */
final class AdmitRuleSets {

    /** Admission asks for no content. */
    private static final RuleSet ANY = RuleSet.defaults();

    private final long leadMillis;
    private final RecordAttempts.Step admit;

    AdmitRuleSets(long leadMillis, RecordAttempts attempts) {
        this.leadMillis = leadMillis;
        this.admit = attempts.step("admit rule sets");
    }

    /** What the rule sets of one batch lead to. */
    record Answer(List<PublishedRuleSet> admitted, List<OutputRecord> deadLetters) {}

    Answer answer(List<PublishedRuleSet> admitted, List<ParseResult> candidates) {
        RuleSetHistory history = RuleSetHistory.startingWith(ANY);
        for (PublishedRuleSet published : admitted) {
            history = history.with(published, ANY);
        }
        List<OutputRecord> deadLetters = new ArrayList<>();
        for (ParseResult candidate : candidates) {
            RuleSetHistory before = history;
            history = admit.get(candidate.origin(), () -> admit(candidate, before, deadLetters));
        }
        return new Answer(history.published(), deadLetters);
    }

    private RuleSetHistory admit(ParseResult candidate, RuleSetHistory history, List<OutputRecord> deadLetters) {
        PublishedRuleSet ruleSet = candidate.ruleSet();
        Optional<DeadLetter> refusal = history.refusal(ruleSet, candidate.origin(), leadMillis);
        if (refusal.isPresent()) {
            deadLetters.add(OutputCodec.encode(refusal.get()));
            return history;
        }
        return history.with(withoutContent(ruleSet), ANY);
    }

    private static PublishedRuleSet withoutContent(PublishedRuleSet ruleSet) {
        return new PublishedRuleSet(ruleSet.version(), ruleSet.effectiveFromMillis(), null, "");
    }
}
