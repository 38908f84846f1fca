package fraud.ops.rules;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.model.Origin;
import fraud.parse.RuleSetCodec;
import fraud.rules.PublishedRuleSet;
import fraud.rules.RuleSet;
import fraud.rules.RuleSetHistory;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimedRuleSetTest {

    private static final long LEAD = 120_000;

    @Test
    void eachIsPublishedTheLeadBeforeItTakesEffect() {
        assertThat(TimedRuleSet.of(List.of(ruleSet(1, 1_000_000), ruleSet(2, 2_000_000)), LEAD))
                .containsExactly(
                        new TimedRuleSet(ruleSet(1, 1_000_000), 880_000),
                        new TimedRuleSet(ruleSet(2, 2_000_000), 1_880_000));
    }

    @Test
    void aVersionBeforeOneThatTakesEffectSoonerIsPublishedSooner() {
        assertThat(TimedRuleSet.of(List.of(ruleSet(3, 5_000_000), ruleSet(2, 1_000_000), ruleSet(1, 2_000_000)), LEAD))
                .containsExactly(
                        new TimedRuleSet(ruleSet(1, 2_000_000), 880_000),
                        new TimedRuleSet(ruleSet(2, 1_000_000), 880_000),
                        new TimedRuleSet(ruleSet(3, 5_000_000), 4_880_000));
    }

    @Test
    void allAreAdmitted() {
        RuleSetHistory history = RuleSetHistory.startingWith(RuleSet.defaults());
        for (TimedRuleSet timed :
                TimedRuleSet.of(List.of(ruleSet(9, 4_000_000), ruleSet(4, 5_000_000), ruleSet(7, 3_000_000)), LEAD)) {
            Origin origin = new Origin("rules", 0, 0, timed.publishedAtMillis(), Origin.UNKNOWN);
            assertThat(history.refusal(timed.ruleSet(), origin, LEAD)).isEmpty();
            history = history.with(timed.ruleSet(), RuleSetCodec.rules(timed.ruleSet()));
        }
        assertThat(history.published()).hasSize(3);
    }

    private static PublishedRuleSet ruleSet(int version, long effectiveFromMillis) {
        return new PublishedRuleSet(version, effectiveFromMillis, null, RuleSetCodec.rulesJson(RuleSet.defaults()));
    }
}
