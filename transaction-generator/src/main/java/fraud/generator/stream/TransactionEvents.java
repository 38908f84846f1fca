package fraud.generator.stream;

import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.generator.population.Card;
import fraud.generator.population.CardUse;
import fraud.generator.population.Draws;
import fraud.generator.population.Draws.Subject;
import fraud.generator.population.Population;
import fraud.generator.scenarios.Step;
import fraud.generator.stream.GeneratedRecord.Kind;
import fraud.generator.stream.TimeBlock.Planned;
import fraud.model.Transaction;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * What happens in a stream: the transaction of each index, before faults and copies make records of it. Thread-safe;
 * the same for the same config.
 */
final class TransactionEvents {

    /** What labels call payments abroad. */
    static final String TRAVELLER = "traveller";

    /** A client that had no answer sends again within a few seconds. */
    private static final double MAX_RESEND_SECONDS = 5;
    /** One in four of those that come again says another amount: the first copy must stand all the same. */
    private static final double CHANGED_RESEND_SHARE = 0.25;

    private static final int MAX_RESEND_TRIES = 5;
    private static final double MAX_LATE_FACTOR = 100;
    private static final int TRANSACTION_ID_DIGITS = 12;

    private final GeneratorConfig config;
    private final Population population;
    private final Timeline timeline;
    private final LongFunction<TimeBlock> blocks;

    /**
     * The events of a stream.
     *
     * @param blocks gives the block that an index lies in
     */
    TransactionEvents(
            GeneratorConfig config, Population population, Timeline timeline, LongFunction<TimeBlock> blocks) {
        this.config = config;
        this.population = population;
        this.timeline = timeline;
        this.blocks = blocks;
    }

    /**
     * A transaction, when it is published, and the truth about it.
     *
     * @param scenario what labels call it; null if it is like any other
     * @param campaignId of the fraud that it is part of; null if of none
     */
    record Event(Transaction transaction, long publishedAtMillis, boolean fraud, String scenario, String campaignId) {

        /** The truth about it, as the event of an index. */
        Truth truth(long index) {
            return new Truth(
                    index,
                    transaction.transactionId(),
                    transaction.cardId(),
                    transaction.merchantId(),
                    transaction.eventTimeMillis(),
                    publishedAtMillis,
                    transaction.amountMinor(),
                    transaction.latitude(),
                    transaction.longitude(),
                    fraud,
                    scenario,
                    campaignId);
        }
    }

    /** The kind of an index that is not a campaign's. */
    Kind kind(Draws draws) {
        double u = draws.nextDouble();
        double malformed = config.number(Parameter.MALFORMED_SHARE);
        if (u < malformed) {
            return Kind.MALFORMED;
        }
        return u < malformed + config.number(Parameter.DUPLICATE_SHARE) ? Kind.DUPLICATE : Kind.TRANSACTION;
    }

    /** A step of a campaign. */
    Event planned(long index, Planned planned) {
        Step step = planned.campaign().scenario().step(planned.campaign(), planned.step());
        return new Event(
                step.use().transaction(transactionId(index), planned.happenedAtMillis()),
                planned.publishedAtMillis(),
                step.fraud(),
                planned.campaign().scenario().label(),
                planned.campaign().id());
    }

    /** What a card does that is no part of a campaign. */
    Event everyday(long index, long publishedAtMillis, TimeBlock block, Draws draws) {
        long happenedAtMillis = publishedAtMillis - ageMillis(block, draws);
        CardUse use = everydayUse(happenedAtMillis, draws);
        boolean isAbroad = use.merchant().latitude() != null
                && use.merchant().city().number() != use.card().home().number();
        return new Event(
                use.transaction(transactionId(index), happenedAtMillis),
                publishedAtMillis,
                false,
                isAbroad ? TRAVELLER : null,
                null);
    }

    private long ageMillis(TimeBlock block, Draws draws) {
        if (draws.nextBoolean(config.number(Parameter.LATE_SHARE))) {
            // As many from 20 to 200 seconds as from 200 to 2,000: some have a bad line, some were on a plane.
            return Math.round(config.integer(Parameter.LATE_MILLIS)
                    * StrictMath.exp(draws.nextDouble() * StrictMath.log(MAX_LATE_FACTOR)));
        }
        return block.disorderMillis(draws.nextDouble());
    }

    /** A transaction of a card that is no part of a campaign. */
    Transaction everydayTransaction(long index, long happenedAtMillis, Draws draws) {
        return everydayUse(happenedAtMillis, draws).transaction(transactionId(index), happenedAtMillis);
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

    /**
     * An earlier transaction again; none at the very start, and when several in a row are no transactions that came
     * first.
     */
    Optional<Transaction> resendable(long index, Draws draws) {
        int within = (int) Math.min(Integer.MAX_VALUE, 1 + MAX_RESEND_SECONDS * timeline.eventsPerSecond(index));
        long latest = index - 1 - draws.nextInt(within);
        boolean changed = draws.nextBoolean(CHANGED_RESEND_SHARE);
        for (long i = latest; i >= 0 && i > latest - MAX_RESEND_TRIES; i--) {
            Optional<Transaction> original = original(i, blocks.apply(i)).map(Event::transaction);
            if (original.isPresent()) {
                return changed ? original.map(first -> first.withAmount(first.amountMinor() + 1)) : original;
            }
        }
        return Optional.empty();
    }

    /** What an index is, if it is a transaction that comes for the first time and not by want of one to send again. */
    Optional<Event> original(long index, TimeBlock block) {
        Optional<Planned> planned = block.planned(index);
        if (planned.isPresent()) {
            return planned.filter(part -> part.part() == TimeBlock.Part.STEP).map(part -> planned(index, part));
        }
        Draws draws = Draws.of(config.seed(), Subject.EVENT, index);
        return kind(draws) == Kind.TRANSACTION
                ? Optional.of(everyday(index, block.everydayPublishedAtMillis(index), block, draws))
                : Optional.empty();
    }

    /** The index in the identifier of a transaction, if it can be one of these. */
    static OptionalLong index(String transactionId) {
        return transactionId.matches("t[0-9]{" + TRANSACTION_ID_DIGITS + "}")
                ? OptionalLong.of(Long.parseLong(transactionId.substring(1)))
                : OptionalLong.empty();
    }

    private static String transactionId(long index) {
        return Population.token('t', index, TRANSACTION_ID_DIGITS);
    }
}
