package fraud.flink.config;

import fraud.sequences.SequenceRule;
import java.util.Locale;

/** The uid of every operator: the name under which a checkpoint keeps its state. Constant for good. */
public final class OperatorIds {

    public static final String TRANSACTIONS_SOURCE = "transactions-source";
    public static final String LABELS_SOURCE = "labels-source";
    public static final String VERSIONS_SOURCE = "versions-source";
    public static final String ROUTE_TRANSACTIONS = "route-transactions";
    public static final String ROUTE_LABELS = "route-labels";
    public static final String ROUTE_VERSIONS = "route-versions";
    public static final String UPDATE_CARD_PROFILE = "update-card-profile";
    public static final String ACCEPT_VERSIONS = "accept-versions";
    public static final String AWAIT_SIDE_INPUTS = "await-side-inputs";
    public static final String DECIDE = "decide";
    public static final String SEQUENCE_TIME = "sequence-time";
    public static final String EMIT_COMPLETIONS = "emit-completions";

    public static final String DECISION_SINK = "decision-sink";
    public static final String ALERT_SINK = "alert-sink";
    public static final String DEAD_LETTER_SINK = "dead-letter-sink";
    public static final String DUPLICATE_SINK = "duplicate-sink";
    public static final String LATE_SINK = "late-sink";
    public static final String COMPLETION_SINK = "completion-sink";
    public static final String SKEW_VIOLATION_SINK = "skew-violation-sink";

    private OperatorIds() {}

    /** Of a sequence's pattern, such as {@code card-testing}. */
    public static String ofPattern(SequenceRule sequence) {
        return sequence.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Of the filter of a sequence's candidates. */
    public static String ofCandidates(SequenceRule sequence) {
        return ofPattern(sequence) + "-candidates";
    }
}
