package fraud.scenarios;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time in an example, counted from its start: {@code 00:59:59.999} or {@code 31d 00:00:00}.
 *
 * @param millis UTC epoch in ms
 */
@JsonDeserialize(using = Moment.Reader.class)
record Moment(long millis) {

    /** Every example starts on this Monday at midnight. */
    static final long START_MILLIS = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();

    private static final Pattern FORM =
            Pattern.compile("(?:(\\d{1,2})d )?([01]\\d|2[0-3]):([0-5]\\d):([0-5]\\d(?:\\.\\d{3})?)");

    /** Takes the text as it stands: YAML would read some times as numbers to the base of 60. */
    static final class Reader extends JsonDeserializer<Moment> {
        @Override
        public Moment deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Matcher matcher = FORM.matcher(parser.getText());
            return matcher.matches()
                    ? Moment.of(matcher)
                    : context.reportInputMismatch(
                            Moment.class,
                            "%s is no time; write 00:59:59, 00:59:59.999 or 31d 00:00:00",
                            parser.getText());
        }
    }

    private static Moment of(Matcher matcher) {
        String days = matcher.group(1) == null ? "0" : matcher.group(1);
        Duration sinceStart =
                Duration.parse("P%sDT%sH%sM%sS".formatted(days, matcher.group(2), matcher.group(3), matcher.group(4)));
        return new Moment(START_MILLIS + sinceStart.toMillis());
    }
}
