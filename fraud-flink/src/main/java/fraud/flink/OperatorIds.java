package fraud.flink;

/** The uid of every operator: the name under which a checkpoint keeps its state. Constant for good. */
public final class OperatorIds {

    public static final String TRANSACTIONS_SOURCE = "transactions-source";
    public static final String LABELS_SOURCE = "labels-source";
    public static final String RULES_SOURCE = "rules-source";
    public static final String ROUTE_TRANSACTIONS = "route-transactions";
    public static final String ROUTE_LABELS = "route-labels";
    public static final String ROUTE_RULES = "route-rules";
    public static final String UPDATE_CARD_PROFILE = "update-card-profile";
    public static final String TRANSACTIONS_OF_MERCHANTS = "transactions-of-merchants";
    public static final String LABELS_OF_MERCHANTS = "labels-of-merchants";
    public static final String ADMIT_RULE_SETS = "admit-rule-sets";
    public static final String ADMIT_MODELS = "admit-models";
    public static final String AWAIT_SIDE_INPUTS = "await-side-inputs";
    public static final String DECIDE = "decide";
    public static final String SEQUENCE_TIME = "sequence-time";
    /** Of a sequence's pattern; the filter of its candidates has this with {@code -candidates} behind. */
    public static final String CARD_TESTING = "card-testing";

    public static final String ACCOUNT_TAKEOVER = "account-takeover";
    public static final String ESCALATION = "escalation";
    public static final String UNCONFIRMED_DEVICE = "unconfirmed-device";
    public static final String MULE_CASH_OUT = "mule-cash-out";
    public static final String ECHO_END_MARKS = "echo-end-marks";

    public static final String DECISION_SINK = "decision-sink";
    public static final String ALERT_SINK = "alert-sink";
    public static final String DEAD_LETTER_SINK = "dead-letter-sink";
    public static final String DUPLICATE_SINK = "duplicate-sink";
    public static final String LATE_SINK = "late-sink";
    public static final String ECHO_SINK = "echo-sink";
    public static final String SKEW_VIOLATION_SINK = "skew-violation-sink";

    private OperatorIds() {}
}
