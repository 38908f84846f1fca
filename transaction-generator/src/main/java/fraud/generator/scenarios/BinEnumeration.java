package fraud.generator.scenarios;

import fraud.generator.population.Card;
import fraud.generator.population.CardUse;
import fraud.generator.population.Draws;
import java.time.Duration;

/**
 * A script runs through the numbers of an issuer's range (BIN) and tries each with 0 to 2 online, at another merchant
 * every time, so that none sees more than a few: 20 to 40 attempts on as many cards, seconds apart. Enumeration attacks
 * as card networks describe them. All cards are of one range; that their numbers
 * follow each other cannot be seen here: cards are tokens.
 */
final class BinEnumeration implements Scenario {

    private static final int MIN_ATTEMPTS = 20;
    private static final int MAX_ATTEMPTS = 40;
    private static final int MAX_AMOUNT_MINOR = 200;

    @Override
    public int number() {
        return 8;
    }

    @Override
    public String label() {
        return "bin-enumeration";
    }

    @Override
    public boolean isFraud() {
        return true;
    }

    @Override
    public Duration longest() {
        return Duration.ofMinutes(8);
    }

    @Override
    public double meanSteps() {
        return (MIN_ATTEMPTS + MAX_ATTEMPTS) / 2.0;
    }

    @Override
    public boolean isAboutOneCard() {
        return false;
    }

    @Override
    public long[] schedule(Draws draws) {
        return Campaign.paced(draws.nextInt(MIN_ATTEMPTS, MAX_ATTEMPTS), 1_000, 12_000, draws);
    }

    @Override
    public Step step(Campaign campaign, int number) {
        Draws draws = campaign.draws(number);
        Card card = campaign.cardOfItsRange(number, draws);
        return Step.fraud(CardUse.online(
                card,
                campaign.merchants().anyOnline(draws),
                draws.nextInt(0, MAX_AMOUNT_MINOR),
                Campaign.strangeDevice(draws)));
    }
}
