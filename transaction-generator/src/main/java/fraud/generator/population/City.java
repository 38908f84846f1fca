package fraud.generator.population;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A real city, where cards live and merchants stand; {@code cities.csv} says where its facts come from.
 *
 * @param number position in {@link #ALL}
 * @param name in English
 * @param country ISO 3166-1 alpha-2 code
 * @param currency ISO 4217 code of what its cards are billed in; all of similar worth, so that amounts need no scaling
 * @param latitude of its centre in degrees, to about 1 km
 * @param longitude of its centre in degrees, to about 1 km
 * @param utcOffsetMinutes its standard time less UTC, all the year: daylight saving would make the bytes depend on a
 *     JVM's zone tables
 * @param weight how many cards live there, relative to other cities
 */
public record City(
        int number,
        String name,
        String country,
        String currency,
        double latitude,
        double longitude,
        int utcOffsetMinutes,
        int weight) {

    /** Mean radius of the earth, km. */
    private static final double EARTH_RADIUS_KILOMETRES = 6_371;

    private static final long MILLIS_PER_MINUTE = 60_000;

    /** All cities, in the order of their numbers; part of what a seed means. */
    public static final List<City> ALL = load();

    private static List<City> load() {
        try (InputStream in = City.class.getResourceAsStream("cities.csv");
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, US_ASCII))) {
            List<String> rows =
                    reader.lines().filter(line -> !line.startsWith("#")).skip(1).toList();
            City[] cities = new City[rows.size()];
            for (int number = 0; number < cities.length; number++) {
                cities[number] = parse(number, rows.get(number));
            }
            return List.of(cities);
        } catch (IOException e) {
            throw new UncheckedIOException("the jar's own cities.csv cannot be read", e);
        }
    }

    private static City parse(int number, String row) {
        String[] cells = row.split(",", -1);
        return new City(
                number,
                cells[0],
                cells[1],
                cells[2],
                Double.parseDouble(cells[3]),
                Double.parseDouble(cells[4]),
                Integer.parseInt(cells[5]),
                Integer.parseInt(cells[6]));
    }

    /** What a clock there shows, as if it were UTC, ms. */
    long localMillis(long utcMillis) {
        return utcMillis + utcOffsetMinutes * MILLIS_PER_MINUTE;
    }

    /** Distance between the centres along the earth's surface (haversine), km. */
    public double kilometresTo(City other) {
        return kilometresTo(other.latitude, other.longitude);
    }

    /** Distance from the centre to a position along the earth's surface (haversine), km. */
    public double kilometresTo(double otherLatitude, double otherLongitude) {
        double phi1 = StrictMath.toRadians(latitude);
        double phi2 = StrictMath.toRadians(otherLatitude);
        double sinLatitude = StrictMath.sin((phi2 - phi1) / 2);
        double sinLongitude = StrictMath.sin(StrictMath.toRadians(otherLongitude - longitude) / 2);
        double a =
                sinLatitude * sinLatitude + StrictMath.cos(phi1) * StrictMath.cos(phi2) * sinLongitude * sinLongitude;
        return 2 * EARTH_RADIUS_KILOMETRES * StrictMath.asin(Math.min(1, StrictMath.sqrt(a)));
    }
}
