package fraud.generator;

import java.util.List;

/**
 * A real city, where cards live and merchants stand.
 *
 * @param name in English
 * @param country ISO 3166-1 alpha-2 code
 * @param currency ISO 4217 code of what its cards are billed in; all of similar worth, so that amounts need no scaling
 * @param latitude of its centre in degrees, to about 1 km
 * @param longitude of its centre in degrees, to about 1 km
 * @param weight how many live there: people of the urban area in 100,000, rough
 */
record City(String name, String country, String currency, double latitude, double longitude, int weight) {

    /** Mean radius of the earth, km. */
    private static final double EARTH_RADIUS_KILOMETRES = 6_371;

    static final List<City> ALL = List.of(
            new City("London", "GB", "GBP", 51.51, -0.13, 96),
            new City("Manchester", "GB", "GBP", 53.48, -2.24, 28),
            new City("Edinburgh", "GB", "GBP", 55.95, -3.19, 5),
            new City("Dublin", "IE", "EUR", 53.35, -6.26, 13),
            new City("Paris", "FR", "EUR", 48.86, 2.35, 108),
            new City("Lyon", "FR", "EUR", 45.76, 4.84, 17),
            new City("Marseille", "FR", "EUR", 43.30, 5.37, 16),
            new City("Brussels", "BE", "EUR", 50.85, 4.35, 21),
            new City("Amsterdam", "NL", "EUR", 52.37, 4.90, 17),
            new City("Berlin", "DE", "EUR", 52.52, 13.41, 40),
            new City("Hamburg", "DE", "EUR", 53.55, 9.99, 20),
            new City("Munich", "DE", "EUR", 48.14, 11.58, 21),
            new City("Cologne", "DE", "EUR", 50.94, 6.96, 22),
            new City("Zurich", "CH", "CHF", 47.37, 8.54, 14),
            new City("Vienna", "AT", "EUR", 48.21, 16.37, 19),
            new City("Madrid", "ES", "EUR", 40.42, -3.70, 62),
            new City("Barcelona", "ES", "EUR", 41.39, 2.17, 48),
            new City("Lisbon", "PT", "EUR", 38.72, -9.14, 27),
            new City("Rome", "IT", "EUR", 41.90, 12.50, 33),
            new City("Milan", "IT", "EUR", 45.46, 9.19, 50),
            new City("Athens", "GR", "EUR", 37.98, 23.73, 31),
            new City("Helsinki", "FI", "EUR", 60.17, 24.94, 13),
            new City("New York", "US", "USD", 40.71, -74.01, 190),
            new City("Boston", "US", "USD", 42.36, -71.06, 43),
            new City("Chicago", "US", "USD", 41.88, -87.63, 87),
            new City("Miami", "US", "USD", 25.76, -80.19, 61),
            new City("Houston", "US", "USD", 29.76, -95.37, 59),
            new City("Denver", "US", "USD", 39.74, -104.99, 27),
            new City("Los Angeles", "US", "USD", 34.05, -118.24, 122),
            new City("Seattle", "US", "USD", 47.61, -122.33, 35),
            new City("Toronto", "CA", "CAD", 43.65, -79.38, 56),
            new City("Montreal", "CA", "CAD", 45.50, -73.57, 37),
            new City("Vancouver", "CA", "CAD", 49.28, -123.12, 24),
            new City("Singapore", "SG", "SGD", 1.35, 103.82, 57),
            new City("Sydney", "AU", "AUD", -33.87, 151.21, 47),
            new City("Melbourne", "AU", "AUD", -37.81, 144.96, 46),
            new City("Perth", "AU", "AUD", -31.95, 115.86, 20),
            new City("Auckland", "NZ", "NZD", -36.85, 174.76, 14));

    static final int TOTAL_WEIGHT = ALL.stream().mapToInt(City::weight).sum();

    /** Distance between the centres along the earth's surface (haversine), km. */
    double kilometresTo(City other) {
        double phi1 = StrictMath.toRadians(latitude);
        double phi2 = StrictMath.toRadians(other.latitude);
        double sinLatitude = StrictMath.sin((phi2 - phi1) / 2);
        double sinLongitude = StrictMath.sin(StrictMath.toRadians(other.longitude - longitude) / 2);
        double a =
                sinLatitude * sinLatitude + StrictMath.cos(phi1) * StrictMath.cos(phi2) * sinLongitude * sinLongitude;
        return 2 * EARTH_RADIUS_KILOMETRES * StrictMath.asin(Math.min(1, StrictMath.sqrt(a)));
    }
}
