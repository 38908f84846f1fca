package fraud.generator.scenarios;

import fraud.generator.population.Card;
import fraud.generator.population.City;
import fraud.generator.population.Draws;
import fraud.generator.population.Draws.Subject;
import fraud.generator.population.Merchant;
import fraud.generator.population.MerchantCategory;
import fraud.generator.population.Merchants;
import fraud.generator.population.Population;

/**
 * One run of a scenario. All draws about it start anew whenever they are asked for, so that each step is found
 * without the others.
 *
 * @param seed of the stream
 * @param scenario which typology
 * @param number which run, from 0 on
 * @param startMillis when its first step happens, UTC epoch in ms
 * @param population whom it is about
 * @param severity factor on the amounts that fraudsters take
 */
public record Campaign(
        long seed, Scenario scenario, long number, long startMillis, Population population, double severity) {

    /** Above every number of a scenario, and never changed: part of what a seed means. */
    static final int MAX_SCENARIOS = 64;

    /** A card that is attacked, or misused by its holder, has been in use for a while. */
    private static final long MIN_CARD_AGE_MILLIS = 90L * 86_400_000;

    private static final int CHOICES = 5;
    private static final int STRANGE_DEVICE_DIGITS = 11;

    /** Its name. */
    public String id() {
        return scenario.label() + "-" + number;
    }

    /** What draws about a campaign go by. */
    public static long key(Scenario scenario, long number) {
        return number * MAX_SCENARIOS + scenario.number();
    }

    /** When its steps happen, ms after its start. */
    public long[] schedule() {
        return scenario.schedule(Draws.of(seed, Subject.CAMPAIGN_SCHEDULE, key(scenario, number)));
    }

    /** Draws about what its steps have in common. */
    Draws subject() {
        return Draws.of(seed, Subject.CAMPAIGN_SUBJECT, key(scenario, number));
    }

    /** Draws about a step of its own. */
    Draws draws(int step) {
        return Draws.of(seed, Subject.CAMPAIGN_STEP, Draws.mix(key(scenario, number)) + step);
    }

    /** When a step happens, UTC epoch in ms. */
    long millis(int step) {
        return startMillis + schedule()[step];
    }

    /** The card that it is about, the first of the draws about its subject. */
    public Card card() {
        return card(subject());
    }

    Card card(Draws draws) {
        return population.anyCard(draws, startMillis - MIN_CARD_AGE_MILLIS);
    }

    /** A card for a step, of the issuer range of {@link #card()}; any, drawn as in other steps, if cards have none. */
    Card cardOfItsRange(int step, Draws draws) {
        Card any = card(draws);
        String range = card().issuerRange();
        return range == null
                ? any
                : population.cardOfRange(
                        range,
                        Draws.of(seed, Subject.CARD_OF_RANGE, Draws.mix(key(scenario, number)) + step),
                        startMillis - MIN_CARD_AGE_MILLIS);
    }

    /** A city with many cards: of five cards' homes the largest. */
    City largeCity(Draws draws) {
        City largest = card(draws).home();
        for (int i = 1; i < CHOICES; i++) {
            City other = card(draws).home();
            largest = other.weight() > largest.weight() ? other : largest;
        }
        return largest;
    }

    /** A cash machine where many cards are near: of five the one in the largest city. */
    Merchant cashMachine(Draws draws) {
        Merchant found = merchants().any(MerchantCategory.CASH, draws);
        for (int i = 1; i < CHOICES; i++) {
            Merchant other = merchants().any(MerchantCategory.CASH, draws);
            found = other.city().weight() > found.city().weight() ? other : found;
        }
        return found;
    }

    Merchants merchants() {
        return population.merchants();
    }

    /** What a fraudster takes, where severity 1 takes from {@code from} to {@code to}, minor units. */
    long fraudAmount(int from, int to, Draws draws) {
        return Math.max(1, Math.round(draws.nextInt(from, to) * severity));
    }

    /** A device of a fraudster; it never coincides with a holder's. */
    static String strangeDevice(Draws draws) {
        return Population.token('x', draws.nextInt(Integer.MAX_VALUE), STRANGE_DEVICE_DIGITS);
    }

    /** The first step at once, and then each after a pause. */
    static long[] paced(int steps, long minPauseMillis, long maxPauseMillis, Draws draws) {
        long[] schedule = new long[steps];
        for (int i = 1; i < steps; i++) {
            schedule[i] = schedule[i - 1] + draws.nextLong(minPauseMillis, maxPauseMillis);
        }
        return schedule;
    }
}
