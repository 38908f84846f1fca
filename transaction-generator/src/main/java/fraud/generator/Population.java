package fraud.generator;

import fraud.generator.Draws.Subject;

/**
 * Cards and merchants, each derived from (seed, index) alone, so that millions need no memory. A holder pays at favourite merchants of the
 * home city and online, so that two uses of the genuine card are never far apart. Immutable and thread-safe.
 */
final class Population {

    /** The card's holder goes to this many merchants in town, the first ones most often. */
    private static final int FAVOURITES_IN_TOWN = 8;

    private static final int FAVOURITES_ONLINE = 4;
    /** Merchants stand within this distance of their city's centre. */
    static final double CITY_RADIUS_KILOMETRES = 12;

    private static final double KILOMETRES_PER_DEGREE = 111.2;
    /** One merchant in ten sells online. */
    private static final int MERCHANTS_PER_ONLINE = 10;

    static final int CARD_ID_DIGITS = 9;
    static final int MERCHANT_ID_DIGITS = 7;

    private final long seed;
    private final int cards;
    private final int onlineMerchants;
    private final int[] firstMerchantOfCity;

    Population(long seed, int cards, int merchants) {
        this.seed = seed;
        this.cards = cards;
        this.onlineMerchants = merchants / MERCHANTS_PER_ONLINE;
        this.firstMerchantOfCity = merchantRanges(onlineMerchants, merchants);
    }

    /** Merchants are numbered online first, then city by city, so that those of a city are found without a table of all. */
    private static int[] merchantRanges(int onlineMerchants, int merchants) {
        int cities = City.ALL.size();
        // One for each city, and the rest by the city's size.
        long shared = (long) merchants - onlineMerchants - cities;
        int[] first = new int[cities + 1];
        long weightBefore = 0;
        for (int i = 0; i <= cities; i++) {
            first[i] = onlineMerchants + i + (int) (shared * weightBefore / City.TOTAL_WEIGHT);
            weightBefore += i < cities ? City.ALL.get(i).weight() : 0;
        }
        return first;
    }

    int cards() {
        return cards;
    }

    /** The card of a number from 0 to {@link #cards()} - 1. */
    Card card(int index) {
        Draws draws = Draws.of(seed, Subject.CARD, index);
        return new Card(
                index,
                "c" + padded(index, CARD_ID_DIGITS),
                city(draws),
                StrictMath.exp(0.35 * draws.nextGaussian()),
                0.10 + 0.30 * draws.nextDouble(),
                draws.nextInt(6, 10),
                draws.nextInt(11, 16),
                "d" + padded(index, CARD_ID_DIGITS));
    }

    /** Any card. */
    Card anyCard(Draws draws) {
        return card(draws.nextInt(cards));
    }

    /** What the card's holder does: a favourite merchant, the usual amount with its spread. */
    CardUse habitualUse(Card card, Draws draws) {
        return draws.nextBoolean(card.onlineShare())
                ? habitualUseAt(favouriteOnline(card, draws), card, draws)
                : habitualUseInTown(card, draws);
    }

    /** What the card's holder does in town, the card in hand. */
    CardUse habitualUseInTown(Card card, Draws draws) {
        return habitualUseAt(favouriteInTown(card, draws), card, draws);
    }

    private static CardUse habitualUseAt(Merchant merchant, Card card, Draws draws) {
        long amountMinor = merchant.category().amountMinor(card.spendFactor(), draws);
        return merchant.category().isOnline()
                ? CardUse.online(card, merchant, amountMinor, card.deviceId())
                : CardUse.present(card, merchant, amountMinor, Card.usualChannel(merchant, draws));
    }

    private Merchant favouriteInTown(Card card, Draws draws) {
        double u = draws.nextDouble();
        int rank = (int) (FAVOURITES_IN_TOWN * u * u);
        return anyMerchantIn(card.home(), favourite(card, rank));
    }

    private Merchant favouriteOnline(Card card, Draws draws) {
        return anyOnlineMerchant(favourite(card, FAVOURITES_IN_TOWN + draws.nextInt(FAVOURITES_ONLINE)));
    }

    private Draws favourite(Card card, int rank) {
        return Draws.of(seed, Subject.FAVOURITE, (long) card.index() * (FAVOURITES_IN_TOWN + FAVOURITES_ONLINE) + rank);
    }

    /** Any merchant of a city. */
    Merchant anyMerchantIn(City city, Draws draws) {
        int i = City.ALL.indexOf(city);
        return merchant(draws.nextInt(firstMerchantOfCity[i], firstMerchantOfCity[i + 1] - 1));
    }

    /** Any merchant that sells online. */
    Merchant anyOnlineMerchant(Draws draws) {
        return merchant(draws.nextInt(onlineMerchants));
    }

    /** The merchant of a number. */
    Merchant merchant(int index) {
        Draws draws = Draws.of(seed, Subject.MERCHANT, index);
        String id = "m" + padded(index, MERCHANT_ID_DIGITS);
        if (index < onlineMerchants) {
            return new Merchant(id, MerchantCategory.online(draws), city(draws), null, null);
        }
        City city = City.ALL.get(cityOfMerchant(index));
        double kilometres = CITY_RADIUS_KILOMETRES * StrictMath.sqrt(draws.nextDouble());
        double angle = 2 * Math.PI * draws.nextDouble();
        double latitude = city.latitude() + kilometres * StrictMath.cos(angle) / KILOMETRES_PER_DEGREE;
        double kilometresPerLongitude = KILOMETRES_PER_DEGREE * StrictMath.cos(StrictMath.toRadians(city.latitude()));
        double longitude = city.longitude() + kilometres * StrictMath.sin(angle) / kilometresPerLongitude;
        return new Merchant(id, MerchantCategory.inTown(draws), city, toMetre(latitude), toMetre(longitude));
    }

    private int cityOfMerchant(int index) {
        int i = 0;
        while (index >= firstMerchantOfCity[i + 1]) {
            i++;
        }
        return i;
    }

    private static City city(Draws draws) {
        int left = draws.nextInt(City.TOTAL_WEIGHT);
        int i = 0;
        while (left >= City.ALL.get(i).weight()) {
            left -= City.ALL.get(i).weight();
            i++;
        }
        return City.ALL.get(i);
    }

    /** Five decimals of a degree are about a metre. */
    private static double toMetre(double degrees) {
        return Math.round(degrees * 100_000) / 100_000.0;
    }

    static String padded(long number, int digits) {
        String text = Long.toString(number);
        return "0".repeat(digits - text.length()) + text;
    }
}
