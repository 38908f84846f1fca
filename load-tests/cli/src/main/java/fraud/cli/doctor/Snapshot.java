package fraud.cli.doctor;

import fraud.topics.InputTopics;
import java.util.List;
import java.util.Map;

/**
 * What the topics of a detector show at one moment.
 *
 * @param nowMillis this machine's time, UTC epoch in ms
 * @param topics the names of the inputs
 * @param detector the name in its outputs' topics
 * @param missing topics that are not there
 * @param publishersTime input topics with timestamps of their publishers
 * @param inputs all partitions of the inputs that are there
 * @param newestOutputMillis when its newest output was written; null if it has written none
 * @param open records that have no answer among its last outputs, and must have one, by partition of
 *     {@code transactions}
 * @param lastAnswers how many of its last outputs were looked at
 * @param deadLetters how many of them are dead letters, by reason
 * @param future versions that are not yet in force, each in words
 * @param rejected versions that were rejected after the last one that was accepted, each in words
 */
record Snapshot(
        long nowMillis,
        InputTopics topics,
        String detector,
        List<String> missing,
        List<String> publishersTime,
        List<PartitionSeen> inputs,
        Long newestOutputMillis,
        Map<Integer, Long> open,
        int lastAnswers,
        Map<String, Integer> deadLetters,
        List<String> future,
        List<String> rejected) {

    /** Those of one topic. */
    List<PartitionSeen> of(String topic) {
        return inputs.stream().filter(seen -> seen.topic().equals(topic)).toList();
    }

    /** All that wait. */
    long allOpen() {
        return open.values().stream().mapToLong(Long::longValue).sum();
    }
}
