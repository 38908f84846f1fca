package fraud.cli.backtest;

import fraud.cli.quality.FraudTruth;
import fraud.model.Transaction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The transactions of the days that count, by their number from 0, and once all is read, which of them are fraud.
 * Memory is an identifier and an amount each. Not thread-safe.
 */
final class CountedTransactions {

    private final List<String> ids = new ArrayList<>();
    private final LongColumn amounts = new LongColumn();
    private final BitSet frauds = new BitSet();
    private final Map<String, BitSet> kinds = new TreeMap<>();
    private int days;

    /** Takes the next one, and says its number. */
    int add(Transaction transaction) {
        ids.add(transaction.transactionId());
        amounts.add(transaction.amountMinor());
        return ids.size() - 1;
    }

    /**
     * Takes what became of them, when all is read.
     *
     * @param truth with all labels taken
     * @param ofDays how many days they are of
     */
    void judge(FraudTruth truth, int ofDays) {
        days = ofDays;
        for (int i = 0; i < ids.size(); i++) {
            int index = i;
            truth.fraud(ids.get(i)).ifPresent(fraud -> {
                frauds.set(index);
                kinds.computeIfAbsent(fraud.scenario(), unused -> new BitSet()).set(index);
            });
        }
    }

    int size() {
        return ids.size();
    }

    /** Those that are fraud. */
    BitSet frauds() {
        return frauds;
    }

    /** Those that are fraud, by the kind of fraud. */
    Map<String, BitSet> kinds() {
        return kinds;
    }

    /** Sum of the amounts of some, minor units. */
    long amountMinor(BitSet some) {
        return some.stream().mapToLong(amounts::get).sum();
    }

    /** What it is worth to raise an alarm on some. */
    Figures figures(BitSet alarmed) {
        BitSet found = and(alarmed, frauds);
        long alarms = alarmed.cardinality();
        long hits = found.cardinality();
        return new Figures(
                alarms,
                (double) alarms / days,
                hits,
                alarms == 0 ? null : (double) hits / alarms,
                share(hits, frauds.cardinality()),
                share(amountMinor(found), amountMinor(frauds)));
    }

    /** A part of a whole, from 0 to 1; all of nothing is 0. */
    static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    static BitSet and(BitSet some, BitSet others) {
        BitSet both = (BitSet) some.clone();
        both.and(others);
        return both;
    }

    static BitSet without(BitSet some, BitSet others) {
        BitSet rest = (BitSet) some.clone();
        rest.andNot(others);
        return rest;
    }
}
