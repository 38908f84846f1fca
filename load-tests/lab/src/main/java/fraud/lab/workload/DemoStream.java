package fraud.lab.workload;

import fraud.cli.failure.OperationFailedException;
import fraud.config.ConfigException;
import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.generator.stream.Home;
import fraud.generator.stream.TransactionStream;
import fraud.generator.stream.Truth;
import fraud.lab.measuring.DemoView;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The stream of a demo: the history of a population, and its next days. A few thousand cards make a transaction every
 * few seconds; so as to offer hundreds a second and leave each card its habits, the stream's own time passes that much
 * faster ({@link #stretch}). It begins at a fixed time in the past, so that the same seed and sizes bring the same
 * events on any day.
 */
public final class DemoStream {

    private static final long DAY_MILLIS = 86_400_000;

    private final TransactionStream stream;
    private final DemoOptions options;

    private DemoStream(TransactionStream stream, DemoOptions options) {
        this.stream = stream;
        this.options = options;
    }

    /**
     * The stream for some options.
     *
     * @throws OperationFailedException if the generator does not take them
     */
    public static DemoStream of(DemoOptions options, int partitions) {
        try {
            GeneratorConfig config = GeneratorConfig.defaults()
                    .with(Parameter.SEED, options.seed())
                    .with(Parameter.CARDS, options.cards())
                    .with(Parameter.HISTORY_DAYS, options.historyDays())
                    .with(Parameter.RATE, options.ratePerSecond())
                    .with(Parameter.COUNT, (long) options.seconds() * options.ratePerSecond())
                    .with(Parameter.PARTITIONS, partitions);
            return new DemoStream(TransactionStream.of(config), options);
        } catch (ConfigException e) {
            throw new OperationFailedException(e.getMessage(), e);
        }
    }

    TransactionStream stream() {
        return stream;
    }

    /** Events of its first days. */
    public long countOfDays(int days) {
        return stream.countOfDays(days);
    }

    /** Events before the live part. */
    public long historyCount() {
        return stream.historyCount();
    }

    /** Events of the live part. */
    public long liveCount() {
        return stream.count() - stream.historyCount();
    }

    /** Events a second that the population makes by itself, in the stream's time. */
    public double naturalPerSecond() {
        return stream.naturalRatePerSecond();
    }

    /** How much of the stream's time passes in a second. */
    public double stretch() {
        return stream.stretch();
    }

    /** When so many days of the stream have passed, UTC epoch in ms of its own time. */
    public long afterDaysMillis(int days) {
        return stream.config().integer(Parameter.START_MILLIS) + days * DAY_MILLIS;
    }

    /** The truth about every transaction, in the order of publication. */
    public Stream<Truth> truths() {
        return LongStream.range(0, stream.count()).mapToObj(stream::truth).flatMap(Optional::stream);
    }

    /** Where a card's holder lives. */
    public Home home(String cardId) {
        return stream.home(cardId);
    }

    /**
     * The history in a few words.
     *
     * @param whole whether all of it is sent in any case
     */
    public String describeHistory(boolean whole) {
        return String.format(
                Locale.ROOT,
                "the history of %,d cards over %s%d days (%s%,d records)",
                options.cards(),
                whole ? "" : "up to ",
                options.historyDays(),
                whole ? "" : "at most ",
                historyCount());
    }

    /** The live part in a few words, both rates included. */
    public String describeLive() {
        return String.format(
                Locale.ROOT,
                "live: %,d events/s for %d s; these cards make %.3g/s by themselves, so a second is %s of theirs",
                options.ratePerSecond(),
                options.seconds(),
                stream.naturalRatePerSecond(),
                DemoView.stretched(stretch()));
    }
}
