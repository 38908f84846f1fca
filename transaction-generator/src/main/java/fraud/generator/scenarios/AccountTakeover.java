package fraud.generator.scenarios;

import fraud.generator.population.Card;
import fraud.generator.population.CardUse;
import fraud.generator.population.Draws;
import java.time.Duration;

/**
 * A thief has got into the holder's account with a merchant or wallet: a device never seen with the card, a small
 * purchase, then two to four of 300 to 1,500 without the card, all within 24 hours. The pattern as the industry
 * describes it: new device, then high card-not-present amounts within a day.
 */
final class AccountTakeover implements Scenario {

    private static final int MIN_LOOTS = 2;
    private static final int MAX_LOOTS = 4;
    private static final int MIN_FRAUD_AMOUNT_MINOR = 30_000;
    private static final int MAX_FRAUD_AMOUNT_MINOR = 150_000;

    @Override
    public int number() {
        return 3;
    }

    @Override
    public String label() {
        return "account-takeover";
    }

    @Override
    public boolean isFraud() {
        return true;
    }

    @Override
    public Duration longest() {
        return Duration.ofDays(1);
    }

    @Override
    public double meanSteps() {
        return 1 + (MIN_LOOTS + MAX_LOOTS) / 2.0;
    }

    @Override
    public boolean isAboutOneCard() {
        return true;
    }

    @Override
    public long[] schedule(Draws draws) {
        return Campaign.paced(1 + draws.nextInt(MIN_LOOTS, MAX_LOOTS), 900_000, 21_600_000, draws);
    }

    @Override
    public Step step(Campaign campaign, int number) {
        Draws subject = campaign.subject();
        Card card = campaign.card(subject);
        String device = Campaign.strangeDevice(subject);
        Draws draws = campaign.draws(number);
        long amountMinor = number == 0
                ? draws.nextInt(500, 2_500)
                : campaign.fraudAmount(MIN_FRAUD_AMOUNT_MINOR, MAX_FRAUD_AMOUNT_MINOR, draws);
        return Step.fraud(CardUse.online(card, campaign.merchants().online(draws), amountMinor, device));
    }
}
