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
    private Long idleMillis;
    private MerchantFeatures merchant = MerchantFeatures.NONE;

    private TestFeatures() {}

    /** Nothing is known yet. */
    public static TestFeatures some() {
        return new TestFeatures();
    }

    /** The amount, minor units. */
    public TestFeatures amountMinor(long value) {
        this.amountMinor = value;
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
                idleMillis,
                merchant);
    }
}
