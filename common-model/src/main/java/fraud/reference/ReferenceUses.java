package fraud.reference;

import fraud.features.EnrichedTransaction;
import fraud.features.MerchantActivity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Who was at the merchants of a whole run, as one list of publications a merchant (SEMANTICS 14.7). */
final class ReferenceUses {

    private static final long HOUR_MILLIS = 3_600_000;

    /** By merchant and by the start of a quarter of a day: all uses, and those of cards that were new there. */
    private final Map<String, NavigableMap<Long, int[]>> quarters = new HashMap<>();

    /**
     * The uses of one run.
     *
     * @param transactions all that are no duplicates, in any order
     */
    ReferenceUses(List<EnrichedTransaction> transactions) {
        for (EnrichedTransaction enriched : transactions) {
            long publishedAt = enriched.origin().publishedAtMillis();
            int[] counts = quarters.computeIfAbsent(enriched.transaction().merchantId(), merchant -> new TreeMap<>())
                    .computeIfAbsent(startOfQuarter(publishedAt), start -> new int[2]);
            counts[0]++;
            Boolean newMerchant = enriched.features().newMerchant();
            if (newMerchant == null || newMerchant) {
                counts[1]++;
            }
        }
    }

    /** What a transaction of this merchant at this event time sees. */
    MerchantActivity activity(String merchantId, long eventTimeMillis) {
        NavigableMap<Long, int[]> ofMerchant = quarters.get(merchantId);
        if (ofMerchant == null) {
            return MerchantActivity.NONE;
        }
        // A quarter counts if it was over an hour before.
        long end = startOfQuarter(eventTimeMillis - HOUR_MILLIS);
        return new MerchantActivity(
                sum(ofMerchant, end, 24, 0),
                sum(ofMerchant, end, 7 * 24, 0),
                sum(ofMerchant, end, 28 * 24, 0),
                sum(ofMerchant, end, 7 * 24, 1));
    }

    private static int sum(NavigableMap<Long, int[]> ofMerchant, long end, int hours, int which) {
        return ofMerchant.subMap(end - hours * HOUR_MILLIS, end).values().stream()
                .mapToInt(counts -> counts[which])
                .sum();
    }

    private static long startOfQuarter(long millis) {
        return millis - Math.floorMod(millis, 6 * HOUR_MILLIS);
    }
}
