package fraud.features;

import fraud.model.Channel;
import fraud.model.Flag;
import fraud.model.Origin;
import fraud.model.Transaction;
import java.util.List;

/** Transactions for tests: one of card {@code c} at merchant {@code m} at time 0, but for what is set. */
public final class TestTransaction {

    private String transactionId = "t";
    private String cardId = "c";
    private String merchantId = "m";
    private long eventTimeMillis;
    private long amountMinor = 1;
    private String currency = "EUR";
    private Channel channel;
    private String merchantCategory;
    private String country;
    private Double latitude;
    private Double longitude;
    private String deviceId;
    private String issuerRange;
    private Features features = TestFeatures.some().build();
    private boolean cardBlocked;

    private TestTransaction() {}

    /** Of no particular amount, channel or place. */
    public static TestTransaction some() {
        return new TestTransaction();
    }

    /** Of an amount in minor units. */
    public static TestTransaction of(long amountMinor) {
        return some().amountMinor(amountMinor);
    }

    /** The same as another. */
    public static TestTransaction like(Transaction other) {
        return of(other.amountMinor())
                .id(other.transactionId())
                .card(other.cardId())
                .merchant(other.merchantId())
                .at(other.eventTimeMillis())
                .currency(other.currency())
                .category(other.merchantCategory())
                .channel(other.channel())
                .country(other.country())
                .place(other.latitude(), other.longitude())
                .device(other.deviceId())
                .issuerRange(other.issuerRange());
    }

    /** Its identifier. */
    public TestTransaction id(String value) {
        this.transactionId = value;
        return this;
    }

    /** Its card. */
    public TestTransaction card(String value) {
        this.cardId = value;
        return this;
    }

    /** Its merchant. */
    public TestTransaction merchant(String value) {
        this.merchantId = value;
        return this;
    }

    /** Its event time, ms. */
    public TestTransaction at(long value) {
        this.eventTimeMillis = value;
        return this;
    }

    /** Its amount, minor units. */
    public TestTransaction amountMinor(long value) {
        this.amountMinor = value;
        return this;
    }

    /** Its currency. */
    public TestTransaction currency(String value) {
        this.currency = value;
        return this;
    }

    /** Its merchant's category, or null if it is not known. */
    public TestTransaction category(String value) {
        this.merchantCategory = value;
        return this;
    }

    /** Its channel, or null if it is not known. */
    public TestTransaction channel(Channel value) {
        this.channel = value;
        return this;
    }

    /** Its country, or null if it is not known. */
    public TestTransaction country(String value) {
        this.country = value;
        return this;
    }

    /** Its place in degrees, or nulls if it is not known. */
    public TestTransaction place(Double latitudeDegrees, Double longitudeDegrees) {
        this.latitude = latitudeDegrees;
        this.longitude = longitudeDegrees;
        return this;
    }

    /** Its device, or null if it is not known. */
    public TestTransaction device(String value) {
        this.deviceId = value;
        return this;
    }

    /** Its card's issuer range, or null if it is not known. */
    public TestTransaction issuerRange(String value) {
        this.issuerRange = value;
        return this;
    }

    /** On the web with a device, or null if the device is not known. */
    public TestTransaction online(String value) {
        return channel(Channel.ECOMMERCE).device(value);
    }

    /** With these features, once it is enriched. */
    public TestTransaction with(TestFeatures value) {
        this.features = value.build();
        return this;
    }

    /** With a card that is blocked. */
    public TestTransaction blocked() {
        this.cardBlocked = true;
        return this;
    }

    /** The transaction. */
    public Transaction build() {
        return new Transaction(
                transactionId,
                cardId,
                merchantId,
                eventTimeMillis,
                amountMinor,
                currency,
                merchantCategory,
                channel,
                country,
                latitude,
                longitude,
                deviceId,
                issuerRange);
    }

    /** The same as published at its event time at an offset of partition 0, with its features and without flags. */
    public EnrichedTransaction enriched(long offset) {
        Origin origin = new Origin("transactions", 0, offset, eventTimeMillis, Origin.UNKNOWN);
        return new EnrichedTransaction(build(), origin, features, List.<Flag>of(), cardBlocked);
    }
}
