package fraud.cli.doctor;

/**
 * A partition of an input topic, as it is at one moment.
 *
 * @param topic its name
 * @param partition its number
 * @param firstOffset of the first record that is still there
 * @param endOffset behind the last
 * @param clockMillis the greatest timestamp of its last records (SEMANTICS 1.2); null if it has none
 * @param hasEnded whether its last record is the end of input
 */
record PartitionSeen(
        String topic, int partition, long firstOffset, long endOffset, Long clockMillis, boolean hasEnded) {

    /** As findings call it. */
    String name() {
        return topic + "-" + partition;
    }
}
