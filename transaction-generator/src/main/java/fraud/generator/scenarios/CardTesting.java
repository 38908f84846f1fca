package fraud.generator.scenarios;

import fraud.generator.population.Card;
import fraud.generator.population.CardUse;
import fraud.generator.population.Draws;
import java.time.Duration;

/**
 * A stolen card number is tried online with three to five amounts of up to 1.50, seconds apart, and then used for 550
 * to 2,500 as soon as it is known to work: small amounts of 0 to 2, then one above 500 within a minute, as in Flink's
 * fraud walkthrough and in card networks' notes on card testing; people take a little longer than scripts.
 */
final class CardTesting implements Scenario {

    private static final int MIN_PROBES = 3;
    private static final int MAX_PROBES = 5;
    private static final int MAX_PROBE_MINOR = 150;
    private static final int MIN_FRAUD_AMOUNT_MINOR = 55_000;
    private static final int MAX_FRAUD_AMOUNT_MINOR = 250_000;

    @Override
    public int number() {
        return 0;
    }

    @Override
    public String label() {
        return "card-testing";
    }

    @Override
    public boolean isFraud() {
        return true;
    }

    @Override
    public Duration longest() {
        return Duration.ofMinutes(4);
    }

    @Override
    public double meanSteps() {
        return (MIN_PROBES + MAX_PROBES) / 2.0 + 1;
    }

    @Override
    public boolean isAboutOneCard() {
        return true;
    }

    @Override
    public long[] schedule(Draws draws) {
        long[] schedule = Campaign.paced(draws.nextInt(MIN_PROBES, MAX_PROBES) + 1, 2_000, 20_000, draws);
        schedule[schedule.length - 1] += draws.nextInt(90_000);
        return schedule;
    }

    @Override
    public Step step(Campaign campaign, int number) {
        Draws subject = campaign.subject();
        Card card = campaign.card(subject);
        String device = Campaign.strangeDevice(subject);
        Draws draws = campaign.draws(number);
        boolean isLast = number == campaign.schedule().length - 1;
        long amountMinor = isLast
                ? campaign.fraudAmount(MIN_FRAUD_AMOUNT_MINOR, MAX_FRAUD_AMOUNT_MINOR, draws)
                : draws.nextInt(0, MAX_PROBE_MINOR);
        return Step.fraud(CardUse.online(card, campaign.merchants().anyOnline(draws), amountMinor, device));
    }
}
