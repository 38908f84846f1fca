package fraud.cli.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import fraud.cli.outputs.Output;
import fraud.sequences.SequenceSubject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the transactions that an alert names (SEMANTICS 8.3, 11): of its card, merchant or issuer range, with its first
 * and last event time, in the order of event times, at the offsets that its id is made of.
 *
 * <p>Where an id is that of several records (duplicates, another card's), each is tried. Made-up input can have far too
 * many of those: after {@value #MAX_TRIES} the offsets count as right, since everything else is.
 */
final class AlertCheck {

    private static final int MAX_TRIES = 10_000;
    /** The longest sequence has ten. */
    private static final int MAX_TRANSACTIONS = 16;

    private final List<TransactionFacts> partitions;

    /** Claims about the transactions of all partitions, by their numbers. */
    AlertCheck(List<TransactionFacts> partitions) {
        this.partitions = partitions;
    }

    /** A transaction that an alert may mean. */
    record Named(int partition, long offset, long eventTimeMillis) {}

    /**
     * What was found.
     *
     * @param fault what is wrong with the alert, or nothing
     * @param transactions those that it names; none if something is wrong
     */
    record Found(Optional<String> fault, List<Named> transactions) {
        private static Found wrong(String fault) {
            return new Found(Optional.of(fault), List.of());
        }
    }

    Found find(Output alert) {
        JsonNode members = alert.members();
        JsonNode ids = members.path("transactionIds");
        if (ids.isEmpty() || ids.size() > MAX_TRANSACTIONS) {
            return Found.wrong("names no transactions, or too many");
        }
        Optional<SequenceSubject> subject = Output.subjectOf(members);
        if (subject.isEmpty()) {
            return Found.wrong("names nothing that it is about");
        }
        String key = subject.get().member();
        List<List<Named>> candidates = new ArrayList<>();
        for (JsonNode id : ids) {
            List<Named> some = candidates(id.asText(), subject.get(), OutputCheck.text(members, key));
            if (some.isEmpty()) {
                return Found.wrong("names a transactionId that no record of its " + key + " has");
            }
            candidates.add(some);
        }
        if (!keepTimes(candidates.get(0), members, "firstEventTimeMillis")) {
            return Found.wrong("has another firstEventTimeMillis than its first transaction");
        }
        if (!keepTimes(candidates.get(ids.size() - 1), members, "lastEventTimeMillis")) {
            return Found.wrong("has another lastEventTimeMillis than its last transaction");
        }
        String identity =
                members.path("rule").asText() + '|' + members.path(key).asText();
        return new Search(alert, candidates).from(identity);
    }

    private List<Named> candidates(String transactionId, SequenceSubject subject, long keyHash) {
        List<Named> candidates = new ArrayList<>();
        long transaction = TransactionFacts.hash(transactionId);
        for (int partition = 0; partition < partitions.size(); partition++) {
            TransactionFacts facts = partitions.get(partition);
            int number = partition;
            facts.forEach(transaction, place -> {
                if (facts.subject(subject, place) == keyHash) {
                    candidates.add(new Named(number, facts.offset(place), facts.eventTimeMillis(place)));
                }
            });
        }
        return candidates;
    }

    private static boolean keepTimes(List<Named> candidates, JsonNode members, String name) {
        candidates.removeIf(candidate -> !OutputCheck.isMillis(members, name, candidate.eventTimeMillis()));
        return !candidates.isEmpty();
    }

    /** Tries one combination of candidates after the other. */
    private static final class Search {

        private final Digest alertId;
        private final List<List<Named>> candidates;
        private final List<Named> chosen = new ArrayList<>();
        private int tries;

        private Search(Output alert, List<List<Named>> candidates) {
            this.alertId = new Digest(alert.high(), alert.low());
            this.candidates = candidates;
        }

        private Found from(String identity) {
            if (matches(identity, Long.MIN_VALUE)) {
                return new Found(Optional.empty(), List.copyOf(chosen));
            }
            return tries > MAX_TRIES
                    ? new Found(Optional.empty(), List.of())
                    : Found.wrong("has an alertId that is not made of its transactions");
        }

        private boolean matches(String identity, long notBeforeMillis) {
            if (chosen.size() == candidates.size()) {
                return Digest.of(identity.getBytes(StandardCharsets.UTF_8)).equals(alertId);
            }
            for (Named candidate : candidates.get(chosen.size())) {
                tries++;
                if (tries > MAX_TRIES) {
                    return false;
                }
                if (candidate.eventTimeMillis() >= notBeforeMillis) {
                    chosen.add(candidate);
                    String more = identity + '|' + candidate.partition() + ':' + candidate.offset();
                    if (matches(more, candidate.eventTimeMillis())) {
                        return true;
                    }
                    chosen.remove(chosen.size() - 1);
                }
            }
            return false;
        }
    }
}
