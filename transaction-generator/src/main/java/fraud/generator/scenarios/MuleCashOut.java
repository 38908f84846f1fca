package fraud.generator.scenarios;

import fraud.generator.population.Card;
import fraud.generator.population.CardUse;
import fraud.generator.population.Draws;
import fraud.generator.population.Merchant;
import fraud.model.Channel;
import java.time.Duration;

/**
 * Money mules stand at one cash machine with copies of many cards and draw what the machine gives, 200 to 500 each: 12
 * to 24 cards, one to four minutes apart. The mark of the literature on mule accounts and cash-outs: many cards at one
 * terminal, ten an hour or more.
 */
final class MuleCashOut implements Scenario {

    private static final int MIN_CARDS = 12;
    private static final int MAX_CARDS = 24;
    private static final int MIN_NOTES = 10;
    private static final int MAX_NOTES = 25;
    private static final int NOTE_MINOR = 2_000;

    @Override
    public int number() {
        return 7;
    }

    @Override
    public String label() {
        return "mule-cash-out";
    }

    @Override
    public boolean isFraud() {
        return true;
    }

    @Override
    public Duration longest() {
        return Duration.ofHours(2);
    }

    @Override
    public double meanSteps() {
        return (MIN_CARDS + MAX_CARDS) / 2.0;
    }

    @Override
    public boolean isAboutOneCard() {
        return false;
    }

    @Override
    public long[] schedule(Draws draws) {
        return Campaign.paced(draws.nextInt(MIN_CARDS, MAX_CARDS), 60_000, 260_000, draws);
    }

    @Override
    public Step step(Campaign campaign, int number) {
        Merchant machine = campaign.cashMachine(campaign.subject());
        Draws draws = campaign.draws(number);
        Card card = campaign.card(draws);
        long amountMinor = campaign.fraudAmount(MIN_NOTES, MAX_NOTES, draws) * NOTE_MINOR;
        return Step.fraud(CardUse.present(card, machine, amountMinor, Channel.ATM));
    }
}
