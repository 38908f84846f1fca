package fraud.ruleset;

import fraud.config.ConfigException;
import java.io.Serializable;
import java.util.Set;

/**
 * Merchants that a rule set names (SEMANTICS 5.2, 5.3).
 *
 * @param blocked whose transactions are declined
 * @param allowed where no rule holds but the block of a card
 */
public record MerchantLists(Set<String> blocked, Set<String> allowed) implements Serializable {

    /** Most merchants of one list. */
    public static final int MAX_MERCHANTS = 5_000;

    /** No merchant on either list. */
    public static final MerchantLists NONE = new MerchantLists(Set.of(), Set.of());

    public MerchantLists {
        blocked = Set.copyOf(blocked);
        allowed = Set.copyOf(allowed);
        ConfigException.requireRange("merchantBlock.merchants, how many", blocked.size(), 0, MAX_MERCHANTS);
        ConfigException.requireRange("merchantAllow.merchants, how many", allowed.size(), 0, MAX_MERCHANTS);
        for (String merchant : allowed) {
            if (blocked.contains(merchant)) {
                throw new ConfigException("merchantAllow.merchants = " + merchant + ": is in merchantBlock, too");
            }
        }
    }

    /** Whether a merchant is one to which nothing is paid. */
    public boolean blocks(String merchantId) {
        return blocked.contains(merchantId);
    }

    /** Whether a merchant is one where no rule holds but the block of a card (SEMANTICS 5.3). */
    public boolean allows(String merchantId) {
        return allowed.contains(merchantId);
    }
}
