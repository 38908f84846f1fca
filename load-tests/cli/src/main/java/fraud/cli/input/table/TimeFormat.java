package fraud.cli.input.table;

import fraud.config.ConfigException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.IsoEra;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a table writes times. A date that no calendar has and an hour that no day has are errors. Those without a zone
 * are UTC unless told otherwise. Of a local time that a change of clocks brings twice the earlier is meant; one that it
 * skips is read with the clocks as they were before the change; both are counted. What is finer than a millisecond is
 * cut off.
 */
public final class TimeFormat {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{9,10}(\\.[0-9]{1,9})?");
    private static final Pattern MILLIS = Pattern.compile("[0-9]{12,13}");
    private static final int MILLIS_DIGITS = 3;

    /**
     * Year first, so that it need not be guessed which is the month: 2018-04-01T00:00:31Z, 2018-04-01 00:00, 2018/04/01
     * 00:00:31.5 +02:00.
     */
    private static final DateTimeFormatter USUAL = new DateTimeFormatterBuilder()
            .appendPattern("[uuuu-MM-dd][uuuu/MM/dd]['T'][' ']HH:mm")
            .appendPattern("[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[ ]['UTC'][XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final String USUAL_EXAMPLES =
            "2018-04-01T00:00:31Z, 2018-04-01 00:00:31, or seconds or milliseconds since 1970";

    /** With every part different from every other, so that a pattern that mistakes one for another is found out. */
    private static final ZonedDateTime SPECIMEN =
            ZonedDateTime.of(LocalDate.of(2018, 12, 31), LocalTime.of(21, 43, 56), ZoneOffset.UTC);

    private static final List<ChronoField> OF_DAY = List.of(
            ChronoField.HOUR_OF_AMPM,
            ChronoField.CLOCK_HOUR_OF_AMPM,
            ChronoField.AMPM_OF_DAY,
            ChronoField.MINUTE_OF_HOUR,
            ChronoField.SECOND_OF_MINUTE);

    private final DateTimeFormatter formatter;
    private final ZoneId zone;
    private final String expected;

    private TimeFormat(DateTimeFormatter formatter, ZoneId zone, String expected) {
        this.formatter = formatter;
        this.zone = zone;
        this.expected = expected;
    }

    /** The usual formats. */
    public static TimeFormat usual() {
        return new TimeFormat(null, ZoneOffset.UTC, USUAL_EXAMPLES);
    }

    /**
     * The usual formats, where what names no zone is of this one.
     *
     * @throws ConfigException if it is no zone
     */
    public static TimeFormat usualIn(String zone) {
        try {
            return new TimeFormat(null, ZoneId.of(zone), USUAL_EXAMPLES);
        } catch (DateTimeException e) {
            throw new ConfigException("'" + zone + "' is no zone, such as 'Europe/Paris'");
        }
    }

    /**
     * A format of one's own.
     *
     * @param patternAndZone nothing, a pattern, or a pattern and a zone
     * @throws ConfigException saying what cannot be read
     */
    public static TimeFormat of(List<String> patternAndZone) {
        if (patternAndZone.isEmpty()) {
            return usual();
        }
        String pattern = patternAndZone.get(0);
        try {
            ZoneId zone = patternAndZone.size() > 1 ? ZoneId.of(patternAndZone.get(1)) : ZoneOffset.UTC;
            DateTimeFormatter formatter = new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern)
                    // A strict year of an era needs one.
                    .parseDefaulting(ChronoField.ERA, IsoEra.CE.getValue())
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
            requireReadable(formatter, pattern);
            return new TimeFormat(formatter, zone, pattern);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new ConfigException(String.join(", ", patternAndZone)
                    + " is no format of a time and its zone, such as 'dd/MM/yyyy HH:mm', 'Europe/Paris'");
        }
    }

    /**
     * Whether the pattern reads the time that it writes: YYYY is the year of a week, mm are minutes, hh is half a day.
     */
    private static void requireReadable(DateTimeFormatter formatter, String pattern) {
        try {
            TemporalAccessor read = formatter.parse(formatter.format(SPECIMEN));
            LocalTime ofDay = read.query(TemporalQueries.localTime());
            boolean hasHour = ofDay == null
                    ? OF_DAY.stream().noneMatch(read::isSupported)
                    : ofDay.getHour() == SPECIMEN.getHour();
            if (hasHour && LocalDate.from(read).equals(SPECIMEN.toLocalDate())) {
                return;
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        throw new ConfigException(pattern
                + " does not make a date of what it reads: yyyy is the year, MM the month, dd the day, HH the hour"
                + " (hh with a), mm the minute, ss the second");
    }

    /**
     * A time in UTC epoch milliseconds.
     *
     * @param column what an error names
     * @param notes takes local times that clocks skip or bring twice
     */
    public long epochMillis(String column, String cell, TableNotes notes) throws BadCellException {
        if (formatter == null && MILLIS.matcher(cell).matches()) {
            return Long.parseLong(cell);
        }
        if (formatter == null && SECONDS.matcher(cell).matches()) {
            return new BigDecimal(cell)
                    .movePointRight(MILLIS_DIGITS)
                    .setScale(0, RoundingMode.FLOOR)
                    .longValueExact();
        }
        try {
            return instant((formatter == null ? USUAL : formatter).parse(cell), notes)
                    .toEpochMilli();
        } catch (DateTimeException e) {
            throw new BadCellException(column, "is not a time like " + expected);
        }
    }

    private Instant instant(TemporalAccessor time, TableNotes notes) {
        LocalTime ofDay = time.query(TemporalQueries.localTime());
        LocalDateTime local = LocalDate.from(time).atTime(ofDay == null ? LocalTime.MIDNIGHT : ofDay);
        // What the cell itself says comes first: an offset, or the zone's name.
        ZoneId own = time.query(TemporalQueries.zone());
        ZoneId in = own == null ? zone : own;
        int offsets = in.getRules().getValidOffsets(local).size();
        if (offsets == 0) {
            notes.skippedTime();
        } else if (offsets > 1) {
            notes.doubledTime();
        }
        // By ZonedDateTime's rules: the earlier of two; before the change, where there is none.
        return local.atZone(in).toInstant();
    }
}
