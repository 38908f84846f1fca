package fraud.generator.publish;

/**
 * How far a publisher is. Counts are of records handed to the Kafka client unless said otherwise.
 *
 * @param planned events the stream has
 * @param history those of {@code published} that are of the history
 * @param published events published to {@code transactions}, of all kinds
 * @param acknowledged events and labels that the brokers have acknowledged
 * @param transactions valid transactions that came for the first time
 * @param duplicates transactions sent again
 * @param controls card controls
 * @param malformed records that cannot be read
 * @param frauds those of {@code transactions} that are fraud
 * @param labels labels published
 * @param sentLate events handed over more than {@link KafkaPublisher#LATE_SEND_MILLIS} behind the schedule
 * @param maxLagMicros how far behind the schedule an event was handed over at most, µs
 * @param maxEventTimeMillis greatest event time of a valid transaction, UTC epoch in ms; 0 before the first
 * @param maxPublishedAtMillis greatest timestamp of a record, heartbeats included, UTC epoch in ms on the stream's
 *     clock; 0 before the first
 */
public record PublishProgress(
        long planned,
        long history,
        long published,
        long acknowledged,
        long transactions,
        long duplicates,
        long controls,
        long malformed,
        long frauds,
        long labels,
        long sentLate,
        long maxLagMicros,
        long maxEventTimeMillis,
        long maxPublishedAtMillis) {

    /**
     * Share of the events published so far after the history that were handed over behind the schedule, from 0 to 1.
     */
    public double sentLateShare() {
        long scheduled = published - history;
        return scheduled == 0 ? 0 : (double) sentLate / scheduled;
    }
}
