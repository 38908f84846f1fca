package fraud.generator.population;

import fraud.generator.population.Draws.Subject;
import java.util.Optional;

/**
 * Where holders are: at home, abroad, or on the way, which takes as long as a flight does, so that no holder is ever
 * faster than an airliner. In each stretch of 60 days a holder travels once or not at all, for 2 to 14 days. From
 * (seed, card, time) alone.
 */
final class Journeys {

    private static final long MILLIS_PER_DAY = 86_400_000;
    private static final long MILLIS_PER_HOUR = 3_600_000;
    private static final long PERIOD_MILLIS = 60 * MILLIS_PER_DAY;
    private static final double DAYS_PER_YEAR = 365.25;
    private static final int MIN_DAYS = 2;
    private static final int MAX_DAYS = 14;
    /** A journey ends, the way home included, before the next stretch of days begins. */
    private static final long LATEST_START_MILLIS = PERIOD_MILLIS - (MAX_DAYS + 2) * MILLIS_PER_DAY;

    /** Airports and the way to and from them. */
    private static final double HOURS_ON_THE_GROUND = 3;
    /** Below an airliner's 900 km/h, since a merchant may stand nearer than the city's centre. */
    private static final double KILOMETRES_PER_HOUR = 750;

    private static final double MIN_KILOMETRES = 150;
    /** Most journeys are to somewhere near; after so many tries a holder goes far. */
    private static final double NEAR_KILOMETRES = 2_500;

    private static final int MAX_TRIES = 6;
    private static final double FAR_SHARE = 0.25;

    private final long seed;
    private final double journeysPerPeriod;
    private final Cities cities;

    Journeys(long seed, double journeysPerYear, Cities cities) {
        this.seed = seed;
        this.journeysPerPeriod = journeysPerYear * (PERIOD_MILLIS / MILLIS_PER_DAY) / DAYS_PER_YEAR;
        this.cities = cities;
    }

    /** The city a holder is in, or none on the way from one to another. */
    Optional<City> whereabouts(long card, City home, long millis) {
        long phase = Math.floorMod(Draws.mix(card), PERIOD_MILLIS);
        long period = Math.floorDiv(millis + phase, PERIOD_MILLIS);
        Draws draws = Draws.of(seed, Subject.JOURNEY, Draws.mix(card) + period);
        if (!draws.nextBoolean(journeysPerPeriod)) {
            return Optional.of(home);
        }
        long sinceStart = millis + phase - period * PERIOD_MILLIS - draws.nextLong(0, LATEST_START_MILLIS);
        long awayMillis = draws.nextLong(MIN_DAYS * MILLIS_PER_DAY, MAX_DAYS * MILLIS_PER_DAY);
        if (sinceStart < 0 || sinceStart >= awayMillis + 2 * MILLIS_PER_DAY) {
            return Optional.of(home);
        }
        City destination = destination(home, draws);
        long wayMillis = Math.round(
                (HOURS_ON_THE_GROUND + home.kilometresTo(destination) / KILOMETRES_PER_HOUR) * MILLIS_PER_HOUR);
        if (sinceStart >= awayMillis + wayMillis) {
            return Optional.of(home);
        }
        return sinceStart >= wayMillis && sinceStart < awayMillis ? Optional.of(destination) : Optional.empty();
    }

    private City destination(City home, Draws draws) {
        boolean far = draws.nextBoolean(FAR_SHARE);
        City found = cities.any(draws);
        for (int i = 0; i < MAX_TRIES && !suits(home.kilometresTo(found), far); i++) {
            found = cities.any(draws);
        }
        return found;
    }

    private static boolean suits(double kilometres, boolean far) {
        return kilometres >= MIN_KILOMETRES && (far || kilometres <= NEAR_KILOMETRES);
    }
}
