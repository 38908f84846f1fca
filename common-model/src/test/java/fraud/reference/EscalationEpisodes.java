package fraud.reference;

import fraud.model.Transaction;
import fraud.sequences.Escalation;
import fraud.sequences.SequenceRule;

/** Examples of amounts that double (SEMANTICS 8.5): matches, and next to each what almost is one. */
final class EscalationEpisodes {

    private final SeededStream stream;
    private final long min;
    private final long within;

    EscalationEpisodes(SeededStream stream) {
        this.stream = stream;
        this.min = stream.rules().get(Escalation.MIN_AMOUNT);
        this.within = SequenceRule.ESCALATION.within().toMillis();
    }

    void writeAll() {
        // At the amounts' boundaries.
        run(min, 2 * min, 4 * min, 8 * min);
        run(min - 1, 2 * min, 4 * min, 8 * min);
        run(min, 2 * min - 1, 4 * min, 8 * min);
        run(min, 2 * min, 4 * min - 1, 8 * min);
        run(min, 2 * min, 4 * min, 8 * min - 1);
        run(min, 2 * min, 4 * min);
        // What lies between: a low amount is not seen, any other candidate breaks the row or begins it anew.
        run(min, 2 * min, min - 1, 4 * min, 8 * min);
        run(min, 2 * min, min, 4 * min, 8 * min);
        run(min, min, 2 * min, 4 * min, 8 * min);
        // A match is spent.
        run(min, 2 * min, 4 * min, 8 * min, 16 * min, 32 * min, 64 * min);
        run(min, 2 * min, 4 * min, 8 * min, 16 * min, 32 * min, 64 * min, 128 * min);
        run(min, 2 * min, 4 * min, 8 * min, min, 2 * min, 4 * min, 8 * min);
        // At the time's boundary; a row that is too old loses its first.
        timed(within - 1);
        timed(within);
        timed(within).pay(within + 1, 16 * min);
        timed(within + 1).pay(within + 2, 16 * min);
        // Within one instant the identifier decides.
        new SequenceCard(stream).pay(0, min).pay(0, 2 * min).pay(0, 4 * min).pay(0, 8 * min);
        new SequenceCard(stream).pay(0, 2 * min).pay(0, min).pay(0, 4 * min).pay(0, 8 * min);
        lateStep();
        for (int i = 0; i < 20; i++) {
            randomExample();
        }
    }

    private void run(long... amounts) {
        SequenceCard card = new SequenceCard(stream);
        for (int i = 0; i < amounts.length; i++) {
            card.pay(i, amounts[i]);
        }
    }

    private SequenceCard timed(long last) {
        return new SequenceCard(stream)
                .pay(0, min)
                .pay(1, 2 * min)
                .pay(2, 4 * min)
                .pay(last, 8 * min);
    }

    /**
     * A step that breaks the row comes one millisecond beyond the maximum out-of-orderness: not seen. Its negative
     * example comes at the maximum.
     */
    private void lateStep() {
        long bound = stream.parameters().maxOutOfOrdernessMillis();
        for (long delay : new long[] {bound, bound + 1}) {
            SequenceCard card = new SequenceCard(stream).pay(0, min).pay(1, 2 * min);
            Transaction low = card.transaction(2, min, null, null);
            card.sendLate(low, delay).pay(3, 4 * min).pay(4, 8 * min);
        }
    }

    private void randomExample() {
        SequenceCard card = new SequenceCard(stream);
        for (int i = 0; i < 40; i++) {
            long at = stream.random().nextLong(2 * within);
            card.pay(at, (min << stream.random().nextInt(5)) - stream.random().nextInt(2));
        }
        // Rows that are certain, so that a random card matches too.
        long origin = stream.random().nextLong(2 * within);
        for (int i = 0; i < 9; i++) {
            card.pay(origin + i, min << i % 5);
        }
    }
}
