package fraud.generator;

import static fraud.config.ConfigException.requireRange;

import fraud.config.ConfigException;
import fraud.config.Settings;

/**
 * Everything the stream depends on: two equal configs give the same bytes. Validated on construction.
 *
 * @param seed any number
 * @param cards how many cards there are
 * @param merchants how many merchants there are
 * @param partitions partitions of the topic {@code transactions}; it decides where records without a key go
 * @param schedule when events are published, and how many
 * @param disorderMillis how long before its publication an event that is not late happened, at most
 * @param lateMillis how long before its publication a late event happened, at least; at most twice that
 * @param shares how often something unusual happens
 */
public record GeneratorConfig(
        long seed,
        int cards,
        int merchants,
        int partitions,
        Schedule schedule,
        long disorderMillis,
        long lateMillis,
        Shares shares) {

    public static final int MIN_CARDS = 100;
    public static final int MAX_CARDS = 1_000_000_000;
    /** Enough that every city and each kind of online merchant is there. */
    public static final int MIN_MERCHANTS = 500;

    public static final int MAX_MERCHANTS = 10_000_000;
    public static final int MAX_PARTITIONS = 10_000;
    public static final long MAX_DISORDER_MILLIS = 3_600_000;
    public static final long MAX_LATE_MILLIS = 36_000_000;

    private static final long DEFAULT_SEED = 42;
    private static final int DEFAULT_MERCHANTS = 5_000;
    private static final int DEFAULT_PARTITIONS = 4;
    private static final int DEFAULT_RATE_PER_SECOND = 300;
    private static final long DEFAULT_COUNT = 18_000;
    /** 2026-01-05T12:00:00Z, a Monday at noon. */
    private static final long DEFAULT_START_MILLIS = 1_767_614_400_000L;

    private static final long DEFAULT_DISORDER_MILLIS = 2_000;
    private static final long DEFAULT_LATE_MILLIS = 20_000;

    public GeneratorConfig {
        requireRange("cards", cards, MIN_CARDS, MAX_CARDS);
        requireRange("merchants", merchants, MIN_MERCHANTS, MAX_MERCHANTS);
        requireRange("partitions", partitions, 1, MAX_PARTITIONS);
        requireRange("disorder.millis", disorderMillis, 0, MAX_DISORDER_MILLIS);
        requireRange("late.millis", lateMillis, 1, MAX_LATE_MILLIS);
        if (lateMillis <= disorderMillis) {
            throw new ConfigException(
                    "late.millis = " + lateMillis + ": must be above disorder.millis, which is " + disorderMillis);
        }
    }

    /**
     * How often something unusual happens.
     *
     * @param fraud fraudulent ones among all events
     * @param duplicate transactions sent again among the events outside of campaigns
     * @param malformed records that cannot be read among the events outside of campaigns
     * @param late transactions published late among the ordinary ones; 0 turns them off
     * @param blocked campaigns after which the issuer blocks the card, and later releases it, among all campaigns
     */
    public record Shares(double fraud, double duplicate, double malformed, double late, double blocked) {

        public static final double MAX_FRAUD = 0.2;
        public static final double MAX_FAULT = 0.25;

        public Shares {
            requireShare("fraud.share", fraud, MAX_FRAUD);
            requireShare("duplicate.share", duplicate, MAX_FAULT);
            requireShare("malformed.share", malformed, MAX_FAULT);
            requireShare("late.share", late, MAX_FAULT);
            requireShare("blocked.share", blocked, 1);
        }

        /** Real fraud is rarer (0.1 to 0.8 %): with 2 % a minute shows every kind some dozens of times. */
        public static Shares defaults() {
            return new Shares(0.02, 0.01, 0.01, 0.002, 0.5);
        }

        /** Ordinary transactions only. */
        public static Shares none() {
            return new Shares(0, 0, 0, 0, 0);
        }

        private static void requireShare(String key, double value, double to) {
            if (!(value >= 0 && value <= to)) {
                throw new ConfigException(key + " = " + value + ": must be from 0 to " + to);
            }
        }
    }

    /** The defaults for a schedule. */
    public static GeneratorConfig of(long seed, Schedule schedule) {
        return new GeneratorConfig(
                seed,
                cardsFor(schedule),
                DEFAULT_MERCHANTS,
                DEFAULT_PARTITIONS,
                schedule,
                DEFAULT_DISORDER_MILLIS,
                DEFAULT_LATE_MILLIS,
                Shares.defaults());
    }

    /**
     * Reads the keys of {@code transaction-generator/README.md}; those that are not given have their defaults.
     *
     * @throws ConfigException naming key, value and range
     */
    public static GeneratorConfig from(Settings settings) {
        Schedule schedule = new Schedule(
                settings.getLong(
                        "start.millis", DEFAULT_START_MILLIS, Schedule.MIN_START_MILLIS, Schedule.MAX_START_MILLIS),
                settings.getInt("rate", DEFAULT_RATE_PER_SECOND, 1, Schedule.MAX_RATE_PER_SECOND),
                settings.getLong("count", DEFAULT_COUNT, 1, Schedule.MAX_COUNT));
        Shares shares = Shares.defaults();
        return new GeneratorConfig(
                settings.getLong("seed", DEFAULT_SEED, Long.MIN_VALUE, Long.MAX_VALUE),
                settings.getInt("cards", cardsFor(schedule), MIN_CARDS, MAX_CARDS),
                settings.getInt("merchants", DEFAULT_MERCHANTS, MIN_MERCHANTS, MAX_MERCHANTS),
                settings.getInt("partitions", DEFAULT_PARTITIONS, 1, MAX_PARTITIONS),
                schedule,
                settings.getLong("disorder.millis", DEFAULT_DISORDER_MILLIS, 0, MAX_DISORDER_MILLIS),
                settings.getLong("late.millis", DEFAULT_LATE_MILLIS, 1, MAX_LATE_MILLIS),
                new Shares(
                        share(settings, "fraud.share", shares.fraud()),
                        share(settings, "duplicate.share", shares.duplicate()),
                        share(settings, "malformed.share", shares.malformed()),
                        share(settings, "late.share", shares.late()),
                        share(settings, "blocked.share", shares.blocked())));
    }

    private static double share(Settings settings, String key, double otherwise) {
        String text = settings.get(key, String.valueOf(otherwise));
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new ConfigException(key + " = " + text + ": must be a number, such as " + otherwise);
        }
    }

    /**
     * Half as many cards as events in an hour: some sleep, and the others come up about three times, enough for a habit and seldom
     * enough that ordinary use does not look like a burst.
     */
    private static int cardsFor(Schedule schedule) {
        long events = Math.min(schedule.count(), 3_600L * schedule.ratePerSecond());
        return (int) Math.max(1_000, Math.min(MAX_CARDS, events / 2));
    }

    /** This config with another number of cards. */
    public GeneratorConfig withCards(int newCards) {
        return new GeneratorConfig(seed, newCards, merchants, partitions, schedule, disorderMillis, lateMillis, shares);
    }

    /** This config for a topic of another number of partitions. */
    public GeneratorConfig withPartitions(int newPartitions) {
        return new GeneratorConfig(seed, cards, merchants, newPartitions, schedule, disorderMillis, lateMillis, shares);
    }

    /** This config on another schedule. */
    public GeneratorConfig withSchedule(Schedule newSchedule) {
        return new GeneratorConfig(seed, cards, merchants, partitions, newSchedule, disorderMillis, lateMillis, shares);
    }

    /** This config with other shares. */
    public GeneratorConfig withShares(Shares newShares) {
        return new GeneratorConfig(seed, cards, merchants, partitions, schedule, disorderMillis, lateMillis, newShares);
    }
}
