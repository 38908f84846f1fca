package fraud.report.bench.summary;

/**
 * What a system's CPU time for a million answers is made of, in seconds, by the medians of other systems on the same
 * workload. What cannot be told apart is left out; the parts that are there add up to the whole.
 *
 * @param clients of a loop: {@code echo}, Kafka's clients alone
 * @param engine of an engine: its bare system: the detector's sources and sink, and between them keyed stages that only
 *     count
 * @param domain {@code floor} less {@code echo}
 * @param rest the whole less the other parts; below 0 if they cost more where they were measured alone
 */
public record CostParts(Double clients, Double engine, Double domain, Double rest) {

    /** Of the whole: less than this is no rest but the error of a sum. */
    private static final double NOTHING = 1e-9;

    /**
     * Takes a whole apart.
     *
     * @param whole CPU seconds for a million answers
     * @param clients those of {@code echo}, for a loop; else null
     * @param engine those of the engine's bare system; null if there is none
     * @param domain null if it is not known, or none of the system's
     */
    static CostParts of(double whole, Double clients, Double engine, Double domain) {
        double rest = whole - orZero(clients) - orZero(engine) - orZero(domain);
        return new CostParts(clients, engine, domain, Math.abs(rest) <= NOTHING * whole ? null : rest);
    }

    private static double orZero(Double part) {
        return part == null ? 0 : part;
    }
}
