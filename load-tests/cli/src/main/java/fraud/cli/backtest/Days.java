package fraud.cli.backtest;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.quality.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The UTC days whose transactions are counted. An end that is not given is that of the history; what lies before the
 * first counted day is read to know the cards. Not thread-safe.
 */
final class Days {

    /** Days that are only read unless told otherwise: as far as features of a card look back. */
    static final int ONLY_READ = 30;

    /** What fewer days say is chance: some rules fire once or twice a week. */
    static final int LEAST = 7;

    /** What to say of fewer. */
    static final String TOO_SHORT = "too short to say anything: give at least " + LEAST + " days";

    private final Optional<LocalDate> from;
    private final Optional<LocalDate> to;
    private Scope scope;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;

    Days(Optional<LocalDate> from, Optional<LocalDate> to) {
        this.from = from;
        this.to = to;
    }

    /** Takes the event time of the next transaction of the history; the first one says when it begins. */
    void take(long eventTimeMillis) {
        if (scope == null) {
            LocalDate first = from.orElseGet(() -> dayOf(eventTimeMillis).plusDays(ONLY_READ));
            scope = new Scope(
                    "",
                    startOf(first),
                    to.map(day -> startOf(day.plusDays(1))).orElse(Long.MAX_VALUE),
                    Optional.empty());
        }
        firstMillis = Math.min(firstMillis, eventTimeMillis);
        lastMillis = Math.max(lastMillis, eventTimeMillis);
    }

    /** Whether a transaction is counted, once {@link #take} has seen it. */
    boolean count(String cardId, long eventTimeMillis) {
        return scope.counts(cardId, eventTimeMillis);
    }

    /** Whether an event time is counted, or less than a margin before or after one that is. */
    boolean isNear(long eventTimeMillis, Duration margin) {
        return eventTimeMillis > scope.fromEventTimeMillis() - margin.toMillis()
                && eventTimeMillis - margin.toMillis() < scope.toEventTimeMillis();
    }

    /** The first day that is counted and in the history. */
    LocalDate first() {
        return dayOf(Math.max(scope.fromEventTimeMillis(), firstMillis));
    }

    /** The last day that is counted and in the history. */
    LocalDate last() {
        return dayOf(Math.min(scope.toEventTimeMillis() - 1, lastMillis));
    }

    /** How many there are; none or fewer if the history has none of them. */
    int size() {
        return Math.toIntExact(ChronoUnit.DAYS.between(first(), last()) + 1);
    }

    /**
     * To be called when all is read.
     *
     * @param transactions how many were counted
     * @throws OperationFailedException if they say nothing, saying what would
     */
    void requireEnough(long transactions) {
        if (scope == null) {
            throw new OperationFailedException("the history has no transaction that is valid: give one that has");
        }
        String history = "the history has " + dayOf(firstMillis) + " to " + dayOf(lastMillis);
        if (transactions == 0) {
            throw new OperationFailedException("no transaction is of the days that count, "
                    + dayOf(scope.fromEventTimeMillis()) + " to "
                    + to.map(LocalDate::toString).orElse("the last") + ": " + history + "; give --from and --to in it"
                    + (from.isPresent() ? "" : ", or more than the first " + ONLY_READ + " days, which are only read"));
        }
        if (size() < LEAST) {
            throw new OperationFailedException(
                    "the days that count, " + first() + " to " + last() + ", are " + TOO_SHORT + "; " + history
                            + (from.isPresent() ? "" : ", of which the first " + ONLY_READ + " are only read"));
        }
    }

    private static LocalDate dayOf(long millis) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }

    private static long startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }
}
