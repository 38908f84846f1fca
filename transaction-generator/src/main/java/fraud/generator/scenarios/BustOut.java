package fraud.generator.scenarios;

import fraud.generator.population.Card;
import fraud.generator.population.CardUse;
import fraud.generator.population.City;
import fraud.generator.population.Draws;
import fraud.generator.population.MerchantCategory;
import fraud.generator.population.Population;
import fraud.model.Channel;
import java.time.Duration;
import java.util.Optional;

/**
 * The holder is the fraudster: after 60 to 90 clean days, in which the card is used like any other, 90 % of its credit
 * limit or more are spent on what can be sold again within 72 hours, and never paid back. The clean days lie before the
 * stream's beginning where the campaign starts earlier than that.
 */
final class BustOut implements Scenario {

    private static final int MIN_PURCHASES = 8;
    private static final int MAX_PURCHASES = 14;
    private static final double MIN_LIMIT_SHARE = 0.90;
    private static final double MAX_LIMIT_SHARE = 0.99;
    private static final double ONLINE_SHARE = 0.5;
    private static final long MIN_PAUSE_MILLIS = 900_000;
    private static final long MAX_PAUSE_MILLIS = 19_800_000;

    @Override
    public int number() {
        return 6;
    }

    @Override
    public String label() {
        return "bust-out";
    }

    @Override
    public boolean isFraud() {
        return true;
    }

    @Override
    public Duration longest() {
        return Duration.ofDays(3);
    }

    @Override
    public double meanSteps() {
        return (MIN_PURCHASES + MAX_PURCHASES) / 2.0;
    }

    @Override
    public boolean isAboutOneCard() {
        return true;
    }

    @Override
    public long[] schedule(Draws draws) {
        return Campaign.paced(draws.nextInt(MIN_PURCHASES, MAX_PURCHASES), MIN_PAUSE_MILLIS, MAX_PAUSE_MILLIS, draws);
    }

    @Override
    public Step step(Campaign campaign, int number) {
        Draws subject = campaign.subject();
        Population population = campaign.population();
        Card card = campaign.card(subject);
        double limitMinor = population.creditLimitMinor(card) * subject.nextDouble(MIN_LIMIT_SHARE, MAX_LIMIT_SHARE);
        int purchases = campaign.schedule().length;
        double all = 0;
        for (int i = 0; i < purchases; i++) {
            all += part(campaign, i);
        }
        long amountMinor = Math.max(1, Math.round(limitMinor * campaign.severity() * part(campaign, number) / all));
        Draws draws = campaign.draws(number);
        Optional<City> place = population.whereabouts(card, campaign.millis(number));
        // The holder's own phone and own whereabouts: nothing is new but the appetite.
        return Step.fraud(
                place.isEmpty() || draws.nextBoolean(ONLINE_SHARE)
                        ? CardUse.online(
                                card,
                                campaign.merchants().any(MerchantCategory.ONLINE_ELECTRONICS, draws),
                                amountMinor,
                                card.deviceAt(campaign.millis(number)))
                        : CardUse.present(
                                card, campaign.merchants().anyIn(place.get(), draws), amountMinor, Channel.CHIP));
    }

    /** A purchase's part of the whole, relative to the others'. */
    private static double part(Campaign campaign, int number) {
        return campaign.draws(-1 - number).nextDouble(0.5, 1.5);
    }
}
