package fraud.spark.sequences;

import fraud.features.TestTransaction;
import fraud.model.Channel;
import fraud.ruleset.RuleSet;
import fraud.sequences.Alert;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import fraud.spark.Attempts;
import java.util.ArrayList;
import java.util.List;

/**
 * What happens to one card, at one merchant, or in one issuer range, and what a sequence makes of it. An event's offset
 * is its place in the example.
 */
final class SequenceExample {

    private final SequenceRule rule;
    private final Sequences sequences;
    private final List<SequenceEvent> events = new ArrayList<>();

    SequenceExample(SequenceRule rule) {
        this.rule = rule;
        this.sequences = switch (rule.subject()) {
            case CARD -> Sequences.ofCard(Attempts.ofAJob());
            case MERCHANT -> Sequences.ofMerchant(Attempts.ofAJob());
            case ISSUER_RANGE -> Sequences.ofIssuerRange(Attempts.ofAJob());
        };
    }

    SequenceExample pay(String id, long atMillis, long amountMinor) {
        return see(id, atMillis, amountMinor, null, null, false);
    }

    SequenceExample buy(String id, long atMillis, long amountMinor, String device) {
        return see(id, atMillis, amountMinor, Channel.ECOMMERCE, device, false);
    }

    SequenceExample buyOnNew(String id, long atMillis, long amountMinor, String device) {
        return see(id, atMillis, amountMinor, Channel.ECOMMERCE, device, true);
    }

    SequenceExample chip(String id, long atMillis) {
        return see(id, atMillis, 1_000, Channel.CHIP, null, false);
    }

    SequenceExample draw(String id, long atMillis, long amountMinor, String card) {
        return see(card, id, atMillis, amountMinor, Channel.ATM, null, false);
    }

    /** An attempt online without a device, of the least amount, with a card of the range. */
    SequenceExample tryOut(String id, long atMillis, String card, String merchant) {
        return see(SequenceEvent.of(
                TestTransaction.of(0)
                        .id(id)
                        .card(card)
                        .merchant(merchant)
                        .at(atMillis)
                        .channel(Channel.ECOMMERCE)
                        .issuerRange("range")
                        .enriched(events.size()),
                RuleSet.defaults()));
    }

    private SequenceExample see(
            String id, long atMillis, long amountMinor, Channel channel, String device, boolean newDevice) {
        return see("card", id, atMillis, amountMinor, channel, device, newDevice);
    }

    private SequenceExample see(
            String card,
            String id,
            long atMillis,
            long amountMinor,
            Channel channel,
            String device,
            boolean newDevice) {
        return see(SequenceEvents.of(card, id, atMillis, amountMinor, channel, device, newDevice, events.size()));
    }

    private SequenceExample see(SequenceEvent event) {
        if (sequences.isCandidate(event)) {
            events.add(event);
        }
        return this;
    }

    /** Where its subject stands, and its alerts, once the sequence clock has come to this. */
    Sequences.Progress at(long nowMillis) {
        return sequences.advance(sequences.observe(SequencesState.EMPTY, events), nowMillis);
    }

    /** The transactions of each of the sequence's alerts by then. */
    List<List<String>> matches(long nowMillis) {
        return matches(at(nowMillis).alerts());
    }

    /** The same, with the sequence clock passing every millisecond in between that brings something to do. */
    List<List<String>> matchesStepByStep(long nowMillis) {
        List<Alert> alerts = new ArrayList<>();
        SequencesState state = sequences.observe(SequencesState.EMPTY, events);
        while (sequences.nextMillis(state).orElse(Long.MAX_VALUE) <= nowMillis) {
            Sequences.Progress progress =
                    sequences.advance(state, sequences.nextMillis(state).getAsLong());
            alerts.addAll(progress.alerts());
            state = progress.state();
        }
        return matches(alerts);
    }

    private List<List<String>> matches(List<Alert> alerts) {
        return alerts.stream()
                .filter(alert -> alert.rule() == rule)
                .map(Alert::transactionIds)
                .toList();
    }
}
