package fraud.model;

/**
 * Where a record came from: its identity in every output (SEMANTICS 2.2).
 *
 * @param topic Kafka topic
 * @param partition partition of the topic
 * @param offset offset in the partition
 * @param publishedAtMillis the Kafka record's timestamp, UTC epoch in ms
 * @param intendedSendMicros when the load generator meant to send it, UTC epoch in µs, or {@link #UNKNOWN}; for latency
 *     only
 */
public record Origin(String topic, int partition, long offset, long publishedAtMillis, long intendedSendMicros) {

    /** The record carried no intended send time. */
    public static final long UNKNOWN = -1;

    /** Kafka header that carries {@code intendedSendMicros} in decimal ASCII, copied to what follows from a record. */
    public static final String INTENDED_SEND_HEADER = "intended-send-micros";
}
