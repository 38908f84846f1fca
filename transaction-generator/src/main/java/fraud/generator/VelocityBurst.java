package fraud.generator;

import fraud.model.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A stolen card, or its number, is used up in a rush before the holder notices: seven to ten uses of 150 to 950, in the shops of the
 * holder's city or online. The textbook's marks are more than 3 uses of a card in an hour, more than 5 in a minute, more than 5,000 in ten
 * minutes (velocity checks as in the Fraud Detection Handbook, chapter 3, and PSP documentation).
 */
final class VelocityBurst implements FraudScenario {

    private static final int MIN_AMOUNT_MINOR = 15_000;
    private static final int MAX_AMOUNT_MINOR = 95_000;
    /** Half of the cards are stolen as such, half as numbers. */
    private static final double CARD_PRESENT_SHARE = 0.5;

    @Override
    public String name() {
        return "velocity-burst";
    }

    @Override
    public int minSteps() {
        return 7;
    }

    @Override
    public int maxSteps() {
        return 10;
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
        boolean cardPresent = draws.nextBoolean(CARD_PRESENT_SHARE);
        String device = StrangeDevice.next(draws);
        List<Step> campaign = new ArrayList<>(steps);
        for (int i = 0; i < steps; i++) {
            long amountMinor = draws.nextInt(MIN_AMOUNT_MINOR, MAX_AMOUNT_MINOR);
            campaign.add(new Step(
                    cardPresent
                            ? CardUse.present(
                                    card, population.anyMerchantIn(card.home(), draws), amountMinor, Channel.MAGSTRIPE)
                            : CardUse.online(card, population.anyOnlineMerchant(draws), amountMinor, device),
                    true));
        }
        return campaign;
    }
}
