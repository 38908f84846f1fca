package fraud.spark.sequences;

import fraud.features.TestFeatures;
import fraud.features.TestTransaction;
import fraud.model.Channel;
import fraud.ruleset.RuleSet;
import fraud.sequences.SequenceEvent;

/** What sequences are shown of a use of a card at the one merchant of these tests, under the default rules. */
final class SequenceEvents {

    private SequenceEvents() {}

    static SequenceEvent of(
            String card,
            String id,
            long atMillis,
            long amountMinor,
            Channel channel,
            String device,
            boolean newDevice,
            long offset) {
        return SequenceEvent.of(
                TestTransaction.of(amountMinor)
                        .id(id)
                        .card(card)
                        .merchant("merchant")
                        .at(atMillis)
                        .channel(channel)
                        .device(device)
                        .with(TestFeatures.some().newDevice(newDevice))
                        .enriched(offset),
                RuleSet.defaults());
    }
}
