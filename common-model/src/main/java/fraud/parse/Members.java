package fraud.parse;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import fraud.mask.CardNumbers;
import fraud.model.Channel;
import fraud.model.RejectReason;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The members of one object, as tokens: what they mean is checked only once the whole text is known to be JSON. */
final class Members {

    static final int MAX_INTEGER_DIGITS = 18;
    /** 2000-01-01. */
    static final long MIN_TIME_MILLIS = 946_684_800_000L;
    /** The last instant of 2099. */
    static final long MAX_TIME_MILLIS = 4_102_444_799_999L;

    private static final int MAX_IDENTIFIER_CHARS = 64;

    private final Map<Field, JsonToken> tokens = new EnumMap<>(Field.class);
    private final Map<Field, String> texts = new EnumMap<>(Field.class);
    private int count;

    void add(String name, JsonToken token, JsonParser parser) throws IOException {
        count++;
        Field field = Field.BY_WIRE_NAME.get(name);
        if (field != null) {
            tokens.put(field, token);
            if (token.isScalarValue()) {
                texts.put(field, parser.getText());
            }
        }
    }

    /** How many members the object has, unknown ones included. */
    int count() {
        return count;
    }

    /** The member's text if its value is a string. */
    Optional<String> string(Field field) {
        return tokens.get(field) == JsonToken.VALUE_STRING ? Optional.of(texts.get(field)) : Optional.empty();
    }

    /** Whether it is there and not null; a signal or control is one even if it is null. */
    boolean has(Field field) {
        JsonToken token = tokens.get(field);
        boolean order = field == Field.SIGNAL || field == Field.CONTROL;
        return token != null && (order || token != JsonToken.VALUE_NULL);
    }

    String required(Field field, JsonToken type, Form form) throws Rejection {
        if (!has(field)) {
            throw new Rejection(RejectReason.MISSING_FIELD, field);
        }
        if (tokens.get(field) != type) {
            throw new Rejection(RejectReason.WRONG_TYPE, field);
        }
        String text = texts.get(field);
        if (!form.accepts(text)) {
            throw new Rejection(RejectReason.OUT_OF_RANGE, field);
        }
        return text;
    }

    String optional(Field field, JsonToken type, Form form) throws Rejection {
        return has(field) ? required(field, type, form) : null;
    }

    String identifier(Field field) throws Rejection {
        String text = required(field, JsonToken.VALUE_STRING, Members::isIdentifier);
        if (CardNumbers.isIn(text)) {
            throw new Rejection(RejectReason.CARD_NUMBER, field);
        }
        return text;
    }

    /** The same of a field that may be missing, then null. */
    String optionalIdentifier(Field field) throws Rejection {
        return has(field) ? identifier(field) : null;
    }

    long eventTimeMillis() throws Rejection {
        return integer(Field.EVENT_TIME_MILLIS, MIN_TIME_MILLIS, MAX_TIME_MILLIS);
    }

    long integer(Field field, long from, long to) throws Rejection {
        String text = required(field, JsonToken.VALUE_NUMBER_INT, any -> true);
        if (text.charAt(0) == '-') {
            throw new Rejection(RejectReason.WRONG_TYPE, field);
        }
        if (text.length() > MAX_INTEGER_DIGITS) {
            throw new Rejection(RejectReason.OUT_OF_RANGE, field);
        }
        long value = Long.parseLong(text);
        if (value < from || value > to) {
            throw new Rejection(RejectReason.OUT_OF_RANGE, field);
        }
        return value;
    }

    boolean flag(Field field) throws Rejection {
        if (!has(field)) {
            throw new Rejection(RejectReason.MISSING_FIELD, field);
        }
        if (!tokens.get(field).isBoolean()) {
            throw new Rejection(RejectReason.WRONG_TYPE, field);
        }
        return tokens.get(field) == JsonToken.VALUE_TRUE;
    }

    Channel channel() throws Rejection {
        String text = optional(Field.CHANNEL, JsonToken.VALUE_STRING, any -> true);
        if (text == null) {
            return null;
        }
        return Arrays.stream(Channel.values())
                .filter(channel -> channel.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new Rejection(RejectReason.OUT_OF_RANGE, Field.CHANNEL));
    }

    Double degrees(Field field, double most) throws Rejection {
        if (!has(field)) {
            return null;
        }
        if (!tokens.get(field).isNumeric()) {
            throw new Rejection(RejectReason.WRONG_TYPE, field);
        }
        double value = Double.parseDouble(texts.get(field));
        if (!(Math.abs(value) <= most)) {
            throw new Rejection(RejectReason.OUT_OF_RANGE, field);
        }
        return value;
    }

    static boolean isIdentifier(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_IDENTIFIER_CHARS
                && text.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || c == '.'
                                || c == '_'
                                || c == '-');
    }

    /** What the text of a value must be. */
    interface Form {
        boolean accepts(String text);
    }
}
