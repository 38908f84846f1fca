package fraud.spark.config;

/**
 * The names that a restart must find again: change one, and the query starts from nothing. What else is pinned in a
 * checkpoint: the order and number of sources and of stages, the number of shuffle partitions, the state's provider and
 * encoding.
 */
public final class QueryNames {

    /** The one query, as the metrics and Spark's UI call it. */
    public static final String DETECT_FRAUD = "detect-fraud";

    /** State of a card: its {@code CardProfile}. */
    public static final String CARD_PROFILE = "card-profile";

    /** State of a card: its transactions that wait for labels, rule sets or models. */
    public static final String WAITING = "waiting";

    /** State of a merchant: its {@code MerchantHistory}. */
    public static final String MERCHANT_HISTORY = "merchant-history";

    /** State of a merchant: its {@code MerchantUses}. */
    public static final String MERCHANT_USES = "merchant-uses";

    /** State of a card, or in the other stage of a merchant or an issuer range: its {@code SequencesState}. */
    public static final String SEQUENCES = "sequences";

    /** State of a partition: its {@code EndOfInput}. */
    public static final String END_OF_INPUT = "end-of-input";

    /** State of all rule sets and models: the versions that were accepted. */
    public static final String ACCEPTED_VERSIONS = "accepted-versions";

    /** State of any key: when its timer is set for. */
    public static final String TIMER = "timer";

    private QueryNames() {}
}
