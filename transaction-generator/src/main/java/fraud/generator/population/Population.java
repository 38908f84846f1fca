package fraud.generator.population;

import static java.nio.charset.StandardCharsets.US_ASCII;

import fraud.generator.population.Draws.Subject;
import fraud.parse.Partitioner;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * Holders and their cards, each derived from (seed, number) alone, so that millions need no memory. A holder pays at
 * favourite merchants of the home city and online, in the waking hours there, and travels now and then; two uses of the
 * genuine card are never farther apart than a traveller gets. Immutable and thread-safe.
 */
public final class Population {

    /**
     * What it is made from.
     *
     * @param seed any number
     * @param startMillis from when on it grows, UTC epoch in ms
     * @param cards how many there are then
     * @param merchants how many merchants there are
     * @param growthPerYear cards that are added in a year, as a share of those at the start
     * @param journeysPerYear how often a holder travels
     * @param partitions partitions of the topic
     * @param issuerRanges how many ranges of card numbers there are, or 0 if transactions do not say
     * @param quietPartition the partition whose cards are never used, or -1 for none
     */
    public record Settings(
            long seed,
            long startMillis,
            long cards,
            int merchants,
            double growthPerYear,
            double journeysPerYear,
            int issuerRanges,
            int partitions,
            int quietPartition) {}

    private static final int CARD_ID_DIGITS = 11;
    private static final int ISSUER_RANGE_DIGITS = 6;
    private static final double MILLIS_PER_YEAR = 365.25 * 86_400_000;

    /** The card's holder goes to this many merchants in town, the first ones most often. */
    private static final int FAVOURITES_IN_TOWN = 8;

    private static final int FAVOURITES_ONLINE = 4;
    /** How often it is one of them. */
    private static final double FAVOURITE_SHARE = 0.8;

    private static final double TRAVELLERS_SPEND_FACTOR = 1.3;

    private static final int MAX_TRIES = 8;
    /** Half of all cards live in other partitions at the least, so that this many draws find one. */
    private static final int MAX_DRAWS = 1_000;
    /** A holder pays outside of the usual hours that often. */
    private static final double RESTLESS_SHARE = 0.05;

    /**
     * One card in sixteen lies in a drawer, and is used once a month or so; others are used two times a day, on
     * average.
     */
    private static final int CARDS_PER_CARD_IN_DRAWER = 16;

    private static final double ACTIVITY_IN_DRAWER = 0.01;

    private static final int REMEMBERED = 1 << 14;

    private final Settings settings;
    private final Cities cities;
    private final Merchants merchants;
    private final Journeys journeys;
    private final Card busyCard;
    private final RecentCache<Card> recent = new RecentCache<>(REMEMBERED, this::derive);

    public Population(Settings settings) {
        this.settings = settings;
        this.cities = new Cities(settings.cards());
        this.merchants = new Merchants(settings.seed(), settings.merchants());
        this.journeys = new Journeys(settings.seed(), settings.journeysPerYear(), cities);
        this.busyCard = anyCard(Draws.of(settings.seed(), Subject.CARD, -1), settings.startMillis());
    }

    /** The merchants there are. */
    public Merchants merchants() {
        return merchants;
    }

    /** How many cards there are at a time, relative to the start. */
    public double size(long millis) {
        return 1 + settings.growthPerYear() * Math.max(0, millis - settings.startMillis()) / MILLIS_PER_YEAR;
    }

