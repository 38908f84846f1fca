package fraud.cli.options;

import fraud.cli.text.TimeText;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Durations of options: written as such, such as {@code 2m}, or as a number in the option's own unit. */
public final class DurationOption {

    private static final int MAX_DIGITS = 12;

    private DurationOption() {}

    /** A number without a unit is milliseconds. */
    public static final class Millis implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return DurationOption.convert(text, ChronoUnit.MILLIS);
        }
    }

    /** A number without a unit is seconds. */
    public static final class Seconds implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return DurationOption.convert(text, ChronoUnit.SECONDS);
        }
    }

    /** A number without a unit is days. */
    public static final class Days implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return DurationOption.convert(text, ChronoUnit.DAYS);
        }
    }

    private static Duration convert(String text, ChronoUnit plainUnit) {
        if (text.matches("[0-9]{1," + MAX_DIGITS + "}")) {
            return Duration.of(Long.parseLong(text), plainUnit);
        }
        return TimeText.duration(text).orElseThrow(() -> new TypeConversionException(allowed(plainUnit)));
    }

    private static String allowed(ChronoUnit plainUnit) {
        return "must be " + TimeText.DURATIONS + ", or a number of "
                + (plainUnit == ChronoUnit.MILLIS
                        ? "milliseconds"
                        : plainUnit.toString().toLowerCase(Locale.ROOT));
    }

    /**
     * Checks a range, both ends included.
     *
     * @throws ParameterException naming option, value and range
     */
    public static void requireRange(CommandSpec spec, String option, Duration value, Duration from, Duration to) {
        if (value.compareTo(from) < 0 || value.compareTo(to) > 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " " + TimeText.of(value) + ": must be from " + TimeText.of(from) + " to "
                            + TimeText.of(to));
        }
    }
}
