package fraud.generator;

/**
 * Random draws about one subject, from (seed, subject, index) alone: SplitMix64 (Steele, Lea, Flood 2014), started anywhere in its
 * sequence. Own code, since the library's generators do not promise the same numbers from one release of Java to the next, and the same
 * seed must give the same bytes everywhere. Not thread-safe; made anew for every subject.
 */
final class Draws {

    /** What is drawn about: subjects with equal index draw independently. */
    enum Subject {
        CARD(1),
        FAVOURITE(2),
        MERCHANT(3),
        EVENT(4),
        DISORDER(5),
        ROTATION(6),
        SLOT(7),
        CAMPAIGN(8);

        /** Part of what a seed means: never changed, never used again. */
        private final int number;

        Subject(int number) {
            this.number = number;
        }
    }

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    private Draws(long state) {
        this.state = state;
    }

    static Draws of(long seed, Subject subject, long index) {
        return new Draws(mix(mix(seed + subject.number * GOLDEN_GAMMA) ^ mix(index + GOLDEN_GAMMA)));
    }

    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** From 0 to {@code bound} - 1. */
    int nextInt(int bound) {
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /** From {@code from} to {@code to}, both included. */
    int nextInt(int from, int to) {
        return from + nextInt(to - from + 1);
    }

    /** From 0 (included) to 1 (excluded). */
    double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    boolean nextBoolean(double probability) {
        return nextDouble() < probability;
    }

    /** Standard normal, by Box and Muller; {@link StrictMath} gives the same bits on every machine. */
    double nextGaussian() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * nextDouble());
    }
}
