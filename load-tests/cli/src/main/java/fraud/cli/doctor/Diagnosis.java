package fraud.cli.doctor;

import fraud.sink.OutputKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says why a detector does not decide, by what its topics show. Plain logic, so that it can be tried on made-up ones.
 *
 * @param seen what the topics show
 * @param leadMillis the detectors' {@code versions.lead.millis}
 * @param outOfOrderMillis their {@code max.out.of.orderness.millis}
 */
record Diagnosis(Snapshot seen, long leadMillis, long outOfOrderMillis) {

    /** How much later than other inputs the labels may be read (SEMANTICS 1.4). */
    private static final long LABELS_LATE_MILLIS = Duration.ofHours(1).toMillis();

    /** A detector that has not written for so long, and has something to write, is not well. */
    private static final long SILENCE_MILLIS = Duration.ofMinutes(1).toMillis();

    /** Clocks of machines may differ by so much. */
    private static final long AHEAD_MILLIS = Duration.ofMinutes(1).toMillis();

    private static final int MANY_PER_CENT = 50;
    private static final int PER_CENT = 100;
    /** Fewer answers say nothing of a share. */
    private static final int ENOUGH = 20;

    /** All findings, those that explain others first. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        seen.missing()
                .forEach(topic -> findings.add(Finding.wrong("topic " + topic
                        + " is not there: create it (deploy/README.md), and start the detector again")));
        if (!seen.missing().isEmpty()) {
            return findings;
        }
        addTopics(findings);
        addClocks(findings);
        addAnswers(findings);
        addDeadLetters(findings);
        seen.rejected()
                .forEach(version -> findings.add(Finding.wrong(version + " was rejected: publish another version")));
        seen.future().forEach(version -> findings.add(Finding.note(version)));
        return findings;
    }

    private void addTopics(List<Finding> findings) {
        int ofVersions = seen.of(seen.topics().versions()).size();
        if (ofVersions != 1) {
            findings.add(Finding.wrong("topic " + seen.topics().versions() + " has " + ofVersions
                    + " partitions: it must have one, so that versions have an order; make it anew (deploy/README.md,"
                    + " \"Topics that change\")"));
        }
        seen.publishersTime()
                .forEach(topic -> findings.add(Finding.note("topic " + topic
                        + " has its publishers' timestamps (CreateTime): all of them must go by one clock, and the"
                        + " times here are theirs")));
    }

    private void addClocks(List<Finding> findings) {
        for (PartitionSeen partition : seen.inputs()) {
            if (partition.clockMillis() == null) {
                findings.add(Finding.wrong(partition.name() + " has never had a record, so that its clock stands at the"
                        + " beginning of time, and " + waits(partition.topic())
                        + ": run `fraud heartbeat` beside the detectors"));
            } else if (isOfBrokers(partition)
                    && partition.clockMillis() > seen.nowMillis() + AHEAD_MILLIS
                    && !partition.hasEnded()) {
                findings.add(Finding.wrong(partition.name() + " has a record of "
                        + text(partition.clockMillis() - seen.nowMillis())
                        + " ahead of this machine: is its clock right, or the broker's?"));
            }
        }
        Optional<Long> present = seen.inputs().stream()
                .filter(partition -> !partition.hasEnded())
                .map(PartitionSeen::clockMillis)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
        present.ifPresent(newest -> seen.inputs().stream()
                .filter(partition -> partition.clockMillis() != null)
                .filter(partition -> newest - partition.clockMillis() > allowedMillis(partition.topic()))
                .sorted(Comparator.comparing(PartitionSeen::clockMillis))
                .forEach(partition -> findings.add(Finding.wrong(partition.name() + " has been quiet since "
                        + Instant.ofEpochMilli(partition.clockMillis()) + ", "
                        + text(newest - partition.clockMillis()) + " before the newest record of all inputs, and "
                        + waits(partition.topic()) + ": run `fraud heartbeat` beside the detectors"
                        + (partition.topic().equals(seen.topics().transactions())
                                ? ""
                                : ", or see what has become of the feed")))));
    }

    private boolean isOfBrokers(PartitionSeen partition) {
        return !seen.publishersTime().contains(partition.topic());
    }

    /** How far a partition's clock may be behind the present until something waits for it. */
    private long allowedMillis(String topic) {
        if (topic.equals(seen.topics().labels())) {
            return LABELS_LATE_MILLIS;
        }
        // Of versions, half the lead is what heartbeats must keep (SEMANTICS 10.2).
        return topic.equals(seen.topics().versions()) ? leadMillis : Math.max(outOfOrderMillis, AHEAD_MILLIS);
    }

