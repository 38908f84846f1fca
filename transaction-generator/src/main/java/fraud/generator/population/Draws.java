package fraud.generator.population;

/**
 * Random draws about one subject, from (seed, subject, index) alone: SplitMix64 (Steele, Lea, Flood 2014), started
 * anywhere in its sequence. Own code, since the library's generators do not promise the same numbers from one release
 * of Java to the next, and the same seed must give the same bytes everywhere. Not thread-safe; made anew for every
 * subject.
 */
public final class Draws {

    /** What is drawn about: subjects with equal index draw independently. */
    public enum Subject {
        /** A card and its holder. */
        CARD(1),
        /** A merchant that a holder goes to. */
        FAVOURITE(2),
        /** A merchant. */
        MERCHANT(3),
        /** An event of the stream outside of campaigns. */
        EVENT(4),
        /** When such an event is published. */
        ARRIVAL(5),
        /** A holder's journey. */
        JOURNEY(6),
        /** When a campaign starts. */
        CAMPAIGN_START(7),
        /** When its steps follow. */
        CAMPAIGN_SCHEDULE(8),
        /** Who and where it is about. */
        CAMPAIGN_SUBJECT(9),
        /** What one step does. */
        CAMPAIGN_STEP(10),
        /** When a step is published. */
        STEP_DELAY(11),
        /** What the issuer does about it. */
        CARD_BLOCK(12),
        /** When an outcome is settled. */
        SETTLEMENT(13),
        /** What a holder may owe. */
        CREDIT_LIMIT(14),
        /** Which range of numbers a card is of. */
        ISSUER_RANGE(15),
        /** With which card of a range a step tries its luck. */
        CARD_OF_RANGE(16);

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

    /** The draws about a subject's index. */
    public static Draws of(long seed, Subject subject, long index) {
        return new Draws(start(seed, subject, index));
    }

    /** One number about a subject's index, where one is all it takes. */
    public static long once(long seed, Subject subject, long index) {
        return mix(start(seed, subject, index) + GOLDEN_GAMMA);
    }

    /** One number from 0 (included) to 1 (excluded) about a subject's index. */
    public static double onceDouble(long seed, Subject subject, long index) {
        return unit(once(seed, subject, index));
    }

    private static long start(long seed, Subject subject, long index) {
        return mix(mix(seed + subject.number * GOLDEN_GAMMA) ^ mix(index + GOLDEN_GAMMA));
    }

    /** Spreads a number's bits over all of them. */
    public static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private static double unit(long bits) {
        return (bits >>> 11) * 0x1p-53;
    }

    /** Any number. */
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** From 0 to {@code bound} - 1. */
    public int nextInt(int bound) {
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /** From {@code from} to {@code to}, both included. */
    public int nextInt(int from, int to) {
        return from + nextInt(to - from + 1);
    }

    /** From {@code from} to {@code to}, both included. */
    public long nextLong(long from, long to) {
        return from + (long) (nextDouble() * (to - from + 1));
    }

    /** From 0 (included) to 1 (excluded). */
    public double nextDouble() {
        return unit(nextLong());
    }

    /** From {@code from} (included) to {@code to} (excluded). */
    public double nextDouble(double from, double to) {
        return from + (to - from) * nextDouble();
    }

    /** True that often. */
    public boolean nextBoolean(double probability) {
        return nextDouble() < probability;
    }

    /** Standard normal, by Box and Muller; {@link StrictMath} gives the same bits on every machine. */
    public double nextGaussian() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * nextDouble());
    }
}
