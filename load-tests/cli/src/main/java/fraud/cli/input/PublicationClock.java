package fraud.cli.input;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * The timestamps that a file's lines are sent with. They never run back; a line whose own time cannot be read, lies in
 * the future, or is more than a gap above the line before gets the timestamp of the line before, so that one absurd
 * time does not end the file's day.
 */
public final class PublicationClock {

    /** 2000-01-01, the least event time there is (SEMANTICS 3.3): for lines before the first that can be read. */
    static final long BEGINNING_MILLIS = 946_684_800_000L;

    private final long nowMillis;
    private final long maxGapMillis;
    private long latestMillis = BEGINNING_MILLIS;
    private boolean started;
    private long replaced;
    private long outOfOrder;

    /**
     * A clock for one file.
     *
     * @param nowMillis times after this are in the future
     * @param maxGap the greatest step from one line to the next
     */
    public PublicationClock(long nowMillis, Duration maxGap) {
        this.nowMillis = nowMillis;
        this.maxGapMillis = maxGap.toMillis();
    }

    /**
     * The timestamp of the next line.
     *
     * @param wantedMillis the line's own, if it can be read
     */
    public long next(OptionalLong wantedMillis) {
        if (wantedMillis.isEmpty() || isAbsurd(wantedMillis.getAsLong())) {
            replaced++;
            return latestMillis;
        }
        outOfOrder += started && wantedMillis.getAsLong() < latestMillis ? 1 : 0;
        latestMillis = started
                ? Math.max(latestMillis, wantedMillis.getAsLong())
                : Math.max(BEGINNING_MILLIS, wantedMillis.getAsLong());
        started = true;
        return latestMillis;
    }

    /** How many lines got the timestamp of the line before because their own could not be used. */
    public long replaced() {
        return replaced;
    }

    /** How many lines lie before a line above them. */
    public long outOfOrder() {
        return outOfOrder;
    }

    /**
     * Whether a transaction is late (SEMANTICS 7.1) because of the lines above it, and not by its own account.
     *
     * @param timestampMillis what it is sent with
     * @param ownMillis when it was published by its own account
     * @param maxOutOfOrdernessMillis b of SEMANTICS 7
     */
    public static boolean isLateByOrder(
            long eventTimeMillis, long timestampMillis, OptionalLong ownMillis, long maxOutOfOrdernessMillis) {
        return eventTimeMillis < timestampMillis - maxOutOfOrdernessMillis
                && eventTimeMillis >= ownMillis.orElse(timestampMillis) - maxOutOfOrdernessMillis;
    }

    private boolean isAbsurd(long wantedMillis) {
        return wantedMillis > nowMillis || (started && wantedMillis - latestMillis > maxGapMillis);
    }
}
