package fraud.lab.chaos.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * When faults strike: each at a random moment of the first third of its turn, so that the rest of it shows what came of
 * it.
 *
 * @param strikes in their order
 * @param seconds how long all turns take
 */
public record FaultPlan(List<Strike> strikes, int seconds) {

    private static final int INSIDE_EVERY = 3;
    private static final double STRIKING_SHARE = 1.0 / 3;

    /**
     * A fault that is to be.
     *
     * @param kind of fault
     * @param afterSeconds when, from the beginning of the first turn
     * @param insideCommit whether it waits for a checkpoint or a batch's commit to be under way; at random moments too
     *     few would be
     */
    public record Strike(FaultKind kind, double afterSeconds, boolean insideCommit) {}

    /**
     * The plan of a run.
     *
     * @param kinds that take turns
     * @param count how many faults there are
     * @param turn how long one has until the next
     * @param seed of the moments
     */
    public static FaultPlan of(List<FaultKind> kinds, int count, Duration turn, long seed) {
        Random random = new Random(seed);
        List<Strike> strikes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double after = turn.toSeconds() * (i + random.nextDouble() * STRIKING_SHARE);
            strikes.add(new Strike(kinds.get(i % kinds.size()), after, i % INSIDE_EVERY == 0));
        }
        return new FaultPlan(List.copyOf(strikes), Math.toIntExact(turn.toSeconds() * count));
    }
}
