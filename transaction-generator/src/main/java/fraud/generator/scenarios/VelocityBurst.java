package fraud.generator.scenarios;

import fraud.generator.population.Card;
import fraud.generator.population.CardUse;
import fraud.generator.population.City;
import fraud.generator.population.Draws;
import fraud.generator.population.Merchants;
import fraud.model.Channel;
import java.time.Duration;
import java.util.Optional;

/**
 * A stolen card, or its number, is used up in a rush before the holder notices: seven to ten uses of 150 to 950, a
 * quarter of a minute to one and a half apart, in the shops of the city the holder is in, or online. The textbook's
 * signals are more than 3 uses of a card in an hour, more than 5 in a minute, more than 5,000 in ten minutes (velocity
 * checks as in the Fraud Detection Handbook, chapter 3, and PSP documentation).
 */
final class VelocityBurst implements Scenario {

    private static final int MIN_USES = 7;
    private static final int MAX_USES = 10;
    private static final int MIN_AMOUNT_MINOR = 15_000;
    private static final int MAX_AMOUNT_MINOR = 95_000;
    /** Half of the cards are stolen as such, half as numbers. */
    private static final double CARD_PRESENT_SHARE = 0.5;

    @Override
    public int number() {
        return 1;
    }

    @Override
    public String label() {
        return "velocity-burst";
    }

    @Override
    public boolean isFraud() {
        return true;
    }

    @Override
    public Duration longest() {
        return Duration.ofMinutes(14);
    }

    @Override
    public double meanSteps() {
        return (MIN_USES + MAX_USES) / 2.0;
    }

    @Override
    public boolean isAboutOneCard() {
        return true;
    }

    @Override
    public long[] schedule(Draws draws) {
        return Campaign.paced(draws.nextInt(MIN_USES, MAX_USES), 15_000, 90_000, draws);
    }

    @Override
    public Step step(Campaign campaign, int number) {
        Draws subject = campaign.subject();
        Card card = campaign.card(subject);
        String device = Campaign.strangeDevice(subject);
        // The thief is where the holder is: impossible travel is another scenario.
        Optional<City> city = campaign.population().whereabouts(card, campaign.startMillis());
        boolean cardPresent = subject.nextBoolean(CARD_PRESENT_SHARE) && city.isPresent();
        Draws draws = campaign.draws(number);
        Merchants merchants = campaign.merchants();
        long amountMinor = campaign.fraudAmount(MIN_AMOUNT_MINOR, MAX_AMOUNT_MINOR, draws);
        return Step.fraud(
                cardPresent
                        ? CardUse.present(card, merchants.anyIn(city.get(), draws), amountMinor, Channel.MAGSTRIPE)
                        : CardUse.online(card, merchants.anyOnline(draws), amountMinor, device));
    }
}
