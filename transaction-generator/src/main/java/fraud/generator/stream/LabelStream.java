package fraud.generator.stream;

import fraud.generator.population.Draws;
import fraud.generator.population.Draws.Subject;
import fraud.model.Label;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The settled labels of a stream's transactions, in the order of their publication: a pure function of the stream's
 * config. Every transaction has one outcome, 7 to 28 days after it was published, since holders take weeks to see and
 * to complain; one in a hundred comes after 60 to 119 days (chargebacks may take 120), and of one in two hundred the
 * first outcome is wrong, and corrected 30 to 37 days after the transaction. The order is found by walking over the
 * stream once for each delay there is, so that nothing waits in memory.
 */
public final class LabelStream implements Iterable<LabelRecord> {

    private static final long HOUR_MILLIS = 3_600_000;

    /** Delays of the first outcome, hours: one a day and a night more, at other hours each day. */
    private static final int USUAL_DELAYS = 20;

    private static final int LATE_DELAYS = 4;
    private static final int CORRECTION_DELAYS = 2;
    private static final double LATE_SHARE = 0.01;
    private static final double CORRECTED_SHARE = 0.005;

    private final TransactionStream stream;

    LabelStream(TransactionStream stream) {
        this.stream = stream;
    }

    /** When the outcomes of a delay are published: ms after their transactions. */
    private static long delayMillis(int delay) {
        if (delay < USUAL_DELAYS) {
            return (7 * 24 + delay * 26L) * HOUR_MILLIS;
        }
        int late = delay - USUAL_DELAYS;
        return late < LATE_DELAYS
                ? (60 * 24 + late * 475L) * HOUR_MILLIS
                : (30 * 24 + (late - LATE_DELAYS) * 175L) * HOUR_MILLIS;
    }

    @Override
    public Iterator<LabelRecord> iterator() {
        return new Merged();
    }

    /** What is settled about an index, whatever it turns out to be. */
    private final class Settlement {
        private final int delay;
        private final boolean corrected;
        private final int correctionDelay;

        Settlement(long index) {
            Draws draws = Draws.of(stream.config().seed(), Subject.SETTLEMENT, index);
            this.delay = draws.nextBoolean(LATE_SHARE)
                    ? USUAL_DELAYS + draws.nextInt(LATE_DELAYS)
                    : draws.nextInt(USUAL_DELAYS);
            // Later than any usual first outcome; a late one is not corrected any more.
            this.corrected = delay < USUAL_DELAYS && draws.nextBoolean(CORRECTED_SHARE);
            this.correctionDelay = USUAL_DELAYS + LATE_DELAYS + draws.nextInt(CORRECTION_DELAYS);
        }

        Optional<LabelRecord> of(int thatDelay, Truth truth) {
            boolean isCorrection = corrected && thatDelay == correctionDelay;
            if (thatDelay != delay && !isCorrection) {
                return Optional.empty();
            }
            Label label = corrected && !isCorrection ? opposite(truth.label()) : truth.label();
            return Optional.of(new LabelRecord(
                    truth.index(),
                    truth.publishedAtMillis() + delayMillis(thatDelay),
                    label,
                    isCorrection,
                    label.fraud() && truth.fraud() ? truth.campaignId() : null));
        }

        boolean has(int thatDelay) {
            return thatDelay == delay || (corrected && thatDelay == correctionDelay);
        }

        private Label opposite(Label label) {
            return new Label(
                    label.transactionId(),
                    label.merchantId(),
                    label.cardId(),
                    label.eventTimeMillis(),
                    !label.fraud(),
                    null);
        }
    }

    /** A walk over the stream for the outcomes of one delay; their times of publication never run back. */
    private final class Walk {
        private final int delay;
        private long next;
        /** Each walk is somewhere else: with a block for all of them they would look for theirs again and again. */
        private TimeBlock block = stream.block(0);

        private LabelRecord head;

        Walk(int delay) {
            this.delay = delay;
        }

        /** Goes to the next outcome; false at the end. */
        boolean advance() {
            for (; next < stream.count(); next++) {
                Settlement settlement = new Settlement(next);
                if (settlement.has(delay)) {
                    if (!block.contains(next)) {
                        block = stream.block(next);
                    }
                    Optional<LabelRecord> found =
                            stream.truth(next, block).flatMap(truth -> settlement.of(delay, truth));
                    if (found.isPresent()) {
                        head = found.get();
                        next++;
                        return true;
                    }
                }
            }
            return false;
        }
    }

    private final class Merged implements Iterator<LabelRecord> {
        private final PriorityQueue<Walk> walks =
                new PriorityQueue<>(Comparator.<Walk>comparingLong(walk -> walk.head.publishedAtMillis())
                        .thenComparingLong(walk -> walk.head.index()));

        Merged() {
            for (int delay = 0; delay < USUAL_DELAYS + LATE_DELAYS + CORRECTION_DELAYS; delay++) {
                Walk walk = new Walk(delay);
                if (walk.advance()) {
                    walks.add(walk);
                }
            }
        }

        @Override
        public boolean hasNext() {
            return !walks.isEmpty();
        }

        @Override
        public LabelRecord next() {
            Walk walk = walks.poll();
            if (walk == null) {
                throw new NoSuchElementException();
            }
            LabelRecord found = walk.head;
            if (walk.advance()) {
                walks.add(walk);
            }
            return found;
        }
    }
}
