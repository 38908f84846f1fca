package fraud.generator.config;

import fraud.config.ConfigException;
import fraud.config.Option;
import fraud.config.Settings;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/**
 * Everything the stream can be told, once: keys, units, defaults and ranges are read, checked, documented and written
 * into manifests from here. What each fraud scenario weighs comes on top, see {@link GeneratorConfig#MIX_PREFIX}.
 */
@SuppressWarnings("ImmutableEnumChecker") // its numbers are Longs and Doubles
public enum Parameter {
    SEED("seed", "", 42, Long.MIN_VALUE, Long.MAX_VALUE, "What everything is drawn from."),
    COUNT("count", "events", 18_000, 1, 1_000_000_000_000L, "How many there are, after the history."),
    RATE("rate", "events/s", 300, 1, 1_000_000, "How fast they are sent to Kafka, after the history."),
    START_MILLIS(
            "start.millis",
            "ms, UTC epoch",
            // 2026-01-05, a Monday.
            1_767_571_200_000L,
            // 2000-01-06: late events still have a time that a detector takes. 2079-01-01: so has the last of twenty
            // years.
            947_116_800_000L,
            3_439_756_800_000L,
            "When the stream begins, on its own clock."),
    HISTORY_DAYS(
            "history.days",
            "days",
            0,
            0,
            3_650,
            "How long, on the stream's clock, the history before the counted events is; Kafka gets it as fast as it takes it."),
    PARTITIONS("partitions", "", 4, 1, 10_000, "Partitions of the topic; it decides where records without a key go."),
    CARDS("cards", "cards", 3_300, 100, 100_000_000, "How many there are at the start."),
    ISSUER_RANGES(
            "issuer.ranges",
            "ranges",
            10,
            0,
            100_000,
            "How many ranges of card numbers the cards are of; 0 leaves `issuerRange` out. One for all is refused."),
    MERCHANTS("merchants", "merchants", 20_000, 1_000, 10_000_000, "How many there are; one in ten is online."),
    USES_PER_DAY("uses.per.day", "transactions/card", 2.0, 0.01, 50.0, "How often a card is used, on average."),
    GROWTH_PER_YEAR("growth.per.year", "share/year", 0.2, 0.0, 2.0, "New cards a year, of those at the start."),
    JOURNEYS_PER_YEAR("journeys.per.year", "journeys/card", 2.0, 0.0, 6.0, "How often a holder travels."),
    FRAUD_SHARE(
            "fraud.share",
            "share",
            0.005,
            0.0,
            0.2,
            "Fraudulent ones among all events; real ones are 0.001 to 0.008 (Stripe, Fraud Detection Handbook)."),
    FRAUD_SEVERITY("fraud.severity", "factor", 1.0, 0.1, 10.0, "On the amounts that fraudsters take."),
    BLOCKED_SHARE(
            "blocked.share",
            "share",
            0.5,
            0.0,
            1.0,
            "Campaigns against one card after which the issuer blocks it for days."),
    LOOKALIKE_SHARE(
            "lookalike.share", "share", 0.01, 0.0, 0.2, "Honest events that look like fraud, among all events."),
    DISORDER_MILLIS(
            "disorder.millis",
            "ms",
            8_000,
            0,
            3_600_000,
            "Greatest age of an event at its publication; half of them have less than an eighth of it."),
    LATE_SHARE("late.share", "share", 0.002, 0.0, 0.25, "Events published late, among the everyday ones."),
    LATE_MILLIS(
            "late.millis",
            "ms",
            20_000,
            1,
            3_600_000,
            "Least age of a late one, above disorder.millis; the greatest is a hundred times that."),
    DUPLICATE_SHARE(
            "duplicate.share", "share", 0.01, 0.0, 0.25, "Events sent again, among those outside of campaigns."),
    MALFORMED_SHARE(
            "malformed.share",
            "share",
            0.01,
            0.0,
            0.25,
            "Broken or hostile records, among those outside of campaigns."),
    HOT_CARD_SHARE("hot.card.share", "share", 0.0, 0.0, 1.0, "Everyday events that are of one card."),
    HOT_MERCHANT_SHARE("hot.merchant.share", "share", 0.0, 0.0, 1.0, "Everyday events that are at one merchant."),
    QUIET_PARTITION(
            "quiet.partition",
            "",
            -1,
            -1,
            9_999,
            "A partition that no event goes to, below the number of partitions; -1 is none."),
    BURST_FACTOR("burst.factor", "factor", 1, 1, 100, "How many times the rate a burst has; 1 turns them off."),
    BURST_EVERY_SECONDS("burst.every.seconds", "s", 60, 2, 86_400, "Time from one burst to the next, as sent."),
    BURST_SECONDS("burst.seconds", "s", 5, 1, 43_200, "How long a burst takes, below burst.every.seconds.");

    private final String key;
    private final String unit;
    private final Number otherwise;
    private final Number from;
    private final Number to;
    private final String text;

    Parameter(String key, String unit, long otherwise, long from, long to, String text) {
        this(key, unit, (Number) otherwise, from, to, text);
    }

    Parameter(String key, String unit, double otherwise, double from, double to, String text) {
        this(key, unit, (Number) otherwise, from, to, text);
    }

    Parameter(String key, String unit, Number otherwise, Number from, Number to, String text) {
        this.key = key;
        this.unit = unit;
        this.otherwise = otherwise;
        this.from = from;
        this.to = to;
        this.text = text;
    }

    /** The parameter of a key. */
    public static Optional<Parameter> of(String key) {
        return Arrays.stream(values())
                .filter(parameter -> parameter.key.equals(key))
                .findFirst();
    }

    /** Its name in settings. */
    public String key() {
        return key;
    }

    /** What it is counted in; empty if in nothing. */
    public String unit() {
        return unit;
    }

    /** Its value where none is given: a Long or a Double. */
    public Number otherwise() {
        return otherwise;
    }

    /** The least value it takes. */
    public String from() {
        return plain(from);
    }

    /** The greatest value it takes. */
    public String to() {
        return plain(to);
    }

    /** What it does, in a sentence. */
    public String text() {
        return text;
    }

    /** Whether it takes whole numbers only. */
    public boolean isWhole() {
        return otherwise instanceof Long;
    }

    /** A value as settings have it. */
    public static String plain(Number value) {
        return value instanceof Double number && Double.isFinite(number)
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : value.toString();
    }

    /**
     * Its value in some settings, or its default.
     *
     * @throws ConfigException naming key, value and range
     */
    Number read(Settings settings) {
        if (isWhole()) {
            return settings.get(Option.number(key, (Long) otherwise, (Long) from, (Long) to, unit, text));
        }
        Optional<String> given = settings.find(key);
        if (given.isEmpty()) {
            return otherwise;
        }
        try {
            return checked(Double.parseDouble(given.get()));
        } catch (NumberFormatException e) {
            throw new ConfigException(key + " = " + given.get() + ": must be a number from " + from() + " to " + to());
        }
    }

    /** The value, if it is in range. */
    Number checked(Number value) {
        if (isWhole()) {
            ConfigException.requireRange(key, value.longValue(), (Long) from, (Long) to);
            return value.longValue();
        }
        double number = value.doubleValue();
        if (!(number >= (Double) from && number <= (Double) to)) {
            throw new ConfigException(key + " = " + plain(value) + ": must be from " + from() + " to " + to());
        }
        return number;
    }
}
