package fraud.lab.bench.loops;

import fraud.reference.ReferenceSequences;
import fraud.sequences.Alert;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import fraud.sequences.SequenceSubject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The sequences of all cards, merchants and issuer ranges, by the reference's search over the events of each that a
 * match may still need: those behind the last pause that is longer than its longest sequence.
 */
final class FloorSequences {

    private final Map<SequenceSubject, Map<String, Events>> bySubject = new EnumMap<>(SequenceSubject.class);
    private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparingLong(Due::afterMillis));

    private record Due(long afterMillis, SequenceSubject subject, String id) {}

    private record Key(SequenceSubject subject, String id) {}

    private static final class Events {
        private final List<SequenceEvent> events = new ArrayList<>();
        private final Set<String> raised = new HashSet<>();
    }

    /** Takes an event that is neither late nor a duplicate. */
    void observe(SequenceEvent event) {
        if (event.roles() == 0) {
            return;
        }
        for (SequenceSubject subject : SequenceSubject.values()) {
            String id = subject.idOf(event);
            if (id != null) {
                bySubject
                        .computeIfAbsent(subject, any -> new HashMap<>())
                        .computeIfAbsent(id, any -> new Events())
                        .events
                        .add(event);
                queue.add(new Due(event.eventTimeMillis(), subject, id));
                // What an absence raises comes then, and what is over can be forgotten.
                queue.add(new Due(event.eventTimeMillis() + longestMillis(subject), subject, id));
                if (subject == SequenceSubject.CARD) {
                    long withinMillis = SequenceRule.UNCONFIRMED_DEVICE.within().toMillis();
                    queue.add(new Due(event.eventTimeMillis() + withinMillis, subject, id));
                }
            }
        }
    }

    /**
     * The matches that are known once the sequence clock has come to a time.
     *
     * @param nowMillis no event before it is still to come
     */
    List<Alert> advance(long nowMillis) {
        Set<Key> due = new LinkedHashSet<>();
        while (!queue.isEmpty() && queue.peek().afterMillis() < nowMillis) {
            Due next = queue.poll();
            due.add(new Key(next.subject(), next.id()));
        }
        List<Alert> alerts = new ArrayList<>();
        for (Key key : due) {
            Map<String, Events> ofSubject = bySubject.get(key.subject());
            Events of = ofSubject.get(key.id());
            if (of == null) {
                continue;
            }
            for (Alert alert : new ReferenceSequences(of.events, nowMillis).alerts(key.subject())) {
                if (of.raised.add(alert.alertId())) {
                    alerts.add(alert);
                }
            }
            forget(of, longestMillis(key.subject()), nowMillis);
            if (of.events.isEmpty()) {
                ofSubject.remove(key.id());
            }
        }
        return alerts;
    }

    /** What lies before a pause of that length begins no match with what lies behind it. */
    private static void forget(Events of, long longestMillis, long nowMillis) {
        of.events.sort(SequenceEvent.ORDER);
        int from = 0;
        for (int i = 0; i < of.events.size(); i++) {
            long nextMillis = i + 1 < of.events.size() ? of.events.get(i + 1).eventTimeMillis() : Long.MAX_VALUE;
            long overMillis = of.events.get(i).eventTimeMillis() + longestMillis;
            if (overMillis < nowMillis && overMillis <= nextMillis) {
                from = i + 1;
            }
        }
        of.events.subList(0, from).clear();
        if (of.events.isEmpty()) {
            of.raised.clear();
        }
    }

    private static long longestMillis(SequenceSubject subject) {
        return Arrays.stream(SequenceRule.values())
                .filter(rule -> rule.subject() == subject)
                .mapToLong(rule -> rule.within().toMillis())
                .max()
                .orElseThrow();
    }
}
