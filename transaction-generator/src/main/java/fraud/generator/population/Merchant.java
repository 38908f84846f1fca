package fraud.generator.population;

/**
 * A merchant or cash machine.
 *
 * @param id token
 * @param category what it sells
 * @param city where it stands or, online, is registered
 * @param latitude of its terminal in degrees, or null if online
 * @param longitude of its terminal in degrees, or null if online
 */
public record Merchant(String id, MerchantCategory category, City city, Double latitude, Double longitude) {}
