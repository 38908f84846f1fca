package fraud.features;

/** The windows of {@link MerchantFeatures} alone (SEMANTICS 14.3), for tests that are about nothing else. */
public record MerchantWindows(
        int count1Day, int frauds1Day, int count7Days, int frauds7Days, int count30Days, int frauds30Days) {

    /** Nothing is settled. */
    public static final MerchantWindows NONE = new MerchantWindows(0, 0, 0, 0, 0, 0);

    /** The windows of these features. */
    public static MerchantWindows of(MerchantFeatures features) {
        return new MerchantWindows(
                features.count1Day(),
                features.frauds1Day(),
                features.count7Days(),
                features.frauds7Days(),
                features.count30Days(),
                features.frauds30Days());
    }

    /** Features with these windows and nothing else. */
    public MerchantFeatures features() {
        return new MerchantFeatures(
                count1Day,
                frauds1Day,
                count7Days,
                frauds7Days,
                count30Days,
                frauds30Days,
                0,
                0,
                0,
                0,
                0,
                0,
                null,
                null,
                null,
                0);
    }
}
