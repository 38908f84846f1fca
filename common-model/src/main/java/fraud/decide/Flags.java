package fraud.decide;

import fraud.config.DetectorParameters;
import fraud.features.CardProfile;
import fraud.model.Flag;
import fraud.model.Origin;
import fraud.model.Transaction;
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
}
