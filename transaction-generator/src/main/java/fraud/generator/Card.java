package fraud.generator;

import fraud.model.Channel;

/**
 * A card and its holder's habits.
 *
 * @param index number in the population
 * @param id token
 * @param home city where its holder lives and pays
 * @param spendFactor how much more its holder spends than others: a habit, equal for all categories
 * @param onlineShare share of its uses that are online
 * @param activeFromHour first hour of the day, by the sun at home, in which its holder pays
 * @param activeHours how many hours its holder's day has
 * @param deviceId the device its holder shops online with
 */
record Card(
        int index,
        String id,
        City home,
        double spendFactor,
        double onlineShare,
        int activeFromHour,
        int activeHours,
        String deviceId) {

    private static final long MILLIS_PER_HOUR = 3_600_000;
    /** The sun moves by a degree in 4 minutes. */
    private static final long MILLIS_PER_DEGREE = 240_000;

    /** Whether its holder is awake and about. */
    boolean isActiveAt(long utcMillis) {
        long solarMillis = utcMillis + Math.round(home.longitude() * MILLIS_PER_DEGREE);
        long hour = Math.floorMod(Math.floorDiv(solarMillis, MILLIS_PER_HOUR), 24);
        return Math.floorMod(hour - activeFromHour, 24) < activeHours;
    }

    /** How a holder pays at a merchant: contactless mostly, as in Europe today; a stripe where the terminal is old. */
    static Channel usualChannel(Merchant merchant, Draws draws) {
        double u = draws.nextDouble();
        return switch (merchant.category().place()) {
            case ONLINE -> Channel.ECOMMERCE;
            case CASH_MACHINE -> Channel.ATM;
            case SHOP -> u < 0.65 ? Channel.CONTACTLESS : u < 0.97 ? Channel.CHIP : Channel.MAGSTRIPE;
        };
    }
}
