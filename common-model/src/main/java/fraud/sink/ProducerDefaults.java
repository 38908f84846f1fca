package fraud.sink;

import java.util.Map;

/** What producers of outputs are set to where the operator does not say otherwise, the same for every detector. */
public final class ProducerDefaults {

    /**
     * By Kafka's names. Live, a batch is a record or two: LZ4 would allocate some 130 KB for each, and most of a
     * detector's garbage with it; Snappy uses its buffers again.
     */
    public static final Map<String, String> SETTINGS =
            Map.of("linger.ms", "5", "batch.size", "65536", "compression.type", "snappy");

    private ProducerDefaults() {}
}
