package fraud.generator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import fraud.generator.Block.Planned;
import fraud.generator.GeneratedRecord.Kind;
import fraud.generator.population.Card;
import fraud.generator.population.CardUse;
import fraud.generator.population.City;
import fraud.generator.population.Draws;
import fraud.generator.population.Draws.Subject;
import fraud.generator.population.Population;
import fraud.generator.population.Recent;
import fraud.generator.scenarios.Scenario;
import fraud.generator.scenarios.Step;
import fraud.model.CardControl;
import fraud.model.Transaction;
import fraud.parse.Partitioner;
import fraud.parse.TransactionCodec;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

    /** The story of whoever pays abroad. */
    static final String TRAVELLER = "traveller";

    /** A client that had no answer sends again within a few seconds. */
    private static final double MAX_RESEND_SECONDS = 5;
    /** One in four of those that come again says another amount: the first copy must stand all the same. */
    private static final double CHANGED_RESEND_SHARE = 0.25;

    private static final int MAX_RESEND_TRIES = 5;
    private static final double MAX_LATE_FACTOR = 100;

    private static final int TRANSACTION_ID_DIGITS = 12;
    private static final int REMEMBERED_BLOCKS = 64;

    private final GeneratorConfig config;
    private final Population population;
    private final Timeline timeline;
    private final SendSchedule schedule;
    private final List<Fault> faults;
    private final Recent<Block> blocks;
    /** The block of the last event asked for: the next one's, most often. Whoever sees an older one looks it up. */
    private Block lastBlock;

    private TransactionStream(GeneratorConfig config) {
        this.config = config;
        this.population = config.population();
        this.timeline = new Timeline(config, population);
        this.schedule = SendSchedule.of(config);
        this.faults = Fault.of(config.partitions(), config.integer(Parameter.QUIET_PARTITION) >= 0);
        this.blocks = new Recent<>(REMEMBERED_BLOCKS, number -> new Block(config, timeline, population, (int) number));
        this.lastBlock = blocks.get(0);
    }

    /**
     * The stream of a config.
     *
     * @throws fraud.config.ConfigException if its cards would take more than twenty years for its events
     */
    public static TransactionStream of(GeneratorConfig config) {
        return new TransactionStream(config);
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

    /** The settled outcomes of all transactions. */
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
        Block block = block(index);
        Optional<Planned> planned = block.planned(index);
        if (planned.isPresent()) {
            return record(index, planned.get());
        }
        long publishedAtMillis = block.everydayPublishedAtMillis(index);
        Draws draws = Draws.of(config.seed(), Subject.EVENT, index);
        return switch (fate(draws)) {
            case MALFORMED -> malformed(index, publishedAtMillis, block, draws);
            case DUPLICATE ->
                resendable(index, draws)
                        .map(earlier -> valid(index, Kind.DUPLICATE, publishedAtMillis, earlier, null))
                        .orElseGet(() -> first(index, everyday(index, publishedAtMillis, block, draws)));
            case TRANSACTION, CONTROL -> first(index, everyday(index, publishedAtMillis, block, draws));
        };
    }

    /**
     * The truth about the event of an index from 0 to count - 1, if it is a transaction that comes for the first time.
     */
    public Optional<Truth> truth(long index) {
        return truth(index, block(index));
    }

    /** The same for who knows the block, and so spares the others that ask a search. */
    Optional<Truth> truth(long index, Block block) {
        Draws draws = Draws.of(config.seed(), Subject.EVENT, index);
        if (block.planned(index).isEmpty()
                && fate(draws) == Kind.DUPLICATE
                && resendable(index, draws).isEmpty()) {
            return Optional.of(truth(index, everyday(index, block.everydayPublishedAtMillis(index), block, draws)));
        }
        return original(index, block).map(told -> truth(index, told));
    }

    /** The truth about the transaction of an identifier, if it is one of this stream. */
    public Optional<Truth> truth(String transactionId) {
        if (!transactionId.matches("t[0-9]{" + TRANSACTION_ID_DIGITS + "}")) {
            return Optional.empty();
        }
        long index = Long.parseLong(transactionId.substring(1));
        return index < count() ? truth(index) : Optional.empty();
    }

    /** The block that an index lies in. */
    Block block(long index) {
        Objects.checkIndex(index, count());
        Block block = lastBlock;
        if (!block.contains(index)) {
            block = blocks.get(timeline.blockOf(index));
            lastBlock = block;
        }
        return block;
    }

    /** A transaction, when it is published, and the truth about it. */
    private record Told(
            Transaction transaction, long publishedAtMillis, boolean fraud, String story, String campaignId) {}

    /** What becomes of an index that is not a campaign's. */
    private Kind fate(Draws draws) {
        double u = draws.nextDouble();
        double malformed = config.number(Parameter.MALFORMED_SHARE);
        if (u < malformed) {
            return Kind.MALFORMED;
        }
        return u < malformed + config.number(Parameter.DUPLICATE_SHARE) ? Kind.DUPLICATE : Kind.TRANSACTION;
    }

    private GeneratedRecord record(long index, Planned planned) {
        return switch (planned.part()) {
            case STEP -> first(index, told(index, planned));
            case CARD_BLOCK -> control(index, planned, CardControl.Action.BLOCK);
            case CARD_RELEASE -> control(index, planned, CardControl.Action.RELEASE);
        };
    }

    private Told told(long index, Planned planned) {
        Step step = planned.campaign().scenario().step(planned.campaign(), planned.step());
        return new Told(
                step.use().transaction(transactionId(index), planned.happenedAtMillis()),
                planned.publishedAtMillis(),
                step.fraud(),
                planned.campaign().scenario().label(),
                planned.campaign().id());
    }

    private Told everyday(long index, long publishedAtMillis, Block block, Draws draws) {
        long happenedAtMillis = publishedAtMillis - ageMillis(block, draws);
        CardUse use = everydayUse(happenedAtMillis, draws);
        boolean isAbroad = use.merchant().latitude() != null
                && use.merchant().city().number() != use.card().home().number();
        return new Told(
                use.transaction(transactionId(index), happenedAtMillis),
                publishedAtMillis,
                false,
                isAbroad ? TRAVELLER : null,
                null);
    }

    private long ageMillis(Block block, Draws draws) {
        if (draws.nextBoolean(config.number(Parameter.LATE_SHARE))) {
            // As many from 20 to 200 seconds as from 200 to 2,000: some have a bad line, some were on a plane.
            return Math.round(config.integer(Parameter.LATE_MILLIS)
                    * StrictMath.exp(draws.nextDouble() * StrictMath.log(MAX_LATE_FACTOR)));
        }
        return block.disorderMillis(draws.nextDouble());
    }

    private CardUse everydayUse(long millis, Draws draws) {
        if (draws.nextBoolean(config.number(Parameter.HOT_CARD_SHARE))) {
            return population.onlineUse(population.busyCard(), millis, draws);
        }
        Card card = population.payingCard(draws, millis);
        return draws.nextBoolean(config.number(Parameter.HOT_MERCHANT_SHARE))
                ? population.onlineUseAt(population.merchants().merchant(0), card, millis, draws)
                : population.habitualUse(card, millis, draws);
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

    private GeneratedRecord first(long index, Told told) {
        return valid(index, Kind.TRANSACTION, told.publishedAtMillis(), told.transaction(), truth(index, told));
    }

    private static Truth truth(long index, Told told) {
        Transaction transaction = told.transaction();
        return new Truth(
                index,
                transaction.transactionId(),
                transaction.cardId(),
                transaction.merchantId(),
                transaction.eventTimeMillis(),
                told.publishedAtMillis(),
                transaction.amountMinor(),
                transaction.latitude(),
                transaction.longitude(),
                told.fraud(),
                told.story(),
                told.campaignId());
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

    /**
     * An earlier transaction again; none at the very start, and when several in a row are no transactions that came
     * first.
     */
    private Optional<Transaction> resendable(long index, Draws draws) {
        int within = (int) Math.min(Integer.MAX_VALUE, 1 + MAX_RESEND_SECONDS * timeline.eventsPerSecond(index));
        long latest = index - 1 - draws.nextInt(within);
        boolean changed = draws.nextBoolean(CHANGED_RESEND_SHARE);
        for (long i = latest; i >= 0 && i > latest - MAX_RESEND_TRIES; i--) {
            Optional<Transaction> original = original(i, block(i)).map(Told::transaction);
            if (original.isPresent()) {
                return changed ? original.map(TransactionStream::withOneMore) : original;
            }
        }
        return Optional.empty();
    }

    /** What an index is, if it is a transaction that comes for the first time and not by want of one to send again. */
    private Optional<Told> original(long index, Block block) {
        Optional<Planned> planned = block.planned(index);
        if (planned.isPresent()) {
            return planned.filter(part -> part.part() == Block.Part.STEP).map(part -> told(index, part));
        }
        Draws draws = Draws.of(config.seed(), Subject.EVENT, index);
        return fate(draws) == Kind.TRANSACTION
                ? Optional.of(everyday(index, block.everydayPublishedAtMillis(index), block, draws))
                : Optional.empty();
    }

    private static Transaction withOneMore(Transaction original) {
        return new Transaction(
                original.transactionId(),
                original.cardId(),
                original.merchantId(),
                original.eventTimeMillis(),
                original.amountMinor() + 1,
                original.currency(),
                original.merchantCategory(),
                original.channel(),
                original.country(),
                original.latitude(),
                original.longitude(),
                original.deviceId());
    }

    private GeneratedRecord malformed(long index, long publishedAtMillis, Block block, Draws draws) {
        Fault fault = faults.get(draws.nextInt(faults.size()));
        long happenedAtMillis = publishedAtMillis - block.disorderMillis(draws.nextDouble());
        Transaction transaction =
                everydayUse(happenedAtMillis, draws).transaction(transactionId(index), happenedAtMillis);
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

    private static String transactionId(long index) {
        return Population.token('t', index, TRANSACTION_ID_DIGITS);
    }
}
