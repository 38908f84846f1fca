package fraud.generator.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.generator.population.City;
import fraud.generator.population.Draws;
import fraud.generator.population.Draws.Subject;
import fraud.generator.population.Population;
import fraud.generator.population.RecentCache;
import fraud.generator.scenarios.Scenario;
import fraud.generator.stream.GeneratedRecord.Kind;
import fraud.generator.stream.TimeBlock.Planned;
import fraud.generator.stream.TransactionEvents.Event;
import fraud.model.CardControl;
import fraud.model.Transaction;
import fraud.parse.Partitioner;
import fraud.parse.TransactionCodec;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The stream as a pure function: config and index give the event, with the same bytes always, in any order, on any
 * number of threads. A longer stream begins as the shorter one does. Thread-safe; memory does not grow with cards or
 * events.
 *
 * <p>It has a clock of its own, on which events are published and happen. An event that is not late happens at most
 * {@code disorder.millis} before its publication, mostly shortly before; a late one {@code late.millis} to a hundred
 * times that. Nothing but a fault happens after its publication.
 */
public final class TransactionStream {

    private static final int REMEMBERED_BLOCKS = 64;

    private final GeneratorConfig config;
    private final Population population;
    private final Timeline timeline;
    private final SendSchedule schedule;
    private final TransactionEvents events;
    private final List<Fault> faults;
    private final RecentCache<TimeBlock> blocks;
    /**
     * The block of the last event asked for: the next one's, most often. A thread that sees an older one looks it up.
     */
    private TimeBlock lastBlock;

    private TransactionStream(GeneratorConfig config, SendSchedule schedule) {
        this.config = config;
        this.population = config.population();
        this.timeline = new Timeline(config, population);
        this.schedule = schedule;
        this.faults = Fault.of(config.partitions(), config.integer(Parameter.QUIET_PARTITION) >= 0);
        this.blocks = new RecentCache<>(
                REMEMBERED_BLOCKS, number -> new TimeBlock(config, timeline, population, (int) number));
        this.lastBlock = blocks.get(0);
        this.events = new TransactionEvents(config, population, timeline, this::block);
    }

    /**
     * The stream of a config.
     *
     * @throws fraud.config.ConfigException if its cards would take more than twenty years for its events
     */
    public static TransactionStream of(GeneratorConfig config) {
        return of(config, RateSchedule.of(config));
    }

    /**
     * The same, sent by another schedule than the config's.
     *
     * @throws fraud.config.ConfigException as well
     */
    public static TransactionStream of(GeneratorConfig config, SendSchedule schedule) {
        return new TransactionStream(config, schedule);
    }

    /** What the stream was made from. */
    public GeneratorConfig config() {
        return config;
    }

    /** How many events there are, the history included. */
    public long count() {
        return timeline.count();
    }

    /** How many of them, the first ones, are history: as many as the population makes in {@code history.days}. */
    public long historyCount() {
        return timeline.historyCount();
    }

    /**
     * How many events the first days of the stream have: the same as the history of a stream that is so many days long.
     */
    public long countOfDays(int days) {
        return (long)
                timeline.positionAt(config.startMillis() + Duration.ofDays(days).toMillis());
    }

    /** When an event after the history is to be sent: µs after the first of them. */
    public long sendOffsetMicros(long index) {
        return schedule.offsetMicros(index - historyCount());
    }

    /** Events a second that the population makes on the stream's clock, after the history, on average. */
    public double naturalRatePerSecond() {
        long millis = timeline.millisAt((double) count()) - timeline.millisAt((double) historyCount());
        return (count() - historyCount()) * 1_000.0 / Math.max(1, millis);
    }

    /** Events a second that are sent after the history, on average. */
    public double offeredRatePerSecond() {
        return schedule.meanRatePerSecond();
    }

    /** How fast the stream's clock runs while events are sent: seconds of its own in a second. */
    public double stretch() {
        return offeredRatePerSecond() / naturalRatePerSecond();
    }

    /** All events in the order of publication. */
    public Stream<GeneratedRecord> records() {
        return LongStream.range(0, count()).mapToObj(this::record);
    }

    /** The settled labels of all transactions. */
    public LabelStream labels() {
        return new LabelStream(this);
    }

    /**
     * Where the holder of a card lives.
     *
     * @throws IllegalArgumentException if no card of this generator has that token
     */
    public Home home(String cardId) {
        City city = population
                .card(cardId)
                .orElseThrow(() -> new IllegalArgumentException("not a card of this generator"))
                .home();
        return new Home(city.name(), city.country(), city.latitude(), city.longitude());
    }

    /** The names that labels give to fraud. */
    public static List<String> scenarioNames() {
        return Scenario.FRAUD.stream().map(Scenario::label).toList();
    }

