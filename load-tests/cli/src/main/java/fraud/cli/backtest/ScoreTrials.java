package fraud.cli.backtest;

import fraud.rules.ModelScore;
import fraud.rules.Reason;
import fraud.ruleset.RuleSet;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The scores of the counted transactions, and thresholds that give so many alarms a day. Memory is 8 bytes a score. */
final class ScoreTrials {

    /** The score of a transaction on which the model raises no alarm, whatever it says. */
    static final double NEVER = -1;

    private static final int[] ALARMS_A_DAY = {20, 40, 60, 80, 100, 150};
    private static final double MILLION = 1e6;

    private final long baseMillionths;
    private double[] scores = new double[1 << 10];
    private int size;

    ScoreTrials(RuleSet base) {
        this.baseMillionths = base.get(ModelScore.MIN_MILLIONTHS);
    }

    /** Takes the score of the next transaction. */
    void add(double score) {
        if (size == scores.length) {
            scores = Arrays.copyOf(scores, Math.multiplyExact(size, 2));
        }
        scores[size++] = score;
    }

    /**
     * The base value, and the least thresholds that give at most so many alarms a day.
     *
     * @param atBase the alarms at the base value
     * @param days how many days the transactions are of
     */
    List<Trial> trials(BitSet atBase, int days) {
        SortedSet<Long> values = new TreeSet<>(List.of(baseMillionths));
        double[] ascending = Arrays.copyOf(scores, size);
        Arrays.sort(ascending);
        for (int alarms : ALARMS_A_DAY) {
            long threshold = leastFor(ascending, (long) alarms * days);
            if (threshold <= ModelScore.MIN_MILLIONTHS.greatest()) {
                values.add(threshold);
            }
        }
        return values.stream()
                .map(value -> new Trial(
                        Reason.MODEL_SCORE.ruleName(),
                        ModelScore.MIN_MILLIONTHS,
                        value,
                        value == baseMillionths,
                        value == baseMillionths ? atBase : from(value)))
                .toList();
    }

    private BitSet from(long millionths) {
        BitSet alarmed = new BitSet(size);
        IntStream.range(0, size).filter(i -> scores[i] >= millionths / MILLION).forEach(alarmed::set);
        return alarmed;
    }

    /** In millionths, from 1 on; above all that is allowed if even the highest score is given too often. */
    private static long leastFor(double[] ascending, long alarms) {
        if (alarms >= ascending.length) {
            return 1;
        }
        // The alarms are as many as allowed if the threshold is above the first score that gets none.
        double above = ascending[ascending.length - Math.toIntExact(alarms) - 1];
        long millionths = Math.max(1, (long) Math.floor(above * MILLION));
        while (millionths / MILLION <= above) {
            millionths++;
        }
        return millionths;
    }
}
