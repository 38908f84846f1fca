package fraud.features;

import java.time.Duration;

/** Where a moment lies in the UTC week and day (SEMANTICS 4.11). */
final class UtcClock {

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final int LAST_HOUR_OF_NIGHT = 6;
    /** Days from a Saturday to 1970-01-01, a Thursday. */
    private static final int DAYS_FROM_SATURDAY = 5;

    private UtcClock() {}

    /** Whether the day is a Saturday or a Sunday. */
    static boolean isWeekend(long millis) {
        return Math.floorMod(Math.floorDiv(millis, DAY_MILLIS) + DAYS_FROM_SATURDAY, 7) < 2;
    }

    /** Whether the hour is one from midnight to six. */
    static boolean isNight(long millis) {
        return Math.floorMod(millis, DAY_MILLIS) / HOUR_MILLIS <= LAST_HOUR_OF_NIGHT;
    }
}
