package fraud.generator.population;

import java.util.Arrays;
import java.util.Collections;

/**
 * What a merchant sells, and what people spend there: amounts are log-normal, the usual model of card payments. The
 * medians are round figures of ours for a European or American town; they set the scale and claim no more.
 */
public enum MerchantCategory {
    GROCERIES("5411", Place.SHOP, 30, 2_800, 0.45),
    RESTAURANT("5812", Place.SHOP, 18, 2_600, 0.40),
    FAST_FOOD("5814", Place.SHOP, 15, 1_100, 0.30),
    FUEL("5541", Place.SHOP, 9, 4_500, 0.25),
    PHARMACY("5912", Place.SHOP, 8, 1_900, 0.45),
    CLOTHING("5651", Place.SHOP, 6, 5_200, 0.50),
    ELECTRONICS("5732", Place.SHOP, 2, 11_000, 0.70),
    LODGING("7011", Place.SHOP, 2, 13_000, 0.50),
    JEWELLERY("5944", Place.SHOP, 1, 12_000, 0.60),
    TRANSIT("4111", Place.SHOP, 7, 450, 0.25),
    CASH("6011", Place.CASH_MACHINE, 5, 8_000, 0.40),
    ONLINE_STORE("5399", Place.ONLINE, 55, 3_600, 0.60),
    ONLINE_ELECTRONICS("5734", Place.ONLINE, 8, 9_000, 0.70),
    TRAVEL_AGENCY("4722", Place.ONLINE, 3, 15_000, 0.60),
    DIGITAL_GOODS("5815", Place.ONLINE, 34, 900, 0.40);

    /** Where the card is used. */
    public enum Place {
        SHOP,
        CASH_MACHINE,
        ONLINE
    }

    private static final MerchantCategory[] IN_TOWN = dealt(false);
    private static final MerchantCategory[] ONLINE = dealt(true);

    private final String code;
    private final Place place;
    private final int weight;
    private final long medianMinor;
    private final double spread;

    MerchantCategory(String code, Place place, int weight, long medianMinor, double spread) {
        this.code = code;
        this.place = place;
        this.weight = weight;
        this.medianMinor = medianMinor;
        this.spread = spread;
    }

    /** Each category as often as its weight says. */
    private static MerchantCategory[] dealt(boolean online) {
        return Arrays.stream(values())
                .filter(category -> category.isOnline() == online)
                .flatMap(category -> Collections.nCopies(category.weight, category).stream())
                .toArray(MerchantCategory[]::new);
    }

    /** ISO 18245 code. */
    public String code() {
        return code;
    }

    /** Where the card is used. */
    public Place place() {
        return place;
    }

    /** Whether it is used without the card. */
    public boolean isOnline() {
        return place == Place.ONLINE;
    }

    /** An amount that a holder spends who spends {@code factor} times as much as others, minor units, at least 1. */
    public long amountMinor(double factor, Draws draws) {
        long amount = Math.round(medianMinor * factor * StrictMath.exp(spread * draws.nextGaussian()));
        return switch (place) {
            case CASH_MACHINE -> Math.max(1, Math.round(amount / 1_000.0)) * 1_000;
            case SHOP, ONLINE -> Math.max(1, amount);
        };
    }

    /** A category of a shop or machine in a city, common ones more often. */
    static MerchantCategory inTown(Draws draws) {
        return IN_TOWN[draws.nextInt(IN_TOWN.length)];
    }

    /** A category of an online merchant, common ones more often. */
    static MerchantCategory online(Draws draws) {
        return ONLINE[draws.nextInt(ONLINE.length)];
    }
}