    /** The event of an index from 0 to count - 1. */
    public GeneratedRecord record(long index) {
        TimeBlock block = block(index);
        Optional<Planned> planned = block.planned(index);
        if (planned.isPresent()) {
            return record(index, planned.get());
        }
        long publishedAtMillis = block.everydayPublishedAtMillis(index);
        Draws draws = Draws.of(config.seed(), Subject.EVENT, index);
        return switch (events.kind(draws)) {
            case MALFORMED -> malformed(index, publishedAtMillis, block, draws);
            case DUPLICATE ->
                events.resendable(index, draws)
                        .map(earlier -> valid(index, Kind.DUPLICATE, publishedAtMillis, earlier, null))
                        .orElseGet(() -> first(index, events.everyday(index, publishedAtMillis, block, draws)));
            case TRANSACTION, CONTROL -> first(index, events.everyday(index, publishedAtMillis, block, draws));
        };
    }

    /**
     * The truth about the event of an index from 0 to count - 1, if it is a transaction that comes for the first time.
     */
    public Optional<Truth> truth(long index) {
        return truth(index, block(index));
    }

    /** The same for who knows the block, and so spares the others that ask a search. */
    Optional<Truth> truth(long index, TimeBlock block) {
        Draws draws = Draws.of(config.seed(), Subject.EVENT, index);
        if (block.planned(index).isEmpty()
                && events.kind(draws) == Kind.DUPLICATE
                && events.resendable(index, draws).isEmpty()) {
            return Optional.of(events.everyday(index, block.everydayPublishedAtMillis(index), block, draws)
                    .truth(index));
        }
        return events.original(index, block).map(event -> event.truth(index));
    }

    /** The truth about the transaction of an identifier, if it is one of this stream. */
    public Optional<Truth> truth(String transactionId) {
        OptionalLong index = TransactionEvents.index(transactionId);
        return index.isPresent() && index.getAsLong() < count() ? truth(index.getAsLong()) : Optional.empty();
    }

    /** The block that an index lies in. */
    TimeBlock block(long index) {
        Objects.checkIndex(index, count());
        TimeBlock block = lastBlock;
        if (!block.contains(index)) {
            block = blocks.get(timeline.blockOf(index));
            lastBlock = block;
        }
        return block;
    }

    private GeneratedRecord record(long index, Planned planned) {
        return switch (planned.part()) {
            case STEP -> first(index, events.planned(index, planned));
            case CARD_BLOCK -> control(index, planned, CardControl.Action.BLOCK);
            case CARD_RELEASE -> control(index, planned, CardControl.Action.RELEASE);
        };
    }

    private GeneratedRecord control(long index, Planned planned, CardControl.Action action) {
        String cardId = planned.campaign().card().id();
        return new GeneratedRecord(
                index,
                Kind.CONTROL,
                cardId.getBytes(US_ASCII),
                TransactionCodec.toJson(new CardControl(action, cardId)),
                GeneratedRecord.BY_KEY,
                planned.publishedAtMillis(),
                null,
                null,
                null);
    }

    private static GeneratedRecord first(long index, Event event) {
        return valid(index, Kind.TRANSACTION, event.publishedAtMillis(), event.transaction(), event.truth(index));
    }

    private static GeneratedRecord valid(
            long index, Kind kind, long publishedAtMillis, Transaction transaction, Truth truth) {
        return new GeneratedRecord(
                index,
                kind,
                transaction.cardId().getBytes(US_ASCII),
                TransactionCodec.toJson(transaction),
                GeneratedRecord.BY_KEY,
                publishedAtMillis,
                transaction,
                truth,
                null);
    }

    private GeneratedRecord malformed(long index, long publishedAtMillis, TimeBlock block, Draws draws) {
        Fault fault = faults.get(draws.nextInt(faults.size()));
        long happenedAtMillis = publishedAtMillis - block.disorderMillis(draws.nextDouble());
        Transaction transaction = events.everydayTransaction(index, happenedAtMillis, draws);
        byte[] cardKey = transaction.cardId().getBytes(US_ASCII);
        byte[] key = switch (fault.sender()) {
            case CARD, MISROUTED -> cardKey;
            case MERCHANT -> transaction.merchantId().getBytes(US_ASCII);
            case ANONYMOUS -> null;
        };
        int partitions = config.partitions();
        int partition = switch (fault.sender()) {
            case CARD, MERCHANT -> GeneratedRecord.BY_KEY;
            case MISROUTED -> (Partitioner.partition(cardKey, partitions) + 1) % partitions;
            // Where a card's record would go: never to the quiet partition.
            case ANONYMOUS -> Partitioner.partition(cardKey, partitions);
        };
        return new GeneratedRecord(
                index,
                Kind.MALFORMED,
                key,
                fault.damage(transaction),
                partition,
                publishedAtMillis,
                null,
                null,
                fault.expectedReject());
    }
}
