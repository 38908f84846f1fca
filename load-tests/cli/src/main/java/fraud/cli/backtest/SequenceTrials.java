package fraud.cli.backtest;

import fraud.cli.training.LabelledHistory;
import fraud.features.EnrichedTransaction;
import fraud.reference.ReferenceSequences;
import fraud.rules.RuleCatalog;
import fraud.ruleset.RuleSet;
import fraud.sequences.Alert;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import fraud.sequences.SequenceSubject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The sequences, each with the values that are tried of it. A transaction is alarmed if an alert holds it. What is kept
 * of each transaction that some sequence sees is one event, and 8 bytes for each rule set under which it does. Not
 * thread-safe.
 */
final class SequenceTrials {

    /**
     * How far before and after the days that count events are kept. No sequence takes more than three days, and what
     * one before has used up is nothing to one that begins after a pause of its length.
     */
    static final Duration MARGIN = Duration.ofDays(7);

    /** Roles are less than these bits. */
    private static final int ROLE_BITS = 16;

    private static final int NOT_COUNTED = -1;

    private final Map<SequenceRule, ParameterGrid> grids = new EnumMap<>(SequenceRule.class);
    /** Under each rule set, the numbers of the events that its sequence sees, with their roles. */
    private final Map<RuleSet, LongColumn> seen = new HashMap<>();
    /** In the order in which they were read, with the roles of no rule set. */
    private final List<SequenceEvent> events = new ArrayList<>();

    private final LongColumn offsets = new LongColumn();
    private final LongColumn numbers = new LongColumn();
    private final Map<String, String> identifiers = new HashMap<>();

    /**
     * Trials of all sequences that are switched on.
     *
     * @param base the base values
     * @param isTried whether other values of a sequence, by its name in a rule set, are tried
     */
    SequenceTrials(RuleSet base, Predicate<String> isTried) {
        for (SequenceRule sequence : SequenceRule.values()) {
            String name = sequence.ruleName();
            if (base.isEnabled(name)) {
                Set<String> others = new HashSet<>(RuleCatalog.byRule().keySet());
                others.remove(name);
                // Then an event has the roles of this sequence alone, and none if it does not see it.
                RuleSet alone = base.withDisabled(others);
                ParameterGrid grid = new ParameterGrid(name, sequence.parameters(), alone, isTried.test(name));
                grids.put(sequence, grid);
                grid.alarmed().keySet().forEach(rules -> seen.put(rules, new LongColumn()));
            }
        }
    }

    /** Takes a transaction that is not counted, but near one that is. */
    void take(EnrichedTransaction enriched) {
        take(NOT_COUNTED, enriched);
    }

    /** Takes the next counted transaction. */
    void take(int number, EnrichedTransaction enriched) {
        if (enriched.isLate(LabelledHistory.PARAMETERS)) {
            return;
        }
        boolean isKept = false;
        for (Map.Entry<RuleSet, LongColumn> under : seen.entrySet()) {
            SequenceEvent event = SequenceEvent.of(enriched, under.getKey());
            if (event.roles() != 0) {
                if (!isKept) {
                    isKept = true;
                    events.add(withRoles(event, 0));
                    offsets.add(event.offset());
                    numbers.add(number);
                }
                under.getValue().add((events.size() - 1L) << ROLE_BITS | event.roles());
            }
        }
    }

    /**
     * Runs all sequences, when all is read.
     *
     * @param clockMillis the sequence clock (SEMANTICS 1.4)
     */
    void run(long clockMillis) {
        grids.forEach((sequence, grid) -> grid.alarmed()
                .forEach((rules, alarmed) -> run(sequence.subject(), seen.get(rules), clockMillis, alarmed)));
    }

    private void run(SequenceSubject subject, LongColumn candidates, long clockMillis, BitSet alarmed) {
        Map<String, List<SequenceEvent>> byId = new HashMap<>();
        for (int i = 0; i < candidates.size(); i++) {
            long candidate = candidates.get(i);
            SequenceEvent event =
                    withRoles(events.get((int) (candidate >>> ROLE_BITS)), (int) (candidate & (1L << ROLE_BITS) - 1));
            String id = subject.idOf(event);
            if (id != null) {
                byId.computeIfAbsent(id, unused -> new ArrayList<>()).add(event);
            }
        }
        byId.values().forEach(some -> {
            for (Alert alert : new ReferenceSequences(some, clockMillis).alerts(subject)) {
                some.stream()
                        .filter(event -> alert.transactionIds().contains(event.transactionId()))
                        .mapToInt(event -> (int) numbers.get(offsets.indexOf(event.offset())))
                        .filter(number -> number != NOT_COUNTED)
                        .forEach(alarmed::set);
            }
        });
    }

    /** All sequences, in their order. */
    List<ParameterGrid> grids() {
        return List.copyOf(grids.values());
    }

    /** All that was tried. */
    List<Trial> trials() {
        return grids.values().stream().flatMap(grid -> grid.trials().stream()).toList();
    }

    /** The event with these roles, and with one text a card, merchant, device and range. */
    private SequenceEvent withRoles(SequenceEvent event, int roles) {
        return new SequenceEvent(
                one(event.cardId()),
                one(event.merchantId()),
                event.transactionId(),
                event.eventTimeMillis(),
                event.amountMinor(),
                one(event.deviceId()),
                one(event.issuerRange()),
                roles,
                event.ruleSetVersion(),
                event.partition(),
                event.offset(),
                event.intendedSendMicros());
    }

    private String one(String identifier) {
        return identifier == null ? null : identifiers.computeIfAbsent(identifier, same -> same);
    }
}
