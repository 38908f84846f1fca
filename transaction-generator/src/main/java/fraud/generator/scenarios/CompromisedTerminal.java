package fraud.generator.scenarios;

import fraud.generator.population.Card;
import fraud.generator.population.CardUse;
import fraud.generator.population.Draws;
import fraud.generator.population.Merchant;
import java.time.Duration;

/**
 * A terminal is in the hands of criminals for 28 days: cards of many holders are charged there, at amounts like any
 * other. The second scenario of the Fraud Detection Handbook (chapter 3), where all transactions of such a terminal are
 * fraud for 28 days; here the few honest ones of a seldom visited terminal stay honest.
 */
final class CompromisedTerminal implements Scenario {

    private static final int MIN_USES = 16;
    private static final int MAX_USES = 30;
    private static final long HOUR_MILLIS = 3_600_000;

    @Override
    public int number() {
        return 5;
    }

    @Override
    public String label() {
        return "compromised-terminal";
    }

    @Override
    public boolean isFraud() {
        return true;
    }

    @Override
    public Duration longest() {
        return Duration.ofDays(28);
    }

    @Override
    public double meanSteps() {
        return (MIN_USES + MAX_USES) / 2.0;
    }

    @Override
    public boolean isAboutOneCard() {
        return false;
    }

    @Override
    public long[] schedule(Draws draws) {
        return Campaign.paced(draws.nextInt(MIN_USES, MAX_USES), 6 * HOUR_MILLIS, 23 * HOUR_MILLIS, draws);
    }

    @Override
    public Step step(Campaign campaign, int number) {
        Draws subject = campaign.subject();
        Merchant terminal = campaign.merchants().anyIn(campaign.largeCity(subject), subject);
        Draws draws = campaign.draws(number);
        Card card = campaign.population().cardOf(terminal.city(), draws, campaign.startMillis());
        CardUse use = campaign.population().useAt(terminal, card, draws);
        return Step.fraud(use.withAmount(Math.max(1, Math.round(use.amountMinor() * campaign.severity()))));
    }
}
