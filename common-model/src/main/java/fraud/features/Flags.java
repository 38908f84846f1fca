package fraud.features;

import fraud.config.DetectorParameters;
import fraud.model.Flag;
import fraud.model.Origin;
import fraud.model.Transaction;
import fraud.ruleset.RuleSet;
import java.util.ArrayList;
import java.util.List;

/** What a decision says of how it was made (SEMANTICS 5.4). */
public final class Flags {

    private Flags() {}

    /**
     * The flags of a transaction.
     *
     * @param before the card's profile before this transaction
     */
    public static List<Flag> of(
            Transaction transaction, Origin origin, CardProfile before, DetectorParameters parameters) {
        List<Flag> flags = new ArrayList<>(0);
        if (parameters.isLate(transaction.eventTimeMillis(), origin.publishedAtMillis())) {
            flags.add(Flag.LATE);
        }
        if (before.isTruncatedFor(origin)) {
            flags.add(Flag.HISTORY_TRUNCATED);
        }
        return flags;
    }

    /** Whether a transaction has its merchant's past (SEMANTICS 14.4). */
    public static boolean knowsMerchant(Transaction transaction, Origin origin) {
        return transaction.eventTimeMillis()
                >= origin.publishedAtMillis() - DetectorParameters.MERCHANT_MAX_AGE.toMillis();
    }

    /**
     * The flags of a transaction, those that concern its merchant included.
     *
     * @param soFar its flags by {@link #of}
     * @param isTruncated whether more was settled at the merchant than is kept (SEMANTICS 14.5)
     * @param rules the version at its time
     */
    public static List<Flag> withMerchant(
            List<Flag> soFar, Transaction transaction, Origin origin, boolean isTruncated, RuleSet rules) {
        List<Flag> flags = new ArrayList<>(soFar);
        if (!knowsMerchant(transaction, origin)) {
            flags.add(Flag.MERCHANT_UNKNOWN);
        } else if (isTruncated) {
            flags.add(Flag.MERCHANT_TRUNCATED);
        }
        if (rules.merchantLists().allows(transaction.merchantId())) {
            flags.add(Flag.MERCHANT_ALLOWED);
        }
        return flags;
    }
}
