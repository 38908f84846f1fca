package fraud.ops.input;

import fraud.config.ConfigException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a table writes times. Those without a zone are UTC unless told otherwise. */
final class TimeFormat {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{9,10}(\\.[0-9]+)?");
    private static final Pattern MILLIS = Pattern.compile("[0-9]{12,13}");
    private static final int MAX_SECONDS_DIGITS = 10;
    private static final double MILLIS_PER_SECOND = 1_000;

    /** Year first, so that nobody has to guess which is the month: 2018-04-01T00:00:31Z, 2018-04-01 00:00, 2018/04/01 00:00:31.5 +02:00. */
    private static final DateTimeFormatter USUAL = new DateTimeFormatterBuilder()
            .appendPattern("[yyyy-MM-dd][yyyy/MM/dd]['T'][' ']HH:mm")
            .appendPattern("[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[ ][XXX][XX]")
            .toFormatter(Locale.ROOT);

    private static final String USUAL_EXAMPLES =
            "2018-04-01T00:00:31Z, 2018-04-01 00:00:31, or seconds or milliseconds since 1970";

    private final DateTimeFormatter formatter;
    private final ZoneId zone;
    private final String expected;

    private TimeFormat(DateTimeFormatter formatter, ZoneId zone, String expected) {
        this.formatter = formatter;
        this.zone = zone;
        this.expected = expected;
    }

    /** The usual formats. */
    static TimeFormat usual() {
        return new TimeFormat(null, ZoneOffset.UTC, USUAL_EXAMPLES);
    }

    /**
     * A format of one's own.
     *
     * @param patternAndZone nothing, a pattern, or a pattern and a zone
     * @throws ConfigException naming the field and what cannot be read
     */
    static TimeFormat of(String field, List<String> patternAndZone) {
        if (patternAndZone.isEmpty()) {
            return usual();
        }
        String pattern = patternAndZone.get(0);
        try {
            ZoneId zone = patternAndZone.size() > 1 ? ZoneId.of(patternAndZone.get(1)) : ZoneOffset.UTC;
            return new TimeFormat(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH), zone, pattern);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new ConfigException("--map: " + field + ": " + String.join(", ", patternAndZone)
                    + " is no format of a time and its zone, such as 'dd/MM/yyyy HH:mm', 'Europe/Paris'");
        }
    }

    /**
     * A time in UTC epoch milliseconds.
     *
     * @param column what an error names
     */
    long epochMillis(String column, String cell) throws BadCellException {
        if (formatter == null && MILLIS.matcher(cell).matches()) {
            return Long.parseLong(cell);
        }
        if (formatter == null && SECONDS.matcher(cell).matches()) {
            return seconds(cell);
        }
        try {
            return instant((formatter == null ? USUAL : formatter).parse(cell)).toEpochMilli();
        } catch (DateTimeException e) {
            throw new BadCellException(column, "is not a time like " + expected);
        }
    }

    private static long seconds(String cell) {
        return cell.length() <= MAX_SECONDS_DIGITS
                ? Math.multiplyExact(Long.parseLong(cell), 1_000L)
                : Math.round(Double.parseDouble(cell) * MILLIS_PER_SECOND);
    }

    private Instant instant(TemporalAccessor time) {
        LocalDate date = LocalDate.from(time);
        if (time.query(TemporalQueries.localTime()) == null) {
            return date.atStartOfDay(zone).toInstant();
        }
        return time.isSupported(ChronoField.OFFSET_SECONDS)
                ? OffsetDateTime.from(time).toInstant()
                : LocalDateTime.from(time).atZone(zone).toInstant();
    }
}
