package fraud.generator.population;

import fraud.generator.population.Draws.Subject;
import fraud.search.BinarySearch;

/**
 * Merchants and cash machines, each derived from (seed, number) alone. They are numbered online first, then city by
 * city; of those of one place the first is the busiest, the n-th has 1/n of its customers (Zipf). Immutable and
 * thread-safe; memory does not grow with their number.
 */
public final class Merchants {

    /** Merchants stand within this distance of their city's centre. */
    static final double CITY_RADIUS_KILOMETRES = 12;

    private static final double KILOMETRES_PER_DEGREE = 111.2;
    /** One merchant in ten sells online. */
    private static final int MERCHANTS_PER_ONLINE = 10;

    private static final int ID_DIGITS = 8;
    private static final int REMEMBERED = 1 << 14;
    private static final int MAX_TRIES = 1_000;

    private final long seed;
    private final int count;
    private final int online;
    private final int[] firstOfCity;
    private final RecentCache<Merchant> recent = new RecentCache<>(REMEMBERED, number -> derive((int) number));

    Merchants(long seed, int count) {
        this.seed = seed;
        this.count = count;
        this.online = count / MERCHANTS_PER_ONLINE;
        this.firstOfCity = ranges();
    }

    /** So that those of a city are found without a table of all. */
    private int[] ranges() {
        int cities = City.ALL.size();
        long totalWeight = City.ALL.stream().mapToLong(City::weight).sum();
        // One for each city, and the rest by the city's size.
        long shared = (long) count - online - cities;
        int[] first = new int[cities + 1];
        long weightBefore = 0;
        for (int i = 0; i <= cities; i++) {
            first[i] = online + i + (int) (shared * weightBefore / totalWeight);
            weightBefore += i < cities ? City.ALL.get(i).weight() : 0;
        }
        return first;
    }

    /** A merchant of a city, busy ones more often. */
    public Merchant in(City city, Draws draws) {
        int first = firstOfCity[city.number()];
        return merchant(first + zipf(firstOfCity[city.number() + 1] - first, draws));
    }

    /** A merchant that sells online, busy ones more often. */
    public Merchant online(Draws draws) {
        return merchant(zipf(online, draws));
    }

    /** Any merchant of a city, busy or not. */
    public Merchant anyIn(City city, Draws draws) {
        return merchant(draws.nextInt(firstOfCity[city.number()], firstOfCity[city.number() + 1] - 1));
    }

    /** Any merchant that sells online, busy or not. */
    public Merchant anyOnline(Draws draws) {
        return merchant(draws.nextInt(online));
    }

    /** Any merchant or machine of a category; where there are more merchants there are more of them. */
    public Merchant any(MerchantCategory category, Draws draws) {
        for (int i = 0; i < MAX_TRIES; i++) {
            Merchant found = merchant(category.isOnline() ? draws.nextInt(online) : draws.nextInt(online, count - 1));
            if (found.category() == category) {
                return found;
            }
        }
        throw new IllegalStateException("no merchant of category " + category + " among " + count);
    }

    /** From 0 to n - 1, with a probability of about 1 / (1 + what is returned). */
    private static int zipf(int n, Draws draws) {
        double drawn = StrictMath.exp(draws.nextDouble() * StrictMath.log(n + 1.0));
        return Math.min((int) drawn - 1, n - 1);
    }

    /** The merchant of a number from 0 on. */
    public Merchant merchant(int number) {
        return recent.get(number);
    }

    private Merchant derive(int number) {
        Draws draws = Draws.of(seed, Subject.MERCHANT, number);
        String id = Population.token('m', number, ID_DIGITS);
        if (number < online) {
            City registered = City.ALL.get(draws.nextInt(City.ALL.size()));
            return new Merchant(id, MerchantCategory.online(draws), registered, null, null);
        }
        City city = City.ALL.get(cityOf(number));
        double kilometres = CITY_RADIUS_KILOMETRES * StrictMath.sqrt(draws.nextDouble());
        double angle = 2 * Math.PI * draws.nextDouble();
        double latitude = city.latitude() + kilometres * StrictMath.cos(angle) / KILOMETRES_PER_DEGREE;
        double kilometresPerLongitude = KILOMETRES_PER_DEGREE * StrictMath.cos(StrictMath.toRadians(city.latitude()));
        double longitude = city.longitude() + kilometres * StrictMath.sin(angle) / kilometresPerLongitude;
        return new Merchant(id, MerchantCategory.inTown(draws), city, toMetre(latitude), toMetre(longitude));
    }

    private int cityOf(int number) {
        return BinarySearch.first(1, City.ALL.size(), city -> firstOfCity[city] > number) - 1;
    }

    /** Five decimals of a degree are about a metre. */
    private static double toMetre(double degrees) {
        return Math.round(degrees * 100_000) / 100_000.0;
    }
}
