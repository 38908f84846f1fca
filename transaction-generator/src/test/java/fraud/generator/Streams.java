package fraud.generator;

/** Streams that tests have in common. */
final class Streams {

    static final long SEED = 42;
    /** 2026-01-05T12:00:00Z. */
    static final long START_MILLIS = 1_767_614_400_000L;

    static final int RATE_PER_SECOND = 300;

    private Streams() {}

    /** What a demo shows: a minute of 300 events a second, with the default shares. */
    static GeneratorConfig minute() {
        return GeneratorConfig.of(SEED, new Schedule(START_MILLIS, RATE_PER_SECOND, 60 * RATE_PER_SECOND));
    }

    static TransactionStream minuteWith(GeneratorConfig.Shares shares) {
        return TransactionStream.of(minute().withShares(shares));
    }
}
