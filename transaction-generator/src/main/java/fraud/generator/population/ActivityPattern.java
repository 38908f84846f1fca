package fraud.generator.population;

import java.time.DayOfWeek;
import java.time.LocalDate;

/**
 * When people pay: by the local hour of the week, and by the day of the month and the year. The curves are ours, drawn
 * after what acquirers and central banks describe (lunch and the way home on working days, the forenoon on Saturdays, a
 * quiet Sunday, salaries at the month's end, the sales of late November, December); they set the shape and claim no
 * more.
 */
final class ActivityPattern {

    static final long QUARTER_MILLIS = 900_000;
    static final int QUARTERS_PER_DAY = 96;
    static final int QUARTERS_PER_WEEK = 672;

    private static final int QUARTERS_PER_HOUR = 4;
    /** 1970-01-01 was a Thursday; weeks begin on Monday here. */
    private static final int QUARTERS_FROM_MONDAY_TO_EPOCH = 3 * QUARTERS_PER_DAY;

    /** Payments by the hour of a working day, relative. */
    private static final int[] WORKING_DAY = {
        3, 2, 1, 1, 1, 3, 9, 22, 38, 42, 46, 54, 68, 60, 48, 48, 56, 70, 72, 60, 46, 34, 20, 9
    };
    /** Payments by the hour of a Saturday or Sunday, relative. */
    private static final int[] WEEKEND = {
        8, 6, 4, 2, 1, 2, 4, 10, 24, 44, 64, 74, 74, 70, 68, 66, 64, 62, 58, 54, 46, 38, 28, 18
    };
    /** Monday to Sunday, percent. */
    private static final int[] DAY_PERCENT = {93, 95, 97, 100, 115, 110, 78};

    private static final int SATURDAY = 5;

    private ActivityPattern() {}

    /** Where a time lies in its week, from 0 (Monday, midnight) to 671. */
    static int quarterOfWeek(long millis) {
        return (int) Math.floorMod(
                Math.floorDiv(millis, QUARTER_MILLIS) + QUARTERS_FROM_MONDAY_TO_EPOCH, (long) QUARTERS_PER_WEEK);
    }

    /** How many payments there are in a quarter of an hour of the local week, relative to other quarters. */
    static int payments(int localQuarterOfWeek) {
        int day = localQuarterOfWeek / QUARTERS_PER_DAY;
        int hour = localQuarterOfWeek % QUARTERS_PER_DAY / QUARTERS_PER_HOUR;
        return (day < SATURDAY ? WORKING_DAY : WEEKEND)[hour] * DAY_PERCENT[day];
    }

    /** How much more people pay on a day than on others: pay days and sales days. */
    static double dayFactor(LocalDate day) {
        return (isPayDay(day) ? 1.15 : 0.96) * seasonFactor(day);
    }

    /** Salaries come at the month's end, most often from the 25th on. */
    static boolean isPayDay(LocalDate day) {
        return day.getDayOfMonth() >= 25 || day.getDayOfMonth() <= 2;
    }

    private static double seasonFactor(LocalDate day) {
        int month = day.getMonthValue();
        int dayOfMonth = day.getDayOfMonth();
        if (isSalesDay(day)) {
            return 1.6;
        }
        if (month == 12) {
            return dayOfMonth <= 24 ? 1.3 : 0.9;
        }
        return month == 1 || month == 2 ? 0.95 : 1;
    }

    /**
     * From Black Friday to Cyber Monday: the Friday after the fourth Thursday of November, and the three days after it.
     */
    static boolean isSalesDay(LocalDate day) {
        LocalDate friday = LocalDate.of(day.getYear(), 11, 1);
        friday = friday.plusDays(Math.floorMod(
                        DayOfWeek.THURSDAY.getValue() - friday.getDayOfWeek().getValue(), 7)
                + 22L);
        return !day.isBefore(friday) && day.isBefore(friday.plusDays(4));
    }
}