    /** How many payments there are at a time, relative to an average quarter of an hour at the start. */
    public double demand(long millis) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(millis, 86_400_000L));
        return cities.demand(ActivityPattern.quarterOfWeek(millis)) * ActivityPattern.dayFactor(day) * size(millis);
    }

    /** The card of a token. */
    public Optional<Card> card(String id) {
        if (!id.matches("c[0-9]{" + CARD_ID_DIGITS + "}")) {
            return Optional.empty();
        }
        return Optional.of(card(Long.parseLong(id.substring(1))));
    }

    private Card card(long number) {
        return recent.get(number);
    }

    private static String id(long number) {
        return token('c', number, CARD_ID_DIGITS);
    }

    private Card derive(long number) {
        Draws draws = Draws.of(settings.seed(), Subject.CARD, number);
        return new Card(
                number,
                id(number),
                City.ALL.get((int) (number % City.ALL.size())),
                StrictMath.exp(0.35 * draws.nextGaussian()),
                0.10 + 0.30 * draws.nextDouble(),
                draws.nextInt(600, 1_100) * 86_400_000L,
                issuerRange(number));
    }

    private String issuerRange(long number) {
        return settings.issuerRanges() == 0
                ? null
                : token(
                        'b',
                        Math.floorMod(
                                Draws.once(settings.seed(), Subject.ISSUER_RANGE, number), settings.issuerRanges()),
                        ISSUER_RANGE_DIGITS);
    }

    /** What a card's holder may owe, minor units: 4,000 for most, rounded to hundreds. */
    public long creditLimitMinor(Card card) {
        Draws draws = Draws.of(settings.seed(), Subject.CREDIT_LIMIT, card.number());
        return Math.round(Math.max(0.2, Math.min(5, StrictMath.exp(0.5 * draws.nextGaussian()))) * 40) * 10_000;
    }

    /** One card of the population, always the same. */
    public Card busyCard() {
        return busyCard;
    }

    /** Any card there is at a time. */
    public Card anyCard(Draws draws, long millis) {
        for (int i = 0; i < MAX_DRAWS; i++) {
            long number = resident(cities.any(draws), draws, millis);
            if (!isQuiet(number)) {
                return card(number);
            }
        }
        throw allAreQuiet();
    }

    /** Any card of an issuer range; of another where it has none to give, or where cards have none. */
    public Card cardOfRange(String issuerRange, Draws draws, long millis) {
        Card card = anyCard(draws, millis);
        for (int i = 0; i < MAX_DRAWS && !Objects.equals(card.issuerRange(), issuerRange); i++) {
            card = anyCard(draws, millis);
        }
        return card;
    }

    /** Any card of a city; of another where it has none to give. */
    public Card cardOf(City city, Draws draws, long millis) {
        for (int i = 0; i < MAX_TRIES && cities.cardsOf(city) > 0; i++) {
            long number = resident(city, draws, millis);
            if (!isQuiet(number)) {
                return card(number);
            }
        }
        return anyCard(draws, millis);
    }

    /** The card of a holder who is about to pay at a time. */
    public Card payingCard(Draws draws, long millis) {
        int quarter = ActivityPattern.quarterOfWeek(millis);
        int tries = 0;
        for (int i = 0; i < MAX_DRAWS; i++) {
            City home = cities.paying(quarter, draws);
            long number = resident(home, draws, millis);
            // After some who sleep or seldom pay, the next one pays.
            if (!isQuiet(number) && (pays(number, home, millis, draws) || ++tries == MAX_TRIES)) {
                return card(number);
            }
        }
        throw allAreQuiet();
    }

    private IllegalStateException allAreQuiet() {
        return new IllegalStateException("all cards are of partition " + settings.quietPartition());
    }

    private boolean isQuiet(long number) {
        return settings.quietPartition() >= 0
                && Partitioner.partition(id(number).getBytes(US_ASCII), settings.partitions())
                        == settings.quietPartition();
    }

    /** The newest cards of a city have the greatest numbers, so that growth changes nothing for those before. */
    private long resident(City city, Draws draws, long millis) {
        long residents = (long) (cities.cardsOf(city) * size(millis));
        long rank = (long) (draws.nextDouble() * residents);
        return rank * City.ALL.size() + city.number();
    }

    /** Whether a holder drawn is one to pay now: some pay often and some seldom, and each has hours of the day. */
    private boolean pays(long number, City home, long millis, Draws draws) {
        long habits = Draws.mix(settings.seed() ^ Draws.mix(number));
        boolean isInDrawer = (habits >>> 40) % CARDS_PER_CARD_IN_DRAWER == 0;
        double activity = isInDrawer ? ACTIVITY_IN_DRAWER : 0.2 + 0.8 * ((habits >>> 8) & 0xff) / 255;
        int fromHour = 6 + (int) ((habits >>> 16) & 0x3);
        int hours = 11 + (int) ((habits >>> 24) & 0x7);
        long hour = Math.floorMod(Math.floorDiv(home.localMillis(millis), 3_600_000L), 24);
        boolean awake = Math.floorMod(hour - fromHour, 24) < hours;
        return draws.nextBoolean(awake ? activity : activity * RESTLESS_SHARE);
    }

    /** The city that a card's holder is in, or none while between two. */
    public Optional<City> whereabouts(Card card, long millis) {
        return journeys.whereabouts(card.number(), card.home(), millis);
    }

    /** What the card's holder does at a time: a favourite merchant mostly, the usual amount with its spread. */
    public CardUse habitualUse(Card card, long millis, Draws draws) {
        Optional<City> place = whereabouts(card, millis);
        return place.isEmpty() || draws.nextBoolean(card.onlineShare())
                ? onlineUse(card, millis, draws)
                : useIn(place.get(), card, draws);
    }

    /** What the card's holder does in a city, the card in hand: at home, or as a traveller. */
    public CardUse useIn(City city, Card card, Draws draws) {
        if (city.equals(card.home())) {
            return presentAt(favouriteInTown(card, draws), card, card.spendFactor(), draws);
        }
        return presentAt(merchants.in(city, draws), card, card.spendFactor() * TRAVELLERS_SPEND_FACTOR, draws);
    }

    /** What the card's holder does at a merchant, the card in hand. */
    public CardUse useAt(Merchant merchant, Card card, Draws draws) {
        return presentAt(merchant, card, card.spendFactor(), draws);
    }

    private static CardUse presentAt(Merchant merchant, Card card, double spendFactor, Draws draws) {
        long amountMinor = merchant.category().amountMinor(spendFactor, draws);
        return CardUse.present(card, merchant, amountMinor, Card.usualChannel(merchant, draws));
    }

    /** What the card's holder does online, with the phone of the time. */
    public CardUse onlineUse(Card card, long millis, Draws draws) {
        Merchant merchant = draws.nextBoolean(FAVOURITE_SHARE)
                ? merchants.online(favourite(card, FAVOURITES_IN_TOWN + draws.nextInt(FAVOURITES_ONLINE)))
                : merchants.online(draws);
        return onlineUseAt(merchant, card, millis, draws);
    }

    /** What the card's holder does at an online merchant, with the phone of the time. */
    public CardUse onlineUseAt(Merchant merchant, Card card, long millis, Draws draws) {
        long amountMinor = merchant.category().amountMinor(card.spendFactor(), draws);
        return CardUse.online(card, merchant, amountMinor, card.deviceAt(millis));
    }

    private Merchant favouriteInTown(Card card, Draws draws) {
        if (!draws.nextBoolean(FAVOURITE_SHARE)) {
            return merchants.in(card.home(), draws);
        }
        double u = draws.nextDouble();
        return merchants.in(card.home(), favourite(card, (int) (FAVOURITES_IN_TOWN * u * u)));
    }

    private Draws favourite(Card card, int rank) {
        return Draws.of(
                settings.seed(), Subject.FAVOURITE, card.number() * (FAVOURITES_IN_TOWN + FAVOURITES_ONLINE) + rank);
    }

    /** An identifier of a letter and digits, too few of them for a card number. */
    public static String token(char letter, long number, int digits) {
        byte[] text = new byte[digits + 1];
        text[0] = (byte) letter;
        long left = number;
        for (int i = digits; i > 0; i--) {
            text[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        return new String(text, US_ASCII);
    }
}
