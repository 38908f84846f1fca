package fraud.generator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A stolen card number is probed online with amounts up to 1.50 at several merchants, and drained by one large purchase once it works:
 * "several 0 to 2 amounts, then more than 500, within a minute" (Apache Flink's fraud detection walkthrough; also the enumeration attacks
 * that Visa's fraud reports describe). Three to five probes, then 550 to 2,500.
 */
final class CardTesting implements FraudScenario {

    private static final int MIN_PROBE_MINOR = 0;
    private static final int MAX_PROBE_MINOR = 150;
    private static final int MIN_LOOT_MINOR = 55_000;
    private static final int MAX_LOOT_MINOR = 250_000;

    @Override
    public String name() {
        return "card-testing";
    }

    @Override
    public int minSteps() {
        return 4;
    }

    @Override
    public int maxSteps() {
        return 6;
    }

    @Override
    public int genuineSteps() {
        return 0;
    }

    @Override
    public Duration spacing() {
        return Duration.ofSeconds(2);
    }

    @Override
    public List<Step> campaign(Population population, int steps, Draws draws) {
        Card card = population.anyCard(draws);
        String device = StrangeDevice.next(draws);
        List<Step> campaign = new ArrayList<>(steps);
        for (int i = 1; i < steps; i++) {
            campaign.add(use(population, card, draws.nextInt(MIN_PROBE_MINOR, MAX_PROBE_MINOR), device, draws));
        }
        campaign.add(use(population, card, draws.nextInt(MIN_LOOT_MINOR, MAX_LOOT_MINOR), device, draws));
        return campaign;
    }

    private static Step use(Population population, Card card, long amountMinor, String device, Draws draws) {
        return new Step(CardUse.online(card, population.anyOnlineMerchant(draws), amountMinor, device), true);
    }
}
