package fraud.cli.text;

import fraud.model.CardControl;
import fraud.model.CardControl.Action;
import fraud.model.Origin;
import fraud.model.RejectReason;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a text may stand for a card or a merchant (SEMANTICS 3.3, 3.4): the detectors' own codec is the judge. */
public final class Token {

    private static final int ONE_PARTITION = 1;
    private static final int SHOWN_CHARS = 40;
    /** So many digits as a card number has, in groups or not. */
    private static final Pattern DIGITS = Pattern.compile("[0-9](?:[ -]?[0-9]){12,18}");

    private Token() {}

    /** What is wrong with an identifier, without the identifier itself: it may be a card number. */
    public static Optional<String> fault(String identifier) {
        CardControl control = new CardControl(Action.BLOCK, identifier);
        ParseResult result = new TransactionCodec(ONE_PARTITION)
                .parse(new SourceRecord(
                        new Origin("", 0, 0, 0, Origin.UNKNOWN),
                        identifier.getBytes(StandardCharsets.UTF_8),
                        TransactionCodec.toJson(control)));
        if (result.kind() == ParseResult.Kind.CONTROL) {
            return Optional.empty();
        }
        return Optional.of(
                result.deadLetter().reason() == RejectReason.CARD_NUMBER
                        ? "is a card number: only tokens are known here"
                        : "must be 1 to 64 of the characters A-Z, a-z, 0-9, dot, underscore and hyphen");
    }

    /** A text for an error: shortened, and hidden if it may hold a card number. */
    public static String masked(String text) {
        boolean suspicious = DIGITS.matcher(text)
                .results()
                .map(run -> run.group().replaceAll("[ -]", ""))
                .anyMatch(digits -> fault(digits).isPresent());
        if (suspicious) {
            return "***";
        }
        return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "…";
    }
}
