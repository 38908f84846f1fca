package fraud.spark.assess;

import fraud.binary.BinaryFormat;
import fraud.binary.BinaryReader;
import fraud.binary.BinaryWriter;
import fraud.features.EnrichedTransaction;
import fraud.features.FeatureFormats;
import java.util.List;

/**
 * A card's transactions that wait for labels or rule sets: one value, since a batch of a backfill brings a dozen of a
 * card, and what state costs in Spark it costs by the value more than by the byte.
 *
 * @param transactions in the order in which they came
 */
public record WaitingTransactions(List<EnrichedTransaction> transactions) {

    /** Nothing waits. */
    public static final WaitingTransactions NONE = new WaitingTransactions(List.of());

    /** How they stand in state. */
    public static final BinaryFormat<WaitingTransactions> FORMAT = new Format();

    /** Whether there is nothing to remember. */
    public boolean isEmpty() {
        return transactions.isEmpty();
    }

    private static final class Format extends BinaryFormat<WaitingTransactions> {

        private static final long serialVersionUID = 1L;

        Format() {
            super("waiting transactions", 1);
        }

        @Override
        protected void writeFields(WaitingTransactions waiting, BinaryWriter out) {
            out.writeList(waiting.transactions(), FeatureFormats.ENRICHED);
        }

        @Override
        protected WaitingTransactions readFields(BinaryReader in, int writtenVersion) {
            return new WaitingTransactions(in.readList(FeatureFormats.ENRICHED));
        }
    }
}
