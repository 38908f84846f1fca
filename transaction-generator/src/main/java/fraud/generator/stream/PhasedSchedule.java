package fraud.generator.stream;

import java.util.List;

/**
 * One schedule after the other, each for its time.
 *
 * @param phases in their order; the last one goes on for ever
 */
public record PhasedSchedule(List<Phase> phases) implements SendSchedule {

    private static final long MICROS_PER_SECOND = 1_000_000;

    /**
     * A phase.
     *
     * @param schedule from its beginning on
     * @param seconds how long it takes
     */
    public record Phase(SendSchedule schedule, int seconds) {

        /** How many events are sent in it. */
        public long events() {
            // The first that is due when it is over: a phase that ends within a round of bursts has not its mean rate.
            long least = 0;
            long most = 1;
            while (schedule.offsetMicros(most) < seconds * MICROS_PER_SECOND) {
                least = most;
                most *= 2;
            }
            while (least < most) {
                long middle = (least + most) >>> 1;
                if (schedule.offsetMicros(middle) < seconds * MICROS_PER_SECOND) {
                    least = middle + 1;
                } else {
                    most = middle;
                }
            }
            return most;
        }
    }

    /** How many events all phases have. */
    public long events() {
        return phases.stream().mapToLong(Phase::events).sum();
    }

    @Override
    public long offsetMicros(long n) {
        long left = n;
        long fromMicros = 0;
        for (Phase phase : phases.subList(0, phases.size() - 1)) {
            if (left < phase.events()) {
                return fromMicros + phase.schedule().offsetMicros(left);
            }
            left -= phase.events();
            fromMicros += phase.seconds() * MICROS_PER_SECOND;
        }
        return fromMicros + phases.get(phases.size() - 1).schedule().offsetMicros(left);
    }

    @Override
    public double meanRatePerSecond() {
        return (double) events() / phases.stream().mapToInt(Phase::seconds).sum();
    }
}
