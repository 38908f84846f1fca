package fraud.training.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What share of the transactions with a sum of leaves were fraud, as a line that rises everywhere, so that transactions
 * rank as before: isotonic regression by pooling adjacent violators (Zadrozny and Elkan, 2002), reduced to a few points
 * with straight lines between them, which is what a link can say (SEMANTICS 15.3).
 *
 * <p>Over a block of the regression the line is nearly level at (frauds + ½) / (rows + 1), so that no block says never
 * or always. Beyond the outermost it goes on rising to the ends of the link before.
 *
 * @param sums where its points are, ascending
 * @param scores what they say, rising
 * @param rows what it was fitted to
 * @param frauds of these
 */
@SuppressWarnings("ArrayRecordComponent") // points of a curve, never compared
public record Calibration(double[] sums, double[] scores, int rows, long frauds) {

    /** With fewer, a curve says more of chance than of the model. */
    public static final int LEAST_FRAUDS = 30;

    /** More points would follow chance: of so many blocks each has a twentieth of the frauds. */
    private static final int BLOCKS = 20;

    private static final int LEAST_FRAUDS_OF_A_BLOCK = 5;

    /** By which share of it the line rises over a block. */
    private static final double SLOPE = 0.01;

    /**
     * A transaction that the model did not learn from.
     *
     * @param sum of its leaves
     * @param fraud whether it was fraud
     */
    public record Outcome(double sum, boolean fraud) {}

    /** Neighbours in the order of their sums. */
    private record Block(double first, double last, long rows, long frauds) {

        static Block of(double sum, boolean fraud) {
            return new Block(sum, sum, 1, fraud ? 1 : 0);
        }

        Block with(Block next) {
            return new Block(first, next.last, rows + next.rows, frauds + next.frauds);
        }

        double rawShare() {
            return (double) frauds / rows;
        }

        double share() {
            return (frauds + 0.5) / (rows + 1);
        }
    }

    /**
     * Fits a curve.
     *
     * @param outcomes at least one; sums beyond the ends are taken to be at them
     * @param first where the link before begins
     * @param last where it ends
     */
    static Calibration of(List<Outcome> outcomes, double first, double last) {
        List<Block> levels = new ArrayList<>();
        outcomes.stream()
                .map(one -> Block.of(Math.min(last, Math.max(first, one.sum())), one.fraud()))
                .sorted(Comparator.comparingDouble(Block::first))
                .forEach(one -> {
                    int end = levels.size() - 1;
                    if (end >= 0 && levels.get(end).first() == one.first()) {
                        levels.set(end, levels.get(end).with(one));
                    } else {
                        levels.add(one);
                    }
                });
        long frauds = levels.stream().mapToLong(Block::frauds).sum();
        List<Block> isotonic = pooled(levels, Block::rawShare);
        List<Block> blocks =
                pooled(reduced(isotonic, Math.max(LEAST_FRAUDS_OF_A_BLOCK, frauds / BLOCKS)), Block::share);
        return along(blocks, first, last, outcomes.size(), frauds);
    }

    /** Joins neighbours until each says more than the one before it. */
    private static List<Block> pooled(List<Block> levels, ToDoubleFunction<Block> share) {
        Deque<Block> blocks = new ArrayDeque<>();
        for (Block level : levels) {
            Block block = level;
            while (!blocks.isEmpty() && share.applyAsDouble(blocks.getLast()) >= share.applyAsDouble(block)) {
                block = blocks.removeLast().with(block);
            }
            blocks.addLast(block);
        }
        return new ArrayList<>(blocks);
    }

    /** Joins neighbours until each has so many frauds; the rest at the end goes with the last that has. */
    private static List<Block> reduced(List<Block> blocks, long leastFrauds) {
        List<Block> reduced = new ArrayList<>();
        Block open = null;
        for (Block block : blocks) {
            open = open == null ? block : open.with(block);
            if (open.frauds() >= leastFrauds) {
                reduced.add(open);
                open = null;
            }
        }
        if (open != null) {
            reduced.add(
                    reduced.isEmpty()
                            ? open
                            : reduced.remove(reduced.size() - 1).with(open));
        }
        return reduced;
    }

    /**
     * The curve along the blocks: nearly level over each, so that it says its share, and up to the next between them.
     * Straight lines from the middle of one to the middle of the next would say too much wherever the curve is hollow.
     */
    private static Calibration along(List<Block> blocks, double first, double last, int rows, long frauds) {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            double share = block.share();
            double below = i == 0 ? 0 : blocks.get(i - 1).share();
            double above = i + 1 == blocks.size() ? 1 : blocks.get(i + 1).share();
            double slope = Math.min(SLOPE * share, Math.min(share - below, above - share) / 4);
            if (i == 0 && first < block.first()) {
                points.add(new double[] {first, (share - slope) / 2});
            }
            points.add(new double[] {block.first(), share - slope});
            if (block.last() > block.first()) {
                points.add(new double[] {block.last(), share + slope});
            }
            if (i + 1 == blocks.size() && last > block.last()) {
                points.add(new double[] {last, (1 + share + slope) / 2});
            }
        }
        return new Calibration(
                points.stream().mapToDouble(point -> point[0]).toArray(),
                points.stream().mapToDouble(point -> point[1]).toArray(),
                rows,
                frauds);
    }

    /** In words. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "scores are probabilities by isotonic regression, %d points of %,d validated transactions, %,d of them fraud",
                sums.length,
                rows,
                frauds);
    }
}
