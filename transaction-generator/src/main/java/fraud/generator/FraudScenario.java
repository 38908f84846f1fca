package fraud.generator;

import java.time.Duration;
import java.util.List;

/**
 * A typology of fraud: what one campaign against one card looks like. Implementations are pure, draw all chance from what they are given,
 * and take their parameters from the literature, never from a detector's rules.
 */
interface FraudScenario {

    /** The scenarios of the stream, in the order that numbers them. */
    List<FraudScenario> ALL = List.of(new CardTesting(), new VelocityBurst(), new ImpossibleTravel());

    /** The scenario's name on labels. */
    String name();

    /** Steps of the shortest campaign. */
    int minSteps();

    /** Steps of the longest campaign. */
    int maxSteps();

    /** How many of a campaign's steps are not fraud but the holder's own uses that belong to its story. */
    int genuineSteps();

    /** Time between two steps, about. A stream with little fraud a second has campaigns that take longer. */
    Duration spacing();

    /**
     * The steps of a campaign in the order in which they happen, at increasing event times.
     *
     * @param steps how many there are, from {@link #minSteps()} to {@link #maxSteps()}
     */
    List<Step> campaign(Population population, int steps, Draws draws);

    /**
     * One use of the card in a campaign.
     *
     * @param use the use
     * @param fraud whether it is fraud, or the holder's own
     */
    record Step(CardUse use, boolean fraud) {}
}
