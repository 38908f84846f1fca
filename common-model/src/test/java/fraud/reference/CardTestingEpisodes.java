package fraud.reference;

import fraud.features.TestTransaction;
import fraud.model.CardControl;
import fraud.model.Transaction;
import fraud.sequences.CardTesting;
import fraud.sequences.SequenceRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Examples of card testing (SEMANTICS 8.2): matches, and next to each what almost is one. Each candidate is sent after
 * a delay of its own within the maximum out-of-orderness, so that a detector that goes by arrival gets them wrong.
 */
final class CardTestingEpisodes {

    private final SeededStream stream;
    private final long small;
    private final long large;

    CardTestingEpisodes(SeededStream stream) {
        this.stream = stream;
        this.small = stream.rules().get(CardTesting.SMALL_MAX);
        this.large = stream.rules().get(CardTesting.LARGE_ABOVE) + 1;
    }

    void writeAll() {
        long within = SequenceRule.CARD_TESTING.within().toMillis();
        long middle = within / 2;
        // At the amounts' boundaries.
        example(at(0, small), at(1, small), at(2, small), at(3, large));
        example(at(0, small), at(1, small), at(2, small + 1), at(3, large));
        example(at(0, small), at(1, small), at(2, small), at(3, large - 1));
        // At the time's boundary, and with a fourth small before.
        example(at(0, small), at(1, small), at(middle, small), at(within - 1, large));
        example(at(0, small), at(1, small), at(middle, small), at(within, large));
        example(at(0, small), at(1, small), at(2, 0), at(middle, small), at(within, large));
        example(at(0, small), at(1, small), at(2, 0), at(middle, small), at(within + 1, large));
        // What lies between: an ordinary amount is not seen, a large one breaks the row.
        example(at(0, small), at(1, small), at(2, small), at(3, small + 1), at(4, large));
        example(at(0, small), at(1, small), at(2, large), at(3, small), at(4, large));
        example(at(0, small), at(1, small), at(2, small), at(3, large), at(4, large));
        example(at(0, small), at(1, small), at(2, small), at(3, large), at(4, 0), at(5, 0), at(6, 0), at(7, large));
        // Within one instant the identifier decides, not the order of sending.
        example(at(0, small), at(0, small), at(0, small), at(0, large));
        example(at(0, large), at(0, small), at(0, small), at(0, small));
        example(at(0, small), at(0, small), at(0, large), at(0, small), at(1, large));
        lateSmall();
        duplicateSmall();
        sameIdentifierAfterForget();
        openAtTheEnd();
        for (int i = 0; i < 20; i++) {
            randomExample();
        }
    }

    private record Step(long atMillis, long amountMinor) {}

    private static Step at(long atMillis, long amountMinor) {
        return new Step(atMillis, amountMinor);
    }

    private void example(Step... steps) {
        String card = stream.newCard();
        long origin = origin();
        for (Step step : steps) {
            stream.send(transaction(card, origin, step), origin + step.atMillis() + delay());
        }
    }

    private void randomExample() {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            long amount = stream.chance(70) ? stream.random().nextLong(small + 1) : large;
            steps.add(at(
                    stream.random()
                            .nextLong(4 * SequenceRule.CARD_TESTING.within().toMillis()),
                    amount));
        }
        steps.sort(Comparator.comparingLong(Step::atMillis));
        example(steps.toArray(Step[]::new));
    }

    /**
     * The third small comes one millisecond beyond the maximum out-of-orderness: not seen. Its negative example comes
     * at the maximum.
     */
    private void lateSmall() {
        long bound = stream.parameters().maxOutOfOrdernessMillis();
        for (long delay : new long[] {bound, bound + 1}) {
            String card = stream.newCard();
            long origin = origin();
            for (int i = 0; i < 2; i++) {
                stream.send(transaction(card, origin, at(i, small)), origin + i + delay());
            }
            Transaction third = transaction(card, origin, at(2, small));
            stream.sendExactly(third, third.eventTimeMillis() + delay);
            stream.send(transaction(card, origin, at(3, large)), origin + 3 + delay());
        }
    }

    private void duplicateSmall() {
        String card = stream.newCard();
        long origin = origin();
        Transaction repeated = transaction(card, origin, at(0, small));
        for (int copy = 0; copy < 3; copy++) {
            stream.send(repeated, origin + delay());
        }
        stream.send(transaction(card, origin, at(1, large)), origin + 1 + delay());
    }

    /** Two events that agree in time, card and identifier: the lower offset goes first (SEMANTICS 8.1). */
    private void sameIdentifierAfterForget() {
        String card = stream.newCard();
        long origin = origin();
        Transaction repeated = transaction(card, origin, at(0, small));
        stream.send(repeated, origin);
        stream.control(card, CardControl.Action.FORGET, origin);
        stream.send(repeated, origin);
        stream.control(card, CardControl.Action.FORGET, origin);
        stream.send(repeated, origin);
        stream.send(transaction(card, origin, at(1, large)), origin + 1);
    }

    /** An attempt that is still open when the input ends. */
    private void openAtTheEnd() {
        String card = stream.newCard();
        long origin = SeededStream.START_MILLIS + SeededStream.SPAN.toMillis();
        for (int i = 0; i < 3; i++) {
            stream.send(transaction(card, origin, at(i, small)), origin + i);
        }
    }

    private long origin() {
        return SeededStream.START_MILLIS + stream.random().nextLong(SeededStream.SPAN.toMillis());
    }

    private long delay() {
        return stream.random().nextLong(stream.parameters().maxOutOfOrdernessMillis() + 1);
    }

    private Transaction transaction(String card, long origin, Step step) {
        return TestTransaction.of(step.amountMinor())
                .id(stream.newTransactionId())
                .card(card)
                .merchant("m-probe")
                .at(origin + step.atMillis())
                .build();
    }
}
