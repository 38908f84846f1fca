package fraud.features;

/** Features for tests: those of a card's first transaction, but for what is set. */
public final class TestFeatures {

    private long amountMinor;
    private boolean weekend;
    private boolean night;
    private int count1Hour;
    private int count1Day;
    private int count7Days;
    private int count30Days;
    private long sumMinor10Minutes;
    private long sumMinor1Day;
    private long sumMinor7Days;
    private long sumMinor30Days;
    private int habitCount;
    private long habitMeanMinor;
    private long habitDeviationMinor;
    private int largeCount14Days;
    private int veryLargeCount14Days;
    private Long travelDistanceMetres;
    private Long travelElapsedMillis;
    private Boolean countryChanged;
    private Long countryElapsedMillis;
    private Boolean newDevice;
    private Boolean newMerchant;
    private Long idleMillis;
    private MerchantFeatures merchant = MerchantFeatures.NONE;
    private MerchantActivity activity = MerchantActivity.NONE;

    private TestFeatures() {}

    /** Nothing is known yet. */
    public static TestFeatures some() {
        return new TestFeatures();
    }

    /** All that there is: no component is missing, and no two numbers are the same. */
    public static TestFeatures all() {
        return some().amountMinor(99)
                .weekend(true)
                .count1Hour(1)
                .count1Day(2)
                .count7Days(3)
                .count30Days(4)
                .sumMinor10Minutes(5)
                .sumMinor1Day(6)
                .sumMinor7Days(7)
                .sumMinor30Days(8)
                .habit(9, 10, 11)
                .large(16, 17)
                .travel(12L, 13L)
                .country(false, 14L)
                .newDevice(true)
                .newMerchant(false)
                .idleMillis(15L)
                .merchant(new MerchantFeatures(18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30L, 31L, 32L, 33))
                .activity(new MerchantActivity(34, 35, 36, 37));
    }

    /** The amount, minor units. */
    public TestFeatures amountMinor(long value) {
        this.amountMinor = value;
        return this;
    }

    /** Whether it is on a weekend. */
    public TestFeatures weekend(boolean value) {
        this.weekend = value;
        return this;
    }

    /** Whether it is at night. */
    public TestFeatures night(boolean value) {
        this.night = value;
        return this;
    }

    /** Transactions of the hour. */
    public TestFeatures count1Hour(int value) {
        this.count1Hour = value;
        return this;
    }

    /** Transactions of the day. */
    public TestFeatures count1Day(int value) {
        this.count1Day = value;
        return this;
    }

    /** Transactions of 7 days. */
    public TestFeatures count7Days(int value) {
        this.count7Days = value;
        return this;
    }

    /** Transactions of 30 days. */
    public TestFeatures count30Days(int value) {
        this.count30Days = value;
        return this;
    }

    /** Amounts of 10 minutes, minor units. */
    public TestFeatures sumMinor10Minutes(long value) {
        this.sumMinor10Minutes = value;
        return this;
    }

    /** Amounts of the day, minor units. */
    public TestFeatures sumMinor1Day(long value) {
        this.sumMinor1Day = value;
        return this;
    }

    /** Amounts of 7 days, minor units. */
    public TestFeatures sumMinor7Days(long value) {
        this.sumMinor7Days = value;
        return this;
    }

    /** Amounts of 30 days, minor units. */
    public TestFeatures sumMinor30Days(long value) {
        this.sumMinor30Days = value;
        return this;
    }

    /** Whether the device is new, or null. */
    public TestFeatures newDevice(Boolean value) {
        this.newDevice = value;
        return this;
    }

    /** Since the latest transaction, ms, or null. */
    public TestFeatures idleMillis(Long value) {
        this.idleMillis = value;
        return this;
    }

    /** Whether the merchant is new to the card, or null if it has been nowhere. */
    public TestFeatures newMerchant(Boolean value) {
        this.newMerchant = value;
        return this;
    }

    /** How often the merchant was used. */
    public TestFeatures activity(MerchantActivity value) {
        this.activity = value;
        return this;
    }

    /** The merchant's features. */
    public TestFeatures merchant(MerchantFeatures value) {
        this.merchant = value;
        return this;
    }

    /** Earlier transactions of 30 days: how many, their mean and their deviation, minor units. */
    public TestFeatures habit(int count, long meanMinor, long deviationMinor) {
        this.habitCount = count;
        this.habitMeanMinor = meanMinor;
        this.habitDeviationMinor = deviationMinor;
        return this;
    }

    /** Transactions of 14 days of more than twice, and of more than three times, the habit. */
    public TestFeatures large(int moreThanTwice, int moreThanThrice) {
        this.largeCount14Days = moreThanTwice;
        this.veryLargeCount14Days = moreThanThrice;
        return this;
    }

    /** From the previous use, in metres and ms, or nulls. */
    public TestFeatures travel(Long metres, Long elapsedMillis) {
        this.travelDistanceMetres = metres;
        this.travelElapsedMillis = elapsedMillis;
        return this;
    }

    /** Whether the country is another than at the previous use, and how long ago that was in ms, or nulls. */
    public TestFeatures country(Boolean changed, Long elapsedMillis) {
        this.countryChanged = changed;
        this.countryElapsedMillis = elapsedMillis;
        return this;
    }

    /** The features. */
    public Features build() {
        return new Features(
                amountMinor,
                weekend,
                night,
                count1Hour,
                count1Day,
                count7Days,
                count30Days,
                sumMinor10Minutes,
                sumMinor1Day,
                sumMinor7Days,
                sumMinor30Days,
                habitCount,
                habitMeanMinor,
                habitDeviationMinor,
                largeCount14Days,
                veryLargeCount14Days,
                travelDistanceMetres,
                travelElapsedMillis,
                countryChanged,
                countryElapsedMillis,
                newDevice,
                newMerchant,
                idleMillis,
                merchant,
                activity);
    }
}
