package fraud.cli.text;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and durations as people type them. */
public final class TimeText {

    /** How a time is written. */
    public static final String INSTANTS = "a time from 2000 to 2099 like 2026-03-01T00:00:00Z";

    /** How a duration is written. */
    public static final String DURATIONS = "a duration like 500ms, 30s, 5m, 2h or 1d";

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant BEYOND = Instant.parse("2100-01-01T00:00:00Z");

    private TimeText() {}

    /** A duration such as {@code 5m}. */
    public static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }

    /**
     * A duration as {@link #duration} reads it, in the greatest unit that it is a whole number of; none at all is
     * {@code 0s}.
     */
    public static String of(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0) {
            return "0s";
        }
        if (millis % Duration.ofSeconds(1).toMillis() != 0) {
            return millis + "ms";
        }
        if (millis % Duration.ofDays(1).toMillis() == 0) {
            return duration.toDays() + "d";
        }
        if (millis % Duration.ofHours(1).toMillis() == 0) {
            return duration.toHours() + "h";
        }
        return millis % Duration.ofMinutes(1).toMillis() == 0 ? duration.toMinutes() + "m" : duration.toSeconds() + "s";
    }

    /**
     * A time such as {@code 2026-03-01T00:00:00Z}, also with an offset, within what event times may be (SEMANTICS 3.3).
     */
    public static Optional<Instant> instant(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text.strip()).toInstant();
            return Optional.of(instant).filter(time -> !time.isBefore(FIRST) && time.isBefore(BEYOND));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A time, or one relative to another, such as {@code +5m} or {@code now}. */
    public static Optional<Instant> instant(String text, Instant now) {
        String stripped = text.strip();
        if (stripped.equals("now")) {
            return Optional.of(now);
        }
        if (stripped.startsWith("+")) {
            return duration(stripped.substring(1)).map(now::plus);
        }
        return stripped.startsWith("-") ? duration(stripped.substring(1)).map(now::minus) : instant(stripped);
    }
}
