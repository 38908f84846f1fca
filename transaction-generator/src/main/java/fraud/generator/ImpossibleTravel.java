package fraud.generator;

import fraud.model.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The holder pays at home, and moments later a copy of the card draws cash or pays by stripe in a city 1,500 km away or more: skimming and
 * counterfeit cards, told by a speed no traveller has (more than 900 km/h between two card-present uses at least 100 km apart is the usual
 * mark). A real copy waits for minutes or hours; seconds make it no less impossible, and fit a short run.
 */
final class ImpossibleTravel implements FraudScenario {

    private static final double MIN_KILOMETRES = 1_500;
    private static final int MIN_AMOUNT_MINOR = 8_000;
    private static final int MAX_AMOUNT_MINOR = 45_000;
    private static final double CASH_SHARE = 0.6;

    @Override
    public String name() {
        return "impossible-travel";
    }

    @Override
    public int minSteps() {
        return 2;
    }

    @Override
    public int maxSteps() {
        return 3;
    }

    @Override
    public int genuineSteps() {
        return 1;
    }

    @Override
    public Duration spacing() {
        return Duration.ofSeconds(4);
    }

    @Override
    public List<Step> campaign(Population population, int steps, Draws draws) {
        Card card = population.anyCard(draws);
        List<City> farAway = City.ALL.stream()
                .filter(city -> city.kilometresTo(card.home()) >= MIN_KILOMETRES)
                .toList();
        City city = farAway.get(draws.nextInt(farAway.size()));
        List<Step> campaign = new ArrayList<>(steps);
        campaign.add(new Step(population.habitualUseInTown(card, draws), false));
        for (int i = 1; i < steps; i++) {
            long amountMinor = draws.nextInt(MIN_AMOUNT_MINOR, MAX_AMOUNT_MINOR);
            Channel channel = draws.nextBoolean(CASH_SHARE) ? Channel.ATM : Channel.MAGSTRIPE;
            campaign.add(
                    new Step(CardUse.present(card, population.anyMerchantIn(city, draws), amountMinor, channel), true));
        }
        return campaign;
    }
}
