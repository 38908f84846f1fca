package fraud.generator.scenarios;

import fraud.generator.population.CardUse;

/**
 * One use of a card in a campaign.
 *
 * @param use the use
 * @param fraud whether it is fraud, or the holder's own
 */
public record Step(CardUse use, boolean fraud) {

    static Step fraud(CardUse use) {
        return new Step(use, true);
    }

    static Step honest(CardUse use) {
        return new Step(use, false);
    }
}
