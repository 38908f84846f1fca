package fraud.rules;

import fraud.model.DeadLetter;
import fraud.model.Origin;
import fraud.model.PublishedVersion;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All rule sets that were admitted, as an immutable fold over the records of {@code rules} in offset order (SEMANTICS
 * 13). At most {@link PublishedVersion#MAX_VERSIONS} besides the one that a detector starts with.
 */
public final class RuleSetHistory implements Serializable {

    private static final long serialVersionUID = 1L;

    /** In force from the first instant on; its version may be any. */
    private final RuleSet first;
    /** In offset order, and so in order of versions. */
    private final List<Entry> admitted;

    private record Entry(PublishedRuleSet published, RuleSet rules) implements Serializable {}

    private RuleSetHistory(RuleSet first, List<Entry> admitted) {
        this.first = first;
        this.admitted = admitted;
    }

    /** Before anything was published. */
    public static RuleSetHistory startingWith(RuleSet versionZero) {
        return new RuleSetHistory(versionZero, List.of());
    }

    /** What becomes of a rule set that is not admitted, or empty if it is (SEMANTICS 13.3). */
    public Optional<DeadLetter> refusal(PublishedRuleSet candidate, Origin origin, long leadMillis) {
        return candidate.refusal(published(), origin, leadMillis);
    }

    /**
     * With one more, which was not refused.
     *
     * @param rules what it says
     */
    public RuleSetHistory with(PublishedRuleSet next, RuleSet rules) {
        List<Entry> more = new ArrayList<>(admitted);
        more.add(new Entry(next, rules));
        return new RuleSetHistory(first, List.copyOf(more));
    }

    /** The version at an event time (SEMANTICS 13.4). */
    public RuleSet at(long eventTimeMillis) {
        RuleSet inForce = first;
        long since = Long.MIN_VALUE;
        for (Entry entry : admitted) {
            long effectiveFrom = entry.published().effectiveFromMillis();
            if (effectiveFrom <= eventTimeMillis && effectiveFrom >= since) {
                inForce = entry.rules();
                since = effectiveFrom;
            }
        }
        return inForce;
    }

    /** What was admitted, in the order of versions. */
    public List<PublishedRuleSet> published() {
        return admitted.stream().map(Entry::published).toList();
    }
}
