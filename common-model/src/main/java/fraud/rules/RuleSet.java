package fraud.rules;

import fraud.config.ConfigException;
import java.io.Serializable;
import java.time.Duration;

/**
 * One version of all rule parameters, validated on construction (SEMANTICS 12 names the range and source of each).
 *
 * @param version 0 for the one a detector starts with
 * @param amountLimit parameters of {@code AMOUNT_LIMIT}
 * @param velocityCount parameters of {@code VELOCITY_COUNT}
 * @param velocitySum parameters of {@code VELOCITY_SUM}
 * @param impossibleTravel parameters of {@code IMPOSSIBLE_TRAVEL}
 * @param unusualAmount parameters of {@code UNUSUAL_AMOUNT}
 * @param countryFlip parameters of {@code COUNTRY_FLIP}
 * @param newDevice parameters of {@code NEW_DEVICE}
 * @param dormantCard parameters of {@code DORMANT_CARD}
 * @param cardTesting parameters of the sequence {@code CARD_TESTING}
 * @param accountTakeover parameters of the sequence {@code ACCOUNT_TAKEOVER}
 * @param escalation parameters of the sequence {@code ESCALATION}
 * @param unconfirmedDevice parameters of the sequence {@code UNCONFIRMED_DEVICE}
 */
public record RuleSet(
        int version,
        AmountLimit amountLimit,
        VelocityCount velocityCount,
        VelocitySum velocitySum,
        ImpossibleTravel impossibleTravel,
        UnusualAmount unusualAmount,
        CountryFlip countryFlip,
        NewDevice newDevice,
        DormantCard dormantCard,
        CardTesting cardTesting,
        AccountTakeover accountTakeover,
        Escalation escalation,
        UnconfirmedDevice unconfirmedDevice)
        implements Serializable {

    private static final long MAX_AMOUNT_MINOR = 100_000_000_000L;
    private static final int MAX_HISTORY = 100_000;

    /** The rule set of version 0. */
    public static RuleSet defaults() {
        return new RuleSet(
                0,
                new AmountLimit(100_000),
                new VelocityCount(6),
                new VelocitySum(500_000),
                new ImpossibleTravel(900_000, 100_000),
                new UnusualAmount(3, 5_000, 5, 3),
                new CountryFlip(Duration.ofMinutes(2).toMillis()),
                new NewDevice(30_000),
                new DormantCard(Duration.ofDays(21).toMillis(), 30_000),
                new CardTesting(200, 50_000, Duration.ofMinutes(10).toMillis()),
                new AccountTakeover(20_000, Duration.ofHours(24).toMillis()),
                new Escalation(5_000, Duration.ofHours(72).toMillis()),
                new UnconfirmedDevice(20_000, Duration.ofHours(1).toMillis()));
    }

    /**
     * Amount above a limit.
     *
     * @param maxAmountMinor greatest amount that passes, minor units
     */
    public record AmountLimit(long maxAmountMinor) implements Serializable {
        public AmountLimit {
            ConfigException.requireRange("amountLimit.maxAmountMinor", maxAmountMinor, 0, MAX_AMOUNT_MINOR);
        }
    }

    /**
     * Too many transactions of a card in an hour.
     *
     * @param maxCount greatest count that passes
     */
    public record VelocityCount(int maxCount) implements Serializable {
        public VelocityCount {
            ConfigException.requireRange("velocityCount.maxCount", maxCount, 1, MAX_HISTORY);
        }
    }

    /**
     * Too much spent with a card in ten minutes.
     *
     * @param maxSumMinor greatest sum that passes, minor units
     */
    public record VelocitySum(long maxSumMinor) implements Serializable {
        public VelocitySum {
            ConfigException.requireRange("velocitySum.maxSumMinor", maxSumMinor, 0, 100 * MAX_AMOUNT_MINOR);
        }
    }

    /**
     * Two card-present uses too far apart for the time between them.
     *
     * @param maxMetresPerHour greatest speed that passes
     * @param minDistanceMetres distances below this pass at any speed
     */
    public record ImpossibleTravel(long maxMetresPerHour, long minDistanceMetres) implements Serializable {
        public ImpossibleTravel {
            ConfigException.requireRange("impossibleTravel.maxMetresPerHour", maxMetresPerHour, 1, 10_000_000);
            ConfigException.requireRange("impossibleTravel.minDistanceMetres", minDistanceMetres, 0, 20_100_000);
        }
    }

    /**
     * An amount far above the card's habit.
     *
     * @param minHistory earlier transactions a habit needs
     * @param minAmountMinor amounts below this pass, minor units
     * @param meanMultiple amounts up to this multiple of the mean pass
     * @param deviationMultiple amounts up to the mean plus this multiple of the deviation pass
     */
    public record UnusualAmount(int minHistory, long minAmountMinor, int meanMultiple, int deviationMultiple)
            implements Serializable {
        public UnusualAmount {
            ConfigException.requireRange("unusualAmount.minHistory", minHistory, 1, MAX_HISTORY);
            ConfigException.requireRange("unusualAmount.minAmountMinor", minAmountMinor, 0, MAX_AMOUNT_MINOR);
            ConfigException.requireRange("unusualAmount.meanMultiple", meanMultiple, 1, 1_000);
            ConfigException.requireRange("unusualAmount.deviationMultiple", deviationMultiple, 0, 1_000);
        }
    }

    /**
     * Card-present uses in two countries in a short time.
     *
     * @param withinMillis longest time between the two that does not pass
     */
    public record CountryFlip(long withinMillis) implements Serializable {
        public CountryFlip {
            ConfigException.requireRange("countryFlip.withinMillis", withinMillis, 1_000, 86_400_000);
        }
    }

    /**
     * Much spent online with a device that the card was never used with.
     *
     * @param minAmountMinor amounts below this pass, minor units
     */
    public record NewDevice(long minAmountMinor) implements Serializable {
        public NewDevice {
            ConfigException.requireRange("newDevice.minAmountMinor", minAmountMinor, 0, MAX_AMOUNT_MINOR);
        }
    }

    /**
     * Much spent with a card that lay idle for long.
     *
     * @param idleMillis shorter times without a transaction pass; below the 30 days that habits look back
     * @param minAmountMinor amounts below this pass, minor units
     */
    public record DormantCard(long idleMillis, long minAmountMinor) implements Serializable {
        public DormantCard {
            ConfigException.requireRange(
                    "dormantCard.idleMillis",
                    idleMillis,
                    Duration.ofDays(1).toMillis(),
                    Duration.ofDays(29).toMillis());
            ConfigException.requireRange("dormantCard.minAmountMinor", minAmountMinor, 0, MAX_AMOUNT_MINOR);
        }
    }

    /**
     * Small amounts that probe a card, then a large one.
     *
     * @param smallMaxMinor greatest small amount, minor units
     * @param largeAboveMinor amounts above this are large, minor units
     * @param withinMillis time from the first small to the large, exclusive
     */
    public record CardTesting(long smallMaxMinor, long largeAboveMinor, long withinMillis) implements Serializable {

        /** How many small amounts in a row make a probe; changes only by upgrade. */
        public static final int SMALL_COUNT = 3;

        public CardTesting {
            ConfigException.requireRange("cardTesting.smallMaxMinor", smallMaxMinor, 0, MAX_AMOUNT_MINOR);
            ConfigException.requireRange(
                    "cardTesting.largeAboveMinor", largeAboveMinor, smallMaxMinor, MAX_AMOUNT_MINOR);
            ConfigException.requireRange("cardTesting.withinMillis", withinMillis, 1_000, 86_400_000);
        }
    }

    /**
     * A new device, then high amounts on it.
     *
     * @param highAboveMinor amounts above this are high, minor units
     * @param withinMillis time from the new device to the last high amount, exclusive
     */
    public record AccountTakeover(long highAboveMinor, long withinMillis) implements Serializable {

        /** How many high amounts follow; changes only by upgrade. */
        public static final int HIGH_COUNT = 2;

        public AccountTakeover {
            ConfigException.requireRange("accountTakeover.highAboveMinor", highAboveMinor, 0, MAX_AMOUNT_MINOR);
            ConfigException.requireRange("accountTakeover.withinMillis", withinMillis, 1_000, 604_800_000);
        }
    }

    /**
     * Amounts that double and double again.
     *
     * @param minAmountMinor amounts below this are not seen, minor units
     * @param withinMillis time from the first amount to the last, exclusive
     */
    public record Escalation(long minAmountMinor, long withinMillis) implements Serializable {

        /** How many amounts in a row; changes only by upgrade. */
        public static final int LENGTH = 4;

        public Escalation {
            ConfigException.requireRange("escalation.minAmountMinor", minAmountMinor, 1, MAX_AMOUNT_MINOR);
            ConfigException.requireRange("escalation.withinMillis", withinMillis, 1_000, 604_800_000);
        }
    }

    /**
     * A high amount on a new device that no use of the chip confirms.
     *
     * @param highAboveMinor amounts above this are high, minor units
     * @param withinMillis time in which the chip confirms, exclusive
     */
    public record UnconfirmedDevice(long highAboveMinor, long withinMillis) implements Serializable {
        public UnconfirmedDevice {
            ConfigException.requireRange("unconfirmedDevice.highAboveMinor", highAboveMinor, 0, MAX_AMOUNT_MINOR);
            ConfigException.requireRange("unconfirmedDevice.withinMillis", withinMillis, 1_000, 86_400_000);
        }
    }
}
