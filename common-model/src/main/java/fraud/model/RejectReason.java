package fraud.model;

/** Why a record is a dead letter (SEMANTICS 3.1, 13.2, 13.3, 15.5). */
public enum RejectReason {
    NO_VALUE,
    TOO_LARGE,
    INVALID_UTF8,
    MALFORMED_JSON,
    BAD_SIGNAL,
    BAD_CONTROL,
    MISSING_FIELD,
    WRONG_TYPE,
    OUT_OF_RANGE,
    CARD_NUMBER,
    WRONG_KEY,
    WRONG_PARTITION,
    FUTURE_EVENT_TIME,
    UNKNOWN_FIELD,
    VERSION_NOT_NEW,
    TOO_SOON,
    TOO_MANY_VERSIONS,
    BAD_MODEL
}
