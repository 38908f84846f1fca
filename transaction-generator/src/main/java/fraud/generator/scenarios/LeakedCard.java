package fraud.generator.scenarios;

import fraud.generator.population.Card;
import fraud.generator.population.CardUse;
import fraud.generator.population.Draws;
import java.time.Duration;

/**
 * A card's number has leaked and is used online for 14 days beside the holder's own uses, every third of the card's
 * transactions or so, at five times the holder's usual amounts: the third scenario of the Fraud Detection Handbook
 * (chapter 3: 14 days, a third of the transactions, amount times 5).
 */
final class LeakedCard implements Scenario {

    private static final int MIN_USES = 6;
    private static final int MAX_USES = 10;
    private static final double AMOUNT_FACTOR = 5;
    private static final long HOUR_MILLIS = 3_600_000;

    @Override
    public int number() {
        return 4;
    }

    @Override
    public String label() {
        return "leaked-card";
    }

    @Override
    public boolean isFraud() {
        return true;
    }

    @Override
    public Duration longest() {
        return Duration.ofDays(14);
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
        return Campaign.paced(draws.nextInt(MIN_USES, MAX_USES), 12 * HOUR_MILLIS, 37 * HOUR_MILLIS, draws);
    }

    @Override
    public Step step(Campaign campaign, int number) {
        Draws subject = campaign.subject();
        Card card = campaign.card(subject);
        Draws draws = campaign.draws(number);
        // Sold once, used by many: each has a device of its own.
        String device = Campaign.strangeDevice(draws);
        long usualMinor = campaign.population()
                .onlineUse(card, campaign.startMillis(), draws)
                .amountMinor();
        long amountMinor = Math.max(1, Math.round(usualMinor * AMOUNT_FACTOR * campaign.severity()));
        return Step.fraud(CardUse.online(card, campaign.merchants().anyOnline(draws), amountMinor, device));
    }
}
