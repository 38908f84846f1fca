package fraud.cli.models.monitor;

/**
 * The interval in which a share lies with a confidence of 95 %, by Wilson's score: it holds for few rows and for shares
 * near 0, too. Source: Wilson, Probable inference, the law of succession, and statistical inference (1927).
 *
 * @param low from 0 to 1
 * @param high from 0 to 1
 */
record Wilson(double low, double high) {

    /** The 97.5 % quantile of the normal distribution. */
    private static final double Z = 1.959963984540054;

    /**
     * Of a count.
     *
     * @param hits from 0 to n
     * @param n at least 1
     */
    static Wilson of(long hits, long n) {
        double share = (double) hits / n;
        double scale = 1 + Z * Z / n;
        double centre = (share + Z * Z / (2 * n)) / scale;
        double half = Z / scale * Math.sqrt(share * (1 - share) / n + Z * Z / (4.0 * n * n));
        // At the ends the sums are exact only on paper.
        return new Wilson(hits == 0 ? 0 : centre - half, hits == n ? 1 : centre + half);
    }

    boolean holds(double share) {
        return share >= low && share <= high;
    }
}
