package fraud.generator.scenarios;

import fraud.generator.population.Card;
import fraud.generator.population.CardUse;
import fraud.generator.population.City;
import fraud.generator.population.Draws;
import fraud.model.Channel;
import java.time.Duration;

/**
 * The holder pays, and 20 to 70 minutes later a copy of the card draws cash or pays by stripe in a city 1,500 km away
 * or more: skimming and counterfeit cards, recognised by a speed no traveller has (more than 900 km/h between two
 * card-present uses at least 100 km apart is the usual sign).
 */
final class ImpossibleTravel implements Scenario {

    private static final double MIN_KILOMETRES = 1_500;
    /** Of any card's city most others are farther away: this many tries find one. */
    private static final int MAX_TRIES = 200;

    private static final int MIN_AMOUNT_MINOR = 8_000;
    private static final int MAX_AMOUNT_MINOR = 45_000;
    private static final double CASH_SHARE = 0.6;

    @Override
    public int number() {
        return 2;
    }

    @Override
    public String label() {
        return "impossible-travel";
    }

    @Override
    public boolean isFraud() {
        return true;
    }

    @Override
    public Duration longest() {
        return Duration.ofMinutes(90);
    }

    @Override
    public double meanSteps() {
        return 1.5;
    }

    @Override
    public boolean isAboutOneCard() {
        return true;
    }

    @Override
    public long[] schedule(Draws draws) {
        long[] schedule = Campaign.paced(draws.nextInt(2, 3), 60_000, 600_000, draws);
        long wayMillis = draws.nextLong(1_140_000, 3_540_000);
        for (int i = 1; i < schedule.length; i++) {
            schedule[i] += wayMillis;
        }
        return schedule;
    }

    @Override
    public Step step(Campaign campaign, int number) {
        Draws subject = campaign.subject();
        Card card = campaign.card(subject);
        City here =
                campaign.population().whereabouts(card, campaign.startMillis()).orElse(card.home());
        Draws draws = campaign.draws(number);
        if (number == 0) {
            return Step.honest(campaign.population().useIn(here, card, draws));
        }
        City there = farFrom(here, subject);
        long amountMinor = campaign.fraudAmount(MIN_AMOUNT_MINOR, MAX_AMOUNT_MINOR, draws);
        Channel channel = draws.nextBoolean(CASH_SHARE) ? Channel.ATM : Channel.MAGSTRIPE;
        return Step.fraud(CardUse.present(card, campaign.merchants().anyIn(there, draws), amountMinor, channel));
    }

    private static City farFrom(City here, Draws draws) {
        for (int i = 0; i < MAX_TRIES; i++) {
            City there = City.ALL.get(draws.nextInt(City.ALL.size()));
            if (there.kilometresTo(here) >= MIN_KILOMETRES) {
                return there;
            }
        }
        throw new IllegalStateException("no city far from " + here.name());
    }
}