    private String waits(String topic) {
        return topic.equals(seen.topics().transactions()) ? "alerts wait for it" : "decisions wait for it";
    }

    private void addAnswers(List<Finding> findings) {
        long open = seen.allOpen();
        if (seen.newestOutputMillis() == null) {
            findings.add(
                    open > 0
                            ? Finding.wrong("detector " + seen.detector() + " has never written anything, and "
                                    + open + " records wait: does it run, is this its detector.name, and does it read"
                                    + " these brokers and topics?")
                            : Finding.note("detector " + seen.detector()
                                    + " has never written anything, and there is nothing to decide"));
            return;
        }
        long silent = seen.nowMillis() - seen.newestOutputMillis();
        String lag = lag();
        if (open > 0 && silent > SILENCE_MILLIS) {
            boolean isExplained = findings.stream().anyMatch(Finding::needsAction);
            findings.add(Finding.wrong("detector " + seen.detector() + " wrote last " + text(silent) + " ago, at "
                    + Instant.ofEpochMilli(seen.newestOutputMillis()) + ", and some " + open + " records wait (" + lag
                    + "): "
                    + (isExplained
                            ? "see above; and"
                            : "the inputs give it no reason to wait, so it is down, starting again and again, or stuck;")
                    + " look at its log, and at fraud_last_decision_age_seconds (docs/METRICS.md)"));
        } else {
            findings.add(Finding.note("detector " + seen.detector() + " wrote last " + text(Math.max(0, silent))
                    + " ago; records without an answer: " + lag));
        }
    }

    /** Records that wait, by partition. */
    private String lag() {
        List<String> partitions = seen.open().entrySet().stream()
                .map(of -> seen.topics().transactions() + "-" + of.getKey() + " " + of.getValue())
                .toList();
        return String.join(", ", partitions);
    }

    private void addDeadLetters(List<Finding> findings) {
        int all =
                seen.deadLetters().values().stream().mapToInt(Integer::intValue).sum();
        if (seen.lastAnswers() < ENOUGH || all * PER_CENT < MANY_PER_CENT * seen.lastAnswers()) {
            return;
        }
        Map.Entry<String, Integer> most = seen.deadLetters().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow();
        String hint = Stream.of("WRONG_KEY", "WRONG_PARTITION").anyMatch(most.getKey()::equals)
                ? "; their producer must key by card, with Kafka's default partitioner (SEMANTICS 3.1)"
                : "; SEMANTICS 3 says what each reason means";
        findings.add(Finding.wrong("of the last " + seen.lastAnswers() + " answers " + all
                + " are dead letters, most of them for " + most.getKey() + hint + "; they are in "
                + OutputKind.DEAD_LETTER.topic(seen.detector())));
    }

    private static String text(long millis) {
        Duration duration = Duration.ofMillis(millis);
        if (duration.compareTo(Duration.ofMinutes(2)) < 0) {
            return duration.toSeconds() + " s";
        }
        return duration.compareTo(Duration.ofHours(3)) < 0
                ? duration.toMinutes() + " min"
                : duration.compareTo(Duration.ofDays(3)) < 0 ? duration.toHours() + " h" : duration.toDays() + " days";
    }
}
