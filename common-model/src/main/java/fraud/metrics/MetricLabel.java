package fraud.metrics;

import fraud.model.Outcome;
import fraud.model.RejectReason;
import fraud.rules.Reason;
import fraud.sequences.SequenceRule;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The labels that metrics may have, each with a bound on its values: no card, merchant, version or attempt is one. */
public enum MetricLabel {
    OUTCOME(namesOf(Outcome.values())),
    RULE(namesOf(Reason.values())),
    SEQUENCE(namesOf(SequenceRule.values())),
    REASON(namesOf(RejectReason.values())),
    /** What a version is of: the rules, or a model in its role. */
    ROLE(List.of("rules", "champion", "challenger")),
    /** An input topic, by its name. */
    TOPIC(List.of()),
    /** A partition of an input topic, by its number. */
    PARTITION(List.of());

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of constants
    private final List<String> values;

    MetricLabel(List<String> values) {
        this.values = values;
    }

    private static List<String> namesOf(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }

    /** Its name on the wire. */
    public String labelName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All its values in order; none where only the input topics tell. */
    public List<String> labelValues() {
        return values;
    }
}
