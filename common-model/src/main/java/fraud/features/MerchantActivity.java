package fraud.features;

/**
 * How often a merchant was used before a transaction, whatever became of it (SEMANTICS 14.7).
 *
 * @param uses1Day transactions in the four quarters of a day before
 * @param uses7Days the same in the quarters of 7 days
 * @param uses28Days the same in the quarters of 28 days
 * @param firstUses7Days those of the 7 days whose card had not been there before
 */
public record MerchantActivity(int uses1Day, int uses7Days, int uses28Days, int firstUses7Days) {

    /** Nobody was there, or nothing is known (SEMANTICS 14.4). */
    public static final MerchantActivity NONE = new MerchantActivity(0, 0, 0, 0);
}
