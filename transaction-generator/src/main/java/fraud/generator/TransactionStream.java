package fraud.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import fraud.generator.CampaignPlan.Place;
import fraud.generator.Draws.Subject;
import fraud.generator.FraudScenario.Step;
import fraud.generator.GeneratedRecord.Kind;
import fraud.model.CardControl;
import fraud.model.Label;
import fraud.model.Transaction;
import fraud.parse.Partitioner;
import fraud.parse.TransactionCodec;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The stream as a pure function: config and index give the event, with the same bytes always, in any order, on any number of threads. A
 * longer stream begins as the shorter one does. Immutable and thread-safe; memory does not grow with cards or events.
 *
 * <p>An event that is not late happened at most {@code disorderMillis} before its publication, mostly shortly before; a late one
 * {@code lateMillis} to twice that. Nothing but a fault happens after its publication.
 */
public final class TransactionStream {

    /** A client that had no answer sends again within a few seconds. */
    private static final int MAX_RESEND_MILLIS = 5_000;
    /** One in four of those that come again says another amount: the first copy must stand all the same. */
    private static final double CHANGED_RESEND_SHARE = 0.25;

    private static final int MAX_RESEND_TRIES = 5;

    private static final int TRANSACTION_ID_DIGITS = 12;

    private final GeneratorConfig config;
    private final GeneratorConfig.Shares shares;
    private final Population population;
    private final CardRotation rotation;
    private final CampaignPlan campaigns;
    private final List<Fault> faults;

    private TransactionStream(GeneratorConfig config) {
        this.config = config;
        this.shares = config.shares();
        this.population = new Population(config.seed(), config.cards(), config.merchants());
        this.rotation = new CardRotation(config.seed(), population);
        this.campaigns = new CampaignPlan(config);
        this.faults = Fault.of(config.partitions());
    }

    /** The stream of a config. */
    public static TransactionStream of(GeneratorConfig config) {
        return new TransactionStream(config);
    }

    /** What the stream was made from. */
    public GeneratorConfig config() {
        return config;
    }

    /** All events in the order of publication. */
    public Stream<GeneratedRecord> records() {
        return LongStream.range(0, config.schedule().count()).mapToObj(this::record);
    }

    /** The event of an index from 0 to count - 1. */
    public GeneratedRecord record(long index) {
        Objects.checkIndex(index, config.schedule().count());
        Optional<Place> place = campaigns.at(index);
        Optional<GeneratedRecord> control = place.flatMap(found -> control(index, found));
        if (control.isPresent()) {
            return control.get();
        }
        if (place.filter(this::isStep).isPresent()) {
            return first(index, campaignUse(index, place.get()));
        }
        Draws draws = Draws.of(config.seed(), Subject.EVENT, index);
        return switch (fate(draws)) {
            case MALFORMED -> malformed(index, draws);
            case DUPLICATE -> resent(index, draws).orElseGet(() -> first(index, ordinaryUse(index, draws)));
            case TRANSACTION, CONTROL -> first(index, ordinaryUse(index, draws));
        };
    }

    /** What becomes of an index without a place in a campaign. */
    private Kind fate(Draws draws) {
        double u = draws.nextDouble();
        if (u < shares.malformed()) {
            return Kind.MALFORMED;
        }
        return u < shares.malformed() + shares.duplicate() ? Kind.DUPLICATE : Kind.TRANSACTION;
    }

    /** A transaction and the truth about it. */
    private record Truth(Transaction transaction, boolean fraud, String scenario) {}

    private Truth ordinaryUse(long index, Draws draws) {
        long eventTimeMillis = draws.nextBoolean(shares.late())
                ? config.schedule().publishedAtMillis(index)
                        - config.lateMillis()
                        - Math.round(draws.nextDouble() * config.lateMillis())
                : eventTimeMillis(index);
        Card card = rotation.cardAt(index, eventTimeMillis);
        CardUse use = population.habitualUse(card, draws);
        return new Truth(use.transaction(transactionId(index), eventTimeMillis), false, null);
    }

    /**
     * A campaign's steps happen in the order of its story, but are published as disorder has it: the indices of its places have the event
     * times that any index has, and the story goes by those.
     */
    private Truth campaignUse(long index, Place place) {
        FraudScenario scenario = FraudScenario.ALL.get(place.scenario());
        long eventTimeMillis = eventTimeMillis(index);
        int told = 0;
        int steps = steps(place);
        for (int i = 0; i < steps; i++) {
            long other = campaigns.indexOf(new Place(place.scenario(), place.campaign(), i));
            long otherTimeMillis = eventTimeMillis(other);
            if (otherTimeMillis < eventTimeMillis || (otherTimeMillis == eventTimeMillis && other < index)) {
                told++;
            }
        }
        Step step = story(place.scenario(), place.campaign()).get(told);
        return new Truth(
                step.use().transaction(transactionId(index), eventTimeMillis),
                step.fraud(),
                step.fraud() ? scenario.name() : null);
    }

    private long eventTimeMillis(long index) {
        double u = Draws.of(config.seed(), Subject.DISORDER, index).nextDouble();
        // The cube keeps most of them short: half take less than an eighth of the bound.
        return config.schedule().publishedAtMillis(index) - Math.round(u * u * u * config.disorderMillis());
    }

    private Draws campaignDraws(int scenario, long campaign) {
        return Draws.of(config.seed(), Subject.CAMPAIGN, campaign * FraudScenario.ALL.size() + scenario);
    }

