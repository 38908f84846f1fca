package fraud.reference;

import fraud.sequences.AccountTakeover;
import fraud.sequences.Alert;
import fraud.sequences.Alerts;
import fraud.sequences.BinEnumeration;
import fraud.sequences.CardTesting;
import fraud.sequences.Escalation;
import fraud.sequences.MuleCashOut;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import fraud.sequences.SequenceSubject;
import fraud.sequences.UnconfirmedDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The sequences of one card, of one merchant or of one issuer range, straight from the text of SEMANTICS 8: every place
 * where a match could begin is looked at.
 */
public final class ReferenceSequences {

    private final List<SequenceEvent> events;
    private final long nowMillis;
    private final List<Alert> alerts = new ArrayList<>();

    /**
     * The sequences of one subject once all is read.
     *
     * @param timely its transactions that are neither late nor duplicates
     * @param nowMillis the sequence clock
     */
    public ReferenceSequences(List<SequenceEvent> timely, long nowMillis) {
        this.events = timely.stream()
                .filter(event -> event.eventTimeMillis() < nowMillis)
                .sorted(SequenceEvent.ORDER)
                .toList();
        this.nowMillis = nowMillis;
    }

    /** The alerts of the sequences that are about a card, a merchant or an issuer range. */
    public List<Alert> alerts(SequenceSubject subject) {
        for (SequenceRule sequence : SequenceRule.values()) {
            if (sequence.subject() == subject) {
                find(sequence);
            }
        }
        return alerts;
    }

    /** A switch without a default: a sequence that is not here does not compile. */
    private void find(SequenceRule sequence) {
        Runnable search = switch (sequence) {
            case CARD_TESTING -> this::cardTesting;
            case ACCOUNT_TAKEOVER -> this::accountTakeover;
            case ESCALATION -> this::escalation;
            case UNCONFIRMED_DEVICE -> this::unconfirmedDevice;
            case MULE_CASH_OUT -> this::muleCashOut;
            case BIN_ENUMERATION -> this::binEnumeration;
        };
        search.run();
    }

    private void muleCashOut() {
        List<SequenceEvent> candidates = candidates(MuleCashOut::isCandidate);
        int start = 0;
        while (start + MuleCashOut.CARDS <= candidates.size()) {
            List<SequenceEvent> window = candidates.subList(start, start + MuleCashOut.CARDS);
            boolean matches = MuleCashOut.areByDifferentCards(window) && isWithin(window, SequenceRule.MULE_CASH_OUT);
            if (matches) {
                alert(SequenceRule.MULE_CASH_OUT, window);
            }
            start += matches ? MuleCashOut.CARDS : 1;
        }
    }

    private void binEnumeration() {
        List<SequenceEvent> candidates = candidates(BinEnumeration::isCandidate);
        int start = 0;
        while (start + BinEnumeration.CARDS <= candidates.size()) {
            List<SequenceEvent> window = candidates.subList(start, start + BinEnumeration.CARDS);
            boolean matches = BinEnumeration.isMatch(window) && isWithin(window, SequenceRule.BIN_ENUMERATION);
            if (matches) {
                alert(SequenceRule.BIN_ENUMERATION, window);
            }
            start += matches ? BinEnumeration.CARDS : 1;
        }
    }

    private void cardTesting() {
        List<SequenceEvent> candidates = candidates(CardTesting::isCandidate);
        int length = CardTesting.SMALL_COUNT + 1;
        for (int start = 0; start + length <= candidates.size(); start++) {
            List<SequenceEvent> window = candidates.subList(start, start + length);
            SequenceEvent large = window.get(length - 1);
            boolean probes = window.subList(0, length - 1).stream().allMatch(CardTesting::isSmall);
            if (probes && CardTesting.isLarge(large) && isWithin(window, SequenceRule.CARD_TESTING)) {
                alert(SequenceRule.CARD_TESTING, window);
            }
        }
    }

    private void accountTakeover() {
        List<SequenceEvent> candidates = candidates(AccountTakeover::isCandidate);
        for (int start = 0; start < candidates.size(); start++) {
            SequenceEvent first = candidates.get(start);
            if (!AccountTakeover.isNewDevice(first)) {
                continue;
            }
            List<SequenceEvent> match = new ArrayList<>(List.of(first));
            candidates.subList(start + 1, candidates.size()).stream()
                    .takeWhile(event -> !AccountTakeover.isNewDevice(event))
                    .filter(event -> AccountTakeover.isOnSameDevice(first, event))
                    .limit(AccountTakeover.HIGH_COUNT)
                    .forEach(match::add);
            if (match.size() == 1 + AccountTakeover.HIGH_COUNT && isWithin(match, SequenceRule.ACCOUNT_TAKEOVER)) {
                alert(SequenceRule.ACCOUNT_TAKEOVER, match);
            }
        }
    }

    private void escalation() {
        List<SequenceEvent> candidates = candidates(Escalation::isCandidate);
        int start = 0;
        while (start + Escalation.LENGTH <= candidates.size()) {
            List<SequenceEvent> window = candidates.subList(start, start + Escalation.LENGTH);
            boolean matches = isWithin(window, SequenceRule.ESCALATION);
            for (int i = 1; i < window.size(); i++) {
                matches &= Escalation.isStep(window.get(i - 1), window.get(i));
            }
            if (matches) {
                alert(SequenceRule.ESCALATION, window);
            }
            start += matches ? Escalation.LENGTH : 1;
        }
    }

    private void unconfirmedDevice() {
        List<SequenceEvent> candidates = candidates(UnconfirmedDevice::isCandidate);
        for (int start = 0; start < candidates.size(); start++) {
            SequenceEvent first = candidates.get(start);
            long deadline = first.eventTimeMillis()
                    + SequenceRule.UNCONFIRMED_DEVICE.within().toMillis();
            // Whatever comes next, a confirmation or another new device, ends the attempt.
            boolean alone =
                    start + 1 == candidates.size() || candidates.get(start + 1).eventTimeMillis() >= deadline;
            if (UnconfirmedDevice.isHighOnNewDevice(first) && alone && deadline < nowMillis) {
                alert(SequenceRule.UNCONFIRMED_DEVICE, List.of(first));
            }
        }
    }

    private List<SequenceEvent> candidates(Predicate<SequenceEvent> isCandidate) {
        return events.stream().filter(isCandidate).toList();
    }

    private static boolean isWithin(List<SequenceEvent> match, SequenceRule rule) {
        return match.get(match.size() - 1).eventTimeMillis() - match.get(0).eventTimeMillis()
                < rule.within().toMillis();
    }

    private void alert(SequenceRule rule, List<SequenceEvent> match) {
        alerts.add(Alerts.of(rule, match));
    }
}
