package fraud.features;

/**
 * What is settled of a merchant's transactions, up to 7 days before the one that asks (SEMANTICS 14.3). Products of a count need a
 * {@code long}: a merchant can have millions of labels.
 *
 * @param count1Day transactions with a label that holds, of the day that ended 7 days ago
 * @param frauds1Day those of them that were fraud
 * @param count7Days the same over 7 days
 * @param frauds7Days those of them that were fraud
 * @param count30Days the same over 30 days
 * @param frauds30Days those of them that were fraud
 */
public record MerchantFeatures(
        int count1Day, int frauds1Day, int count7Days, int frauds7Days, int count30Days, int frauds30Days) {

    /** Nothing is settled, or nothing is known (SEMANTICS 14.4). */
    public static final MerchantFeatures NONE = new MerchantFeatures(0, 0, 0, 0, 0, 0);
}
