package fraud.reference;

import fraud.model.Alert;
import fraud.model.SequenceRule;
import fraud.rules.RuleSet;
import fraud.sequences.AccountTakeover;
import fraud.sequences.Alerts;
import fraud.sequences.CardTesting;
import fraud.sequences.Escalation;
import fraud.sequences.SequenceEvent;
import fraud.sequences.UnconfirmedDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The sequences of one card, straight from the text of SEMANTICS 8: every place where a match could begin is looked at. */
final class ReferenceSequences {

    private final RuleSet rules;
    private final List<SequenceEvent> events;
    private final long nowMillis;
    private final List<Alert> alerts = new ArrayList<>();

    /**
     * The sequences of a card once all is read.
     *
     * @param timely the card's transactions that are neither late nor duplicates
     * @param nowMillis W
     */
    ReferenceSequences(RuleSet rules, List<SequenceEvent> timely, long nowMillis) {
        this.rules = rules;
        this.events = timely.stream()
                .filter(event -> event.eventTimeMillis() < nowMillis)
                .sorted(SequenceEvent.ORDER)
                .toList();
        this.nowMillis = nowMillis;
    }

    /** Whether any sequence sees an event: all others need not be kept. */
    static boolean isCandidate(SequenceEvent event, RuleSet rules) {
        return CardTesting.isCandidate(event, rules)
                || AccountTakeover.isCandidate(event, rules)
                || Escalation.isCandidate(event, rules)
                || UnconfirmedDevice.isCandidate(event, rules);
    }

    List<Alert> alerts() {
        cardTesting();
        accountTakeover();
        escalation();
        unconfirmedDevice();
        return alerts;
    }

    private void cardTesting() {
        List<SequenceEvent> candidates = candidates(event -> CardTesting.isCandidate(event, rules));
        int length = RuleSet.CardTesting.SMALL_COUNT + 1;
        for (int start = 0; start + length <= candidates.size(); start++) {
            List<SequenceEvent> window = candidates.subList(start, start + length);
            SequenceEvent large = window.get(length - 1);
            boolean probes =
                    window.subList(0, length - 1).stream().allMatch(event -> CardTesting.isSmall(event, rules));
            if (probes
                    && CardTesting.isLarge(large, rules)
                    && isWithin(window, rules.cardTesting().withinMillis())) {
                alert(SequenceRule.CARD_TESTING, window);
            }
        }
    }

    private void accountTakeover() {
        List<SequenceEvent> candidates = candidates(event -> AccountTakeover.isCandidate(event, rules));
        for (int start = 0; start < candidates.size(); start++) {
            SequenceEvent first = candidates.get(start);
            if (!AccountTakeover.isNewDevice(first)) {
                continue;
            }
            List<SequenceEvent> match = new ArrayList<>(List.of(first));
            candidates.subList(start + 1, candidates.size()).stream()
                    .takeWhile(event -> !AccountTakeover.isNewDevice(event))
                    .filter(event -> AccountTakeover.isOnSameDevice(first, event))
                    .limit(RuleSet.AccountTakeover.HIGH_COUNT)
                    .forEach(match::add);
            if (match.size() == 1 + RuleSet.AccountTakeover.HIGH_COUNT
                    && isWithin(match, rules.accountTakeover().withinMillis())) {
                alert(SequenceRule.ACCOUNT_TAKEOVER, match);
            }
        }
    }

    private void escalation() {
        List<SequenceEvent> candidates = candidates(event -> Escalation.isCandidate(event, rules));
        int start = 0;
        while (start + RuleSet.Escalation.LENGTH <= candidates.size()) {
            List<SequenceEvent> window = candidates.subList(start, start + RuleSet.Escalation.LENGTH);
            boolean matches = isWithin(window, rules.escalation().withinMillis());
            for (int i = 1; i < window.size(); i++) {
                matches &= Escalation.isStep(window.get(i - 1), window.get(i));
            }
            if (matches) {
                alert(SequenceRule.ESCALATION, window);
            }
            start += matches ? RuleSet.Escalation.LENGTH : 1;
        }
    }

    private void unconfirmedDevice() {
        List<SequenceEvent> candidates = candidates(event -> UnconfirmedDevice.isCandidate(event, rules));
        for (int start = 0; start < candidates.size(); start++) {
            SequenceEvent first = candidates.get(start);
            long deadline = first.eventTimeMillis() + rules.unconfirmedDevice().withinMillis();
            // Whatever comes next, a confirmation or another new device, ends the attempt.
            boolean alone =
                    start + 1 == candidates.size() || candidates.get(start + 1).eventTimeMillis() >= deadline;
            if (UnconfirmedDevice.isHighOnNewDevice(first, rules) && alone && deadline < nowMillis) {
                alert(SequenceRule.UNCONFIRMED_DEVICE, List.of(first));
            }
        }
    }

    private List<SequenceEvent> candidates(Predicate<SequenceEvent> isCandidate) {
        return events.stream().filter(isCandidate).toList();
    }

    private static boolean isWithin(List<SequenceEvent> match, long withinMillis) {
        return match.get(match.size() - 1).eventTimeMillis() - match.get(0).eventTimeMillis() < withinMillis;
    }

    private void alert(SequenceRule rule, List<SequenceEvent> match) {
        alerts.add(Alerts.of(rule, match, rules.version()));
    }
}
