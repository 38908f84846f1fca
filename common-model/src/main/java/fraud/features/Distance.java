package fraud.features;

/** Distance on the earth's surface (SEMANTICS 4.7). */
final class Distance {

    /** Mean radius of the earth, m. */
    private static final double EARTH_RADIUS_METRES = 6_371_000;

    private Distance() {}

    /**
     * The haversine distance in whole metres, rounded down. {@link StrictMath} gives the same bits on every machine,
     * which {@link Math} does not promise.
     */
    static long metres(double latitude1, double longitude1, double latitude2, double longitude2) {
        double phi1 = radians(latitude1);
        double phi2 = radians(latitude2);
        double sinLatitude = StrictMath.sin((phi2 - phi1) / 2);
        double sinLongitude = StrictMath.sin((radians(longitude2) - radians(longitude1)) / 2);
        double a =
                sinLatitude * sinLatitude + StrictMath.cos(phi1) * StrictMath.cos(phi2) * (sinLongitude * sinLongitude);
        return (long) (2 * EARTH_RADIUS_METRES * StrictMath.asin(Math.min(1, StrictMath.sqrt(a))));
    }

    private static double radians(double degrees) {
        return degrees / 180 * Math.PI;
    }
}
