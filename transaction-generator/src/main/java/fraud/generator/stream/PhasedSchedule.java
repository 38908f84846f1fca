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
            return Math.round(schedule.meanRatePerSecond() * seconds);
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
