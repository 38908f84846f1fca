package fraud.model;

/** Why a record of {@code transactions} is a dead letter; the checks run in this order (SEMANTICS 3.1). */
public enum RejectReason {
    NO_VALUE,
    TOO_LARGE,
    INVALID_UTF8,
    MALFORMED_JSON,
    BAD_MARK,
    BAD_CONTROL,
    MISSING_FIELD,
    WRONG_TYPE,
    OUT_OF_RANGE,
    CARD_NUMBER,
    WRONG_KEY,
    WRONG_PARTITION,
    FUTURE_EVENT_TIME
}
