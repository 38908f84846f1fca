package fraud.generator.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import fraud.model.RejectReason;
import fraud.model.Transaction;
import fraud.parse.TransactionCodec;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** A way in which a producer breaks a transaction's record, or attacks its reader, and what a detector must answer. */
enum Fault {
    TOMBSTONE(RejectReason.NO_VALUE, Sender.ANONYMOUS, transaction -> null),
    EMPTY_VALUE(RejectReason.NO_VALUE, Sender.ANONYMOUS, transaction -> new byte[0]),
    OVERSIZED(RejectReason.TOO_LARGE, Sender.CARD, inserting("\"note\":\"" + "x".repeat(65_536) + "\",")),
    BROKEN_UTF8(RejectReason.INVALID_UTF8, Sender.ANONYMOUS, Fault::brokenUtf8),
    CUT_OFF(RejectReason.MALFORMED_JSON, Sender.ANONYMOUS, editing(text -> text.substring(0, text.length() / 2))),
    REPEATED_MEMBER(RejectReason.MALFORMED_JSON, Sender.CARD, inserting("\"amountMinor\":1,")),
    TWO_OBJECTS(RejectReason.MALFORMED_JSON, Sender.CARD, editing(text -> text + text)),
    DEEP_NESTING(
            RejectReason.MALFORMED_JSON,
            Sender.CARD,
            inserting("\"note\":" + "[".repeat(1_000) + "]".repeat(1_000) + ",")),
    NOT_JSON(
            RejectReason.MALFORMED_JSON,
            Sender.ANONYMOUS,
            transaction -> "' OR 1=1; DROP TABLE transactions; --".getBytes(UTF_8)),
    ADORNED_SIGNAL(RejectReason.BAD_SIGNAL, Sender.ANONYMOUS, inserting("\"signal\":\"end-of-input\",")),
    UNKNOWN_CONTROL(RejectReason.BAD_CONTROL, Sender.CARD, inserting("\"control\":\"approve-all\",")),
    CARD_MISSING(RejectReason.MISSING_FIELD, Sender.ANONYMOUS, renaming("cardId", "card")),
    CURRENCY_NULL(
            RejectReason.MISSING_FIELD,
            Sender.CARD,
            editing(text -> text.replaceFirst("\"currency\":\"[A-Z]+\"", "\"currency\":null"))),
    AMOUNT_AS_TEXT(
            RejectReason.WRONG_TYPE,
            Sender.CARD,
            editing(text -> text.replaceFirst("\"amountMinor\":([0-9]+)", "\"amountMinor\":\"$1\""))),
    AMOUNT_NEGATIVE(
            RejectReason.WRONG_TYPE,
            Sender.CARD,
            editing(text -> text.replaceFirst("\"amountMinor\":([0-9]+)", "\"amountMinor\":-1$1"))),
    AMOUNT_FRACTIONAL(
            RejectReason.WRONG_TYPE,
            Sender.CARD,
            editing(text -> text.replaceFirst("\"amountMinor\":([0-9]+)", "\"amountMinor\":$1.50"))),
    AMOUNT_ABSURD(
            RejectReason.OUT_OF_RANGE,
            Sender.CARD,
            editing(text -> text.replaceFirst("\"amountMinor\":([0-9]+)", "\"amountMinor\":999999999999999999"))),
    MERCHANT_WITH_SCRIPT(
            RejectReason.OUT_OF_RANGE,
            Sender.CARD,
            editing(text ->
                    text.replaceFirst("\"merchantId\":\"[^\"]+\"", "\"merchantId\":\"<script>alert(1)</script>\""))),
    TIME_IN_SECONDS(
            RejectReason.OUT_OF_RANGE,
            Sender.CARD,
            editing(text -> text.replaceFirst("\"eventTimeMillis\":([0-9]+)[0-9]{3}", "\"eventTimeMillis\":$1"))),
    /** The payment industry's best known test number, where a token belongs. */
    CARD_NUMBER(
            RejectReason.CARD_NUMBER,
            Sender.ANONYMOUS,
            editing(text -> text.replaceFirst("\"cardId\":\"[^\"]+\"", "\"cardId\":\"4111111111111111\""))),
    KEYED_BY_MERCHANT(RejectReason.WRONG_KEY, Sender.MERCHANT, TransactionCodec::toJson),
    OTHER_PARTITION(RejectReason.WRONG_PARTITION, Sender.MISROUTED, TransactionCodec::toJson),
    CLOCK_AHEAD(
            RejectReason.FUTURE_EVENT_TIME,
            Sender.CARD,
            transaction ->
                    TransactionCodec.toJson(transaction.withEventTime(transaction.eventTimeMillis() + 3_600_000)));

    /** How the broken record is sent. */
    enum Sender {
        /** Under the card's key, as it should be. */
        CARD,
        /** Under the merchant's key. */
        MERCHANT,
        /** Under the card's key, to a partition that is not the key's. */
        MISROUTED,
        /** Without a key. */
        ANONYMOUS
    }

    private final RejectReason expectedReject;
    private final Sender sender;

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final Function<Transaction, byte[]> damage;

    Fault(RejectReason expectedReject, Sender sender, Function<Transaction, byte[]> damage) {
        this.expectedReject = expectedReject;
        this.sender = sender;
        this.damage = damage;
    }

    /**
     * The faults that a topic can have: where there is one partition none can be the wrong one, and what goes astray
     * could go to the one that is to be quiet.
     */
    static List<Fault> of(int partitions, boolean oneIsQuiet) {
        return Arrays.stream(values())
                .filter(fault -> partitions > 1 || fault.sender != Sender.MISROUTED)
                .filter(fault -> !oneIsQuiet || fault.sender == Sender.CARD || fault.sender == Sender.ANONYMOUS)
                .toList();
    }

    RejectReason expectedReject() {
        return expectedReject;
    }

    Sender sender() {
        return sender;
    }

    /** The value that is sent in place of the transaction's, or null for none. */
    byte[] damage(Transaction transaction) {
        return damage.apply(transaction);
    }

    private static Function<Transaction, byte[]> editing(Function<String, String> edit) {
        return transaction -> edit.apply(new String(TransactionCodec.toJson(transaction), UTF_8))
                .getBytes(UTF_8);
    }

    private static Function<Transaction, byte[]> inserting(String members) {
        return editing(text -> "{" + members + text.substring(1));
    }

    private static Function<Transaction, byte[]> renaming(String member, String to) {
        return editing(text -> text.replace("\"" + member + "\":", "\"" + to + "\":"));
    }

    /** A Latin-1 é inside a string: the first byte of a UTF-8 sequence that does not follow. */
    private static byte[] brokenUtf8(Transaction transaction) {
        byte[] bytes = inserting("\"note\":\"caf?\",").apply(transaction);
        bytes["{\"note\":\"caf".length()] = (byte) 0xe9;
        return bytes;
    }
}
