package fraud.lab.chaos.faults;

/**
 * What a scenario happens to.
 *
 * @param workers of the cluster, each with room for the whole job
 * @param brokers that hold each record
 * @param proxied whether the system reaches them through a proxy each
 * @param transactions whether it is of use only to a system that writes in transactions
 */
public record Needs(int workers, int brokers, boolean proxied, boolean transactions) {

    /** A worker and a broker. */
    static final Needs ONE_OF_EACH = new Needs(1, 1, false, false);

    static final Needs SPARE_WORKER = new Needs(2, 1, false, false);
    static final Needs THREE_BROKERS = new Needs(1, 3, false, false);
    static final Needs PROXY = new Needs(1, 1, true, false);
    static final Needs TRANSACTIONS = new Needs(1, 1, true, true);
}
