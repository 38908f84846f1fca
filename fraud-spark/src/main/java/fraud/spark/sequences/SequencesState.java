package fraud.spark.sequences;

import fraud.binary.BinaryFormat;
import fraud.binary.BinaryReader;
import fraud.binary.BinaryWriter;
import fraud.binary.EnumCodes;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceEventFormat;
import fraud.sequences.SequenceRule;
import java.util.List;

/**
 * Where a card, a merchant or an issuer range stands in its sequences: small, and gone when nothing is open. Each
 * sequence has at most one attempt open, until its time is over (SEMANTICS 9). How many events it holds at most: of
 * {@code CARD_TESTING} the latest small amounts in a row, three; of {@code ACCOUNT_TAKEOVER} the latest new device and
 * one high amount on it; of {@code ESCALATION} the latest amounts in a row of which each doubles the one before, three;
 * of {@code UNCONFIRMED_DEVICE} the latest new device that is neither confirmed nor reported, one; of
 * {@code MULE_CASH_OUT} the latest withdrawals in a row by different cards, four; of {@code BIN_ENUMERATION} the latest
 * small amounts in a row with different cards, nine.
 *
 * @param pending candidates whose time has not come, in the order of {@link SequenceEvent#ORDER}; at most those of the
 *     bound plus 60 s, and of the time by which one input topic is behind the others
 * @param attempts those that are open
 */
public record SequencesState(List<SequenceEvent> pending, List<Attempt> attempts) {

    /** Without anything open. */
    public static final SequencesState EMPTY = new SequencesState(List.of(), List.of());

    /** How it stands in state. */
    public static final BinaryFormat<SequencesState> FORMAT = new Format();

    /** Whether there is nothing to remember. */
    public boolean isEmpty() {
        return pending.isEmpty() && attempts.isEmpty();
    }

    /** The events of a sequence's open attempt, or none. */
    List<SequenceEvent> attempt(SequenceRule rule) {
        return attempts.stream()
                .filter(attempt -> attempt.rule() == rule)
                .map(Attempt::events)
                .findFirst()
                .orElse(List.of());
    }

    private static final class Format extends BinaryFormat<SequencesState> {

        private static final long serialVersionUID = 1L;

        private static final BinaryFormat<Attempt> ATTEMPT = new AttemptFormat();

        Format() {
            super("sequences", 1);
        }

        @Override
        protected void writeFields(SequencesState state, BinaryWriter out) {
            out.writeList(state.pending(), SequenceEventFormat.SEQUENCE_EVENT);
            out.writeList(state.attempts(), ATTEMPT);
        }

        @Override
        protected SequencesState readFields(BinaryReader in, int writtenVersion) {
            return new SequencesState(in.readList(SequenceEventFormat.SEQUENCE_EVENT), in.readList(ATTEMPT));
        }
    }

    private static final class AttemptFormat extends BinaryFormat<Attempt> {

        private static final long serialVersionUID = 1L;

        private static final EnumCodes<SequenceRule> RULES = new EnumCodes<>(
                SequenceRule.class,
                SequenceRule.CARD_TESTING,
                SequenceRule.ACCOUNT_TAKEOVER,
                SequenceRule.ESCALATION,
                SequenceRule.UNCONFIRMED_DEVICE,
                SequenceRule.MULE_CASH_OUT,
                SequenceRule.BIN_ENUMERATION);

        AttemptFormat() {
            super("attempt", 1);
        }

        @Override
        protected void writeFields(Attempt attempt, BinaryWriter out) {
            RULES.write(attempt.rule(), out);
            out.writeList(attempt.events(), SequenceEventFormat.SEQUENCE_EVENT);
        }

        @Override
        protected Attempt readFields(BinaryReader in, int writtenVersion) {
            return new Attempt(RULES.read(in), in.readList(SequenceEventFormat.SEQUENCE_EVENT));
        }
    }
}
