package fraud.features;

/**
 * What is settled of a merchant's transactions, up to 7 days before the one that asks (SEMANTICS 14.3, 14.6). Products
 * of a count need a {@code long}: a merchant can have millions of labels.
 *
 * @param count1Day transactions with a label that holds, of the day that ended 7 days ago
 * @param frauds1Day those of them that were fraud
 * @param count7Days the same over 7 days
 * @param frauds7Days those of them that were fraud
 * @param count30Days the same over 30 days: the settled labels
 * @param frauds30Days those of them that were fraud
 * @param count28Days the same over 28 days
 * @param frauds28Days those of them that were fraud
 * @param lastFrauds1 whether the last settled label was fraud, as 0 or 1; 0 if there is none
 * @param lastFrauds3 frauds among the last 3 settled labels, or as many as there are
 * @param lastFrauds5 frauds among the last 5 settled labels, or as many as there are
 * @param streak frauds at the end of the settled labels with no other label between or after them
 * @param streakMillis since the first of them, or null if there is none
 * @param firstFraudMillis since the first fraud among the settled labels, or null if there is none
 * @param lastFraudMillis since the last fraud among the settled labels, or null if there is none
 * @param countSinceFirstFraud settled labels from the first fraud on, itself included; 0 if there is none
 */
public record MerchantFeatures(
        int count1Day,
        int frauds1Day,
        int count7Days,
        int frauds7Days,
        int count30Days,
        int frauds30Days,
        int count28Days,
        int frauds28Days,
        int lastFrauds1,
        int lastFrauds3,
        int lastFrauds5,
        int streak,
        Long streakMillis,
        Long firstFraudMillis,
        Long lastFraudMillis,
        int countSinceFirstFraud) {

    /** Nothing is settled, or nothing is known (SEMANTICS 14.4). */
    public static final MerchantFeatures NONE =
            new MerchantFeatures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null, null, null, 0);
}
