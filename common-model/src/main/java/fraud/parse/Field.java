package fraud.parse;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The members of a record that mean something. */
enum Field {
    SIGNAL("signal"),
    CONTROL("control"),
    TRANSACTION_ID("transactionId"),
    CARD_ID("cardId"),
    MERCHANT_ID("merchantId"),
    EVENT_TIME_MILLIS("eventTimeMillis"),
    AMOUNT_MINOR("amountMinor"),
    CURRENCY("currency"),
    MERCHANT_CATEGORY("merchantCategory"),
    CHANNEL("channel"),
    COUNTRY("country"),
    LATITUDE("latitude"),
    LONGITUDE("longitude"),
    DEVICE_ID("deviceId"),
    ISSUER_RANGE("issuerRange"),
    FRAUD("fraud"),
    SCENARIO("scenario");

    static final Map<String, Field> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Field::wireName, Function.identity()));

    private final String wireName;

    Field(String wireName) {
        this.wireName = wireName;
    }

    /** The member's name in JSON. */
    String wireName() {
        return wireName;
    }
}
