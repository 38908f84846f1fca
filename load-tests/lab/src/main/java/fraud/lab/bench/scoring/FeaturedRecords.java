package fraud.lab.bench.scoring;

import static java.nio.charset.StandardCharsets.US_ASCII;

import fraud.config.DetectorParameters;
import fraud.features.EnrichedTransaction;
import fraud.generator.stream.TransactionStream;
import fraud.scoring.FeaturedTransactionCodec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The transactions that the scoring pair gets: of a stream's first events the last that get a decision, with their
 * features, in memory and in turn as often as need be. Who scores without state cannot tell that one comes again.
 */
final class FeaturedRecords {

    /** About 1 KB each. Before the first of them at least as many have passed, so that cards have a past. */
    static final int MOST = 100_000;

    private final List<Entry> entries;

    /**
     * A record to be published.
     *
     * @param key the card
     * @param value as {@link FeaturedTransactionCodec} writes it
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way to Kafka, never compared
    record Entry(byte[] key, byte[] value) {}

    private FeaturedRecords(List<Entry> entries) {
        this.entries = entries;
    }

    /**
     * Those of a stream: a pure function of it.
     *
     * @param parameters of the contract
     * @param most how many to keep, at least 1
     */
    static FeaturedRecords of(TransactionStream stream, DetectorParameters parameters, int most) {
        FeatureExtraction extraction = new FeatureExtraction(stream, parameters);
        ArrayDeque<Entry> last = new ArrayDeque<>(most);
        long events = Math.min(stream.count(), 2L * most);
        for (long index = 0; index < events; index++) {
            extraction.next(stream.record(index)).map(FeaturedRecords::entry).ifPresent(entry -> {
                if (last.size() == most) {
                    last.removeFirst();
                }
                last.addLast(entry);
            });
        }
        if (last.isEmpty()) {
            throw new IllegalArgumentException("none of " + events + " events is a transaction");
        }
        return new FeaturedRecords(new ArrayList<>(last));
    }

    private static Entry entry(EnrichedTransaction enriched) {
        return new Entry(enriched.transaction().cardId().getBytes(US_ASCII), FeaturedTransactionCodec.toJson(enriched));
    }

    /** The record that is sent as the n-th, n from 0 on. */
    Entry get(long n) {
        return entries.get((int) (n % entries.size()));
    }

    /** How many different ones there are. */
    int size() {
        return entries.size();
    }
}
