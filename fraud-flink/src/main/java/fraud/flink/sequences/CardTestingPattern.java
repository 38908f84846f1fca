package fraud.flink.sequences;

import fraud.recovery.RecordAttempts;
import fraud.sequences.CardTesting;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;

/**
 * Card testing as a pattern over the candidates of one card (SEMANTICS 8.2): three small amounts in a row, and as the
 * very next candidate a large one, all within a time that is exclusive. At most three attempts are open per card, each
 * until its time is over.
 */
final class CardTestingPattern implements SequencePattern {

    private static final long serialVersionUID = 1L;

    /** Stage of the small amounts that probe the card. */
    static final String PROBES = "probes";

    /** Stage of the large amount that the probes were for. */
    static final String CASHES_IN = "cashes-in";

    @Override
    public SequenceRule rule() {
        return SequenceRule.CARD_TESTING;
    }

    @Override
    public boolean isCandidate(SequenceEvent event) {
        return CardTesting.isCandidate(event);
    }

    @Override
    public Pattern<SequenceEvent, ?> pattern(RecordAttempts attempts) {
        // Matches cannot overlap: a match ends in a large amount and holds no other. So nothing is skipped.
        return Pattern.<SequenceEvent>begin(PROBES, AfterMatchSkipStrategy.noSkip())
                .where(PredicateOnEvent.of(CardTesting::isSmall, SequenceRule.CARD_TESTING, PROBES, attempts))
                .times(CardTesting.SMALL_COUNT)
                .consecutive()
                .next(CASHES_IN)
                .where(PredicateOnEvent.of(CardTesting::isLarge, SequenceRule.CARD_TESTING, CASHES_IN, attempts))
                .within(SequenceRule.CARD_TESTING.within());
    }
}