    private int steps(Place place) {
        FraudScenario scenario = FraudScenario.ALL.get(place.scenario());
        return campaignDraws(place.scenario(), place.campaign()).nextInt(scenario.minSteps(), scenario.maxSteps());
    }

    private boolean isStep(Place place) {
        return place.place() < steps(place);
    }

    private List<Step> story(int scenario, long campaign) {
        FraudScenario of = FraudScenario.ALL.get(scenario);
        Draws draws = campaignDraws(scenario, campaign);
        int steps = draws.nextInt(of.minSteps(), of.maxSteps());
        return of.campaign(population, steps, draws);
    }

    /** The issuer's block after the campaign, or its release of the card that the campaign before attacked. */
    private Optional<GeneratedRecord> control(long index, Place place) {
        int blockPlace = CampaignPlan.blockPlace(place.scenario());
        if (place.place() == blockPlace) {
            return control(index, place.scenario(), place.campaign(), CardControl.Action.BLOCK);
        }
        if (place.place() == blockPlace + 1) {
            return campaigns
                    .before(place.scenario(), place.campaign())
                    .flatMap(before -> control(index, place.scenario(), before, CardControl.Action.RELEASE));
        }
        return Optional.empty();
    }

    private Optional<GeneratedRecord> control(long index, int scenario, long campaign, CardControl.Action action) {
        // Drawn under a number of its own, so that block and release agree and the campaign stays what it is.
        boolean blocked = campaignDraws(scenario, -1 - campaign).nextBoolean(shares.blocked());
        if (!blocked) {
            return Optional.empty();
        }
        Card card = story(scenario, campaign).get(0).use().card();
        return Optional.of(new GeneratedRecord(
                index,
                Kind.CONTROL,
                card.id().getBytes(UTF_8),
                TransactionCodec.toJson(new CardControl(action, card.id())),
                GeneratedRecord.BY_KEY,
                config.schedule().intendedSendMicros(index),
                null,
                null,
                null));
    }

    private GeneratedRecord first(long index, Truth truth) {
        Transaction transaction = truth.transaction();
        Label label = new Label(
                transaction.transactionId(),
                transaction.merchantId(),
                transaction.cardId(),
                transaction.eventTimeMillis(),
                truth.fraud(),
                truth.scenario());
        return valid(index, Kind.TRANSACTION, transaction, label);
    }

    private GeneratedRecord valid(long index, Kind kind, Transaction transaction, Label label) {
        return new GeneratedRecord(
                index,
                kind,
                transaction.cardId().getBytes(UTF_8),
                TransactionCodec.toJson(transaction),
                GeneratedRecord.BY_KEY,
                config.schedule().intendedSendMicros(index),
                transaction,
                label,
                null);
    }

    /** An earlier transaction again; none at the very start, and when several in a row are no transactions that came first. */
    private Optional<GeneratedRecord> resent(long index, Draws draws) {
        long latest = index - 1 - config.schedule().eventsIn(draws.nextInt(MAX_RESEND_MILLIS));
        boolean changed = draws.nextBoolean(CHANGED_RESEND_SHARE);
        return LongStream.range(0, MAX_RESEND_TRIES)
                .mapToObj(i -> original(latest - i))
                .flatMap(Optional::stream)
                .findFirst()
                .map(original -> valid(index, Kind.DUPLICATE, changed ? withOneMore(original) : original, null));
    }

    private Optional<Transaction> original(long index) {
        if (index < 0) {
            return Optional.empty();
        }
        Optional<Place> place = campaigns.at(index);
        if (place.isPresent()) {
            return place.filter(this::isStep)
                    .map(step -> campaignUse(index, step).transaction());
        }
        Draws draws = Draws.of(config.seed(), Subject.EVENT, index);
        return fate(draws) == Kind.TRANSACTION
                ? Optional.of(ordinaryUse(index, draws).transaction())
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

    private GeneratedRecord malformed(long index, Draws draws) {
        Fault fault = faults.get(draws.nextInt(faults.size()));
        Card card = rotation.cardAt(index, eventTimeMillis(index));
        Transaction transaction =
                population.habitualUse(card, draws).transaction(transactionId(index), eventTimeMillis(index));
        byte[] cardKey = card.id().getBytes(UTF_8);
        byte[] key = switch (fault.sender()) {
            case CARD, MISROUTED -> cardKey;
            case MERCHANT -> transaction.merchantId().getBytes(UTF_8);
            case ANONYMOUS -> null;
        };
        int partition = switch (fault.sender()) {
            case CARD, MERCHANT -> GeneratedRecord.BY_KEY;
            case MISROUTED -> (Partitioner.partition(cardKey, config.partitions()) + 1) % config.partitions();
            case ANONYMOUS -> draws.nextInt(config.partitions());
        };
        return new GeneratedRecord(
                index,
                Kind.MALFORMED,
                key,
                fault.damage(transaction),
                partition,
                config.schedule().intendedSendMicros(index),
                null,
                null,
                fault.expectedReject());
    }

    private static String transactionId(long index) {
        return "t" + Population.padded(index, TRANSACTION_ID_DIGITS);
    }

    /** The names that labels give to fraud. */
    public static List<String> scenarioNames() {
        return FraudScenario.ALL.stream().map(FraudScenario::name).toList();
    }
}
