package fraud.generator.stream;

/**
 * Where the holder of a card lives: a city's centre.
 *
 * @param city in English
 * @param country ISO 3166-1 alpha-2 code
 * @param latitude in degrees
 * @param longitude in degrees
 */
public record Home(String city, String country, double latitude, double longitude) {}
