package fraud.generator.scenarios;

import fraud.generator.population.Draws;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A typology that comes again and again in the stream, each time as a campaign with a number: of fraud, or of
 * what honest people do that looks like it. Implementations are pure, draw all chance from what they are given, and
 * take their parameters from the literature, never from a detector's rules.
 */
public interface Scenario {

    /** The typologies of fraud. */
    List<Scenario> FRAUD = List.of(
            new CardTesting(),
            new VelocityBurst(),
            new ImpossibleTravel(),
            new AccountTakeover(),
            new LeakedCard(),
            new CompromisedTerminal(),
            new BustOut(),
            new MuleCashOut(),
            new BinEnumeration());

    /** All of them: fraud first, then the look-alikes. */
    List<Scenario> ALL =
            Stream.concat(FRAUD.stream(), Stream.of(LookAlike.values())).toList();

    /**
     * What its draws go by, no other's and below {@link Campaign#MAX_SCENARIOS}: part of what a seed means. A new one
     * takes the next that is free, so that all others stay as they are.
     */
    int number();

    /** Its name on labels and in reports. */
    String label();

    /** Whether it is fraud. */
    boolean isFraud();

    /** No campaign takes longer from its first step to its last. */
    Duration longest();

    /** How many of a campaign's steps are fraud, or for a look-alike how many there are: the mean of all campaigns. */
    double meanSteps();

    /** Whether it is about one card, which the issuer may block when it is over. */
    boolean isAboutOneCard();

    /**
     * When a campaign's steps happen: ms after its start, in ascending order, the last no later than
     * {@link #longest()}.
     */
    long[] schedule(Draws draws);

    /** A step of a campaign, from 0 on; the same whenever it is asked for, and without the others. */
    Step step(Campaign campaign, int number);
}
