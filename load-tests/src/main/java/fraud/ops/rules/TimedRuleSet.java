package fraud.ops.rules;

import fraud.rules.PublishedRuleSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * A rule set and when it is published.
 *
 * @param ruleSet what is published
 * @param publishedAtMillis timestamp of its record, UTC epoch in ms
 */
public record TimedRuleSet(PublishedRuleSet ruleSet, long publishedAtMillis) {

    /**
     * Times at which rule sets are admitted (SEMANTICS 13.3): in the order of their versions, each the lead before it takes effect, or
     * earlier, where a later version takes effect before it.
     *
     * @param leadMillis the detectors' lead
     */
    public static List<TimedRuleSet> of(List<PublishedRuleSet> ruleSets, long leadMillis) {
        List<PublishedRuleSet> latestFirst = new ArrayList<>(ruleSets);
        latestFirst.sort(Comparator.comparingInt(PublishedRuleSet::version).reversed());
        List<TimedRuleSet> timed = new ArrayList<>();
        long publishedAtMillis = Long.MAX_VALUE;
        for (PublishedRuleSet ruleSet : latestFirst) {
            publishedAtMillis = Math.min(publishedAtMillis, ruleSet.effectiveFromMillis() - leadMillis);
            timed.add(new TimedRuleSet(ruleSet, publishedAtMillis));
        }
        Collections.reverse(timed);
        return timed;
    }
}
