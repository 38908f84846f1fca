package fraud.generator.population;

import fraud.model.Channel;

/**
 * A card and its holder's habits.
 *
 * @param number in the population
 * @param id token
 * @param home city where its holder lives and pays
 * @param spendFactor how much more its holder spends than others: a habit, equal for all categories
 * @param onlineShare share of its uses that are online
 * @param deviceLifeMillis how long its holder keeps a phone
 * @param issuerRange token of the range that its number is of, or null if nothing tells it
 */
public record Card(
        long number,
        String id,
        City home,
        double spendFactor,
        double onlineShare,
        long deviceLifeMillis,
        String issuerRange) {

    /** The phone that its holder shops online with at a time. */
    public String deviceAt(long millis) {
        // Not all on one day: the phase goes by the card's number.
        long phone = Math.floorDiv(millis + number * 86_400_000 % deviceLifeMillis, deviceLifeMillis);
        return "d" + id.substring(1) + "." + phone;
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
