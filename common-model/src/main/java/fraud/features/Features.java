package fraud.features;

/**
 * What the rules and the model see of a transaction besides the transaction itself (SEMANTICS 4.4 to 4.12, 14). Counts
 * and sums include the transaction, habit does not.
 *
 * @param amountMinor the transaction's amount, minor units
 * @param weekend whether it is on a Saturday or Sunday, UTC
 * @param night whether it is before 07:00, UTC
 * @param count1Hour transactions of the card in the hour that ends at this one
 * @param count1Day the same over a day
 * @param count7Days the same over 7 days
 * @param count30Days the same over 30 days
 * @param sumMinor10Minutes amounts of the 10 minutes that end at this one, minor units
 * @param sumMinor1Day the same over a day
 * @param sumMinor7Days the same over 7 days
 * @param sumMinor30Days the same over 30 days
 * @param habitCount earlier transactions of the 30 days
 * @param habitMeanMinor their mean amount, rounded down, minor units; 0 if there are none
 * @param habitDeviationMinor their population deviation, rounded down, minor units; 0 if there are none
 * @param largeCount14Days those of the last 14 days whose amount is more than twice the mean of the 30 days, itself not
 *     rounded
 * @param veryLargeCount14Days the same with more than three times the mean
 * @param travelDistanceMetres from the previous use of the card, or null if there is none to compare with
 * @param travelElapsedMillis since the previous use of the card, or null if there is none to compare with
 * @param countryChanged whether the card was in another country at its previous use in a country, or null if there is
 *     none to compare with
 * @param countryElapsedMillis since that use, or null if there is none to compare with
 * @param newDevice whether the card's history has other devices only, or null if it has none, or the transaction names
 *     none
 * @param newMerchant whether the card's history of the 30 days has other merchants only, or null if it has none
 * @param idleMillis since the card's latest transaction of the 30 days, or null if there is none
 * @param merchant settled labels at its merchant; {@link MerchantFeatures#NONE} until they are known
 * @param activity of its merchant; {@link MerchantActivity#NONE} until it is known
 */
public record Features(
        long amountMinor,
        boolean weekend,
        boolean night,
        int count1Hour,
        int count1Day,
        int count7Days,
        int count30Days,
        long sumMinor10Minutes,
        long sumMinor1Day,
        long sumMinor7Days,
        long sumMinor30Days,
        int habitCount,
        long habitMeanMinor,
        long habitDeviationMinor,
        int largeCount14Days,
        int veryLargeCount14Days,
        Long travelDistanceMetres,
        Long travelElapsedMillis,
        Boolean countryChanged,
        Long countryElapsedMillis,
        Boolean newDevice,
        Boolean newMerchant,
        Long idleMillis,
        MerchantFeatures merchant,
        MerchantActivity activity) {

    /** These features with the merchant's. */
    public Features withMerchant(MerchantFeatures nowSettled, MerchantActivity nowKnown) {
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
                nowSettled,
                nowKnown);
    }
}
