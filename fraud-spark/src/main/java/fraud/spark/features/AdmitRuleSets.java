package fraud.spark.features;

import fraud.model.DeadLetter;
import fraud.parse.ParseResult;
import fraud.rules.PublishedRuleSet;
import fraud.rules.RuleSet;
import fraud.rules.RuleSetHistory;
import fraud.sink.OutputCodec;
import fraud.sink.OutputRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes rule sets in offset order and turns those that are not admitted into dead letters (SEMANTICS 13.3). Those that are come into force
 * without it: {@link fraud.spark.source.RulesAndModels} reads the same records and finds the same.
 */
final class AdmitRuleSets {

    /** Admission asks for no content. */
    private static final RuleSet ANY = RuleSet.defaults();

    private final long leadMillis;

    AdmitRuleSets(long leadMillis) {
        this.leadMillis = leadMillis;
    }

    /** What the rule sets of one batch lead to. */
    record Answer(List<PublishedRuleSet> admitted, List<OutputRecord> deadLetters) {}

    Answer answer(List<PublishedRuleSet> before, List<ParseResult> candidates) {
        RuleSetHistory history = RuleSetHistory.startingWith(ANY);
        for (PublishedRuleSet published : before) {
            history = history.with(published, ANY);
        }
        List<OutputRecord> deadLetters = new ArrayList<>();
        for (ParseResult candidate : candidates) {
            PublishedRuleSet ruleSet = candidate.ruleSet();
            Optional<DeadLetter> refusal = history.refusal(ruleSet, candidate.origin(), leadMillis);
            if (refusal.isPresent()) {
                deadLetters.add(OutputCodec.encode(refusal.get()));
            } else {
                history = history.with(withoutContent(ruleSet), ANY);
            }
        }
        return new Answer(history.published(), deadLetters);
    }

    private static PublishedRuleSet withoutContent(PublishedRuleSet ruleSet) {
        return new PublishedRuleSet(ruleSet.version(), ruleSet.effectiveFromMillis(), null, "");
    }
}
