package fraud.parse;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.features.TestTransaction;
import fraud.json.StrictJson;
import fraud.model.CardControl;
import fraud.model.Channel;
import fraud.model.DeadLetter;
import fraud.model.Origin;
import fraud.model.RejectReason;
import fraud.model.Signal;
import fraud.model.Transaction;
import fraud.parse.ParseResult.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every check of SEMANTICS 3, at its boundaries, with input as hostile as it comes. */
class TransactionCodecTest {

    private static final long PUBLISHED_AT = 1_700_000_000_000L;
    private static final String REQUIRED =
            "\"transactionId\":\"t1\",\"cardId\":\"c1\",\"merchantId\":\"m1\",\"eventTimeMillis\":1699999999000,"
                    + "\"amountMinor\":1234,\"currency\":\"EUR\"";

    private final TransactionCodec codec = new TransactionCodec(1);

    @Test
    void readsWhatItWrites() {
        Transaction full = TestTransaction.of(1_234)
                .id("t-1")
                .card("c.1")
                .merchant("m_1")
                .at(1_699_999_999_000L)
                .category("5411")
                .channel(Channel.CHIP)
                .country("DE")
                .device("d1")
                .issuerRange("b1")
                .place(52.52, 13.405)
                .build();
        Transaction bare = TestTransaction.of(0)
                .id("t1")
                .card("c1")
                .merchant("m1")
                .at(PUBLISHED_AT)
                .currency("USD")
                .build();

        assertThat(full).as("with a value for each component").hasNoNullFieldsOrProperties();
        assertThat(parse(TransactionCodec.toJson(full), "c.1").transaction()).isEqualTo(full);
        assertThat(parse(TransactionCodec.toJson(bare), "c1").transaction()).isEqualTo(bare);
    }

    @Test
    void ignoresUnknownMembersAndTreatsNullAsMissing() {
        String json = "{\"extra\":{\"a\":[1,{\"b\":null}]},\"country\":null,\"deviceId\":null," + REQUIRED + "}";

        ParseResult parsed = parse(json);

        assertThat(parsed.kind()).isEqualTo(Kind.TRANSACTION);
        assertThat(parsed.transaction().country()).isNull();
    }

    @Test
    void acceptsWhiteSpaceAround() {
        assertThat(parse(" \r\n\t{" + REQUIRED + "} \n").kind()).isEqualTo(Kind.TRANSACTION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "1",
                "null",
                "\"text\"",
                "{",
                "}",
                "{}{}",
                "{} x",
                "{\"a\":1,}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":NaN}",
                "{\"a\":-Infinity}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":1 /* no */}",
                "{\"a\":\"\\q\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"line\nbreak\"}",
                "{\"a\":1,\"a\":1}",
                "{\"x\":{\"a\":1,\"\\u0061\":1}}",
                "\uFEFF{\"a\":1}",
                "\u00a0{\"a\":1}",
                "{\"a\":tru}",
                "{\"a\":1\u0000}"
            })
    void rejectsWhatIsNotExactlyOneJsonObject(String text) {
        assertThat(rejected(text).reason()).isEqualTo(RejectReason.MALFORMED_JSON);
    }

    @Test
    void readsNamesWithoutTheirEscapes() {
        assertThat(parse("{\"\\u0073ignal\":\"\\u0065nd-of-input\"}").signal()).isEqualTo(Signal.END_OF_INPUT);
        assertThat(parse("{" + REQUIRED.replace("\"cardId\"", "\"card\\u0049d\"") + "}")
                        .kind())
                .isEqualTo(Kind.TRANSACTION);
        assertThat(rejected("{" + REQUIRED + ",\"card\\u0049d\":1}").reason()).isEqualTo(RejectReason.MALFORMED_JSON);
    }

    @Test
    void halfOfASurrogatePairIsTextLikeAnyOther() {
        assertThat(parse("{" + REQUIRED + ",\"\\ud800\":1,\"\\udc00\\ud800\":\"\\udbff\"}")
                        .kind())
                .isEqualTo(Kind.TRANSACTION);
        assertThat(rejected("{" + REQUIRED + ",\"\\ud800\":1,\"\\uD800\":1}").reason())
                .isEqualTo(RejectReason.MALFORMED_JSON);
    }

    @Test
    void lengthsInsideHaveNoBoundOfTheirOwn() {
        String digits = "9".repeat(30_000);
        String member = "\"" + "n".repeat(60_000) + "\":1";

        assertThat(parse("{" + REQUIRED + ",\"x\":" + digits + "." + digits + "}")
                        .kind())
                .isEqualTo(Kind.TRANSACTION);
        assertThat(parse("{" + REQUIRED + "," + member + "}").kind()).isEqualTo(Kind.TRANSACTION);
        assertThat(rejected(with("amountMinor", digits)).reason()).isEqualTo(RejectReason.OUT_OF_RANGE);
    }

    @Test
    void rejectsNestingDeeperThanTheLimit() {
        assertThat(parse(nested(StrictJson.MAX_DEPTH)).kind()).isEqualTo(Kind.TRANSACTION);
        assertThat(rejected(nested(StrictJson.MAX_DEPTH + 1)).reason()).isEqualTo(RejectReason.MALFORMED_JSON);
    }

    private static String nested(int depth) {
        return "{" + REQUIRED + ",\"x\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
    }

    @Test
    void rejectsNoValue() {
        assertThat(parse(null, "c1").deadLetter().reason()).isEqualTo(RejectReason.NO_VALUE);
        DeadLetter empty = parse(new byte[0], "c1").deadLetter();
        assertThat(empty.reason()).isEqualTo(RejectReason.NO_VALUE);
        assertThat(empty.payload()).isNull();
    }

    @Test
    void rejectsValuesAboveTheSizeLimit() {
        String start = "{" + REQUIRED + ",\"x\":\"";
        String largest = start + "a".repeat(TransactionCodec.MAX_VALUE_BYTES - start.length() - 2) + "\"}";

        assertThat(parse(largest).kind()).isEqualTo(Kind.TRANSACTION);
        DeadLetter tooLarge = rejected(largest + " ");
        assertThat(tooLarge.reason()).isEqualTo(RejectReason.TOO_LARGE);
        assertThat(tooLarge.payload()).hasSize(JsonRecords.MAX_PAYLOAD_CHARS);
    }

    @ParameterizedTest
    @CsvSource({"c080", "eda080", "ff", "e282", "f5808080", "80"})
    void rejectsInvalidUtf8(String hex) {
        byte[] bytes = bytes("{\"x\":\"", java.util.HexFormat.of().parseHex(hex), "\"}");

        DeadLetter deadLetter = parse(bytes, "c1").deadLetter();

        assertThat(deadLetter.reason()).isEqualTo(RejectReason.INVALID_UTF8);
        assertThat(deadLetter.payload()).contains("\uFFFD");
    }

    @Test
    void rejectsOtherEncodings() {
        byte[] utf16 = ("{" + REQUIRED + "}").getBytes(StandardCharsets.UTF_16BE);

        assertThat(parse(utf16, "c1").deadLetter().reason()).isEqualTo(RejectReason.MALFORMED_JSON);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "transactionId | MISSING_FIELD | ",
                "transactionId | MISSING_FIELD | null",
                "transactionId | WRONG_TYPE    | 7",
                "transactionId | WRONG_TYPE    | {}",
                "transactionId | OUT_OF_RANGE  | \"\"",
                "transactionId | OUT_OF_RANGE  | \"a b\"",
                "transactionId | OUT_OF_RANGE  | \"ä\"",
                "transactionId | OUT_OF_RANGE  | \"\\ud800\"",
                "transactionId | CARD_NUMBER   | \"x4111111111111111-1\"",
                "cardId        | MISSING_FIELD | ",
                "cardId        | CARD_NUMBER   | \"4111111111111111\"",
                "merchantId    | WRONG_TYPE    | []",
                "eventTimeMillis | MISSING_FIELD | ",
                "eventTimeMillis | WRONG_TYPE  | \"1699999999000\"",
                "eventTimeMillis | WRONG_TYPE  | 1699999999000.0",
                "eventTimeMillis | WRONG_TYPE  | 1.7e12",
                "eventTimeMillis | OUT_OF_RANGE | 946684799999",
                "eventTimeMillis | OUT_OF_RANGE | 4102444800000",
                "amountMinor   | WRONG_TYPE    | -1",
                "amountMinor   | WRONG_TYPE    | -0",
                "amountMinor   | WRONG_TYPE    | true",
                "amountMinor   | OUT_OF_RANGE  | 100000000001",
                "amountMinor   | OUT_OF_RANGE  | 1000000000000000000",
                "amountMinor   | OUT_OF_RANGE  | 99999999999999999999999",
                "currency      | OUT_OF_RANGE  | \"eur\"",
                "currency      | OUT_OF_RANGE  | \"EURO\"",
                "merchantCategory | OUT_OF_RANGE | \"54\"",
                "merchantCategory | WRONG_TYPE | 5411",
                "channel       | OUT_OF_RANGE  | \"chip\"",
                "country       | OUT_OF_RANGE  | \"DEU\"",
                "latitude      | WRONG_TYPE    | \"52\"",
                "latitude      | OUT_OF_RANGE  | 90.0000001",
                "latitude      | OUT_OF_RANGE  | -1e400",
                "longitude     | OUT_OF_RANGE  | 180.1",
                "latitude      | MISSING_FIELD | null",
                "longitude     | MISSING_FIELD | null",
                "deviceId      | OUT_OF_RANGE  | \"d/1\"",
                "deviceId      | CARD_NUMBER   | \"4111111111111111\"",
                "deviceId      | OUT_OF_RANGE  | \"4111111111111111!\"",
                "issuerRange   | WRONG_TYPE    | 411111",
                "issuerRange   | OUT_OF_RANGE  | \"\"",
                "issuerRange   | CARD_NUMBER   | \"4111111111111111\"",
            })
    void rejectsABadFieldAndNamesIt(String field, RejectReason reason, String value) {
        DeadLetter deadLetter = rejected(with(field, value));

        assertThat(deadLetter.reason()).isEqualTo(reason);
        assertThat(deadLetter.detail()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eventTimeMillis | 946684800000",
                "amountMinor | 0",
                "amountMinor | 100000000000",
                "latitude | -90",
                "latitude | 9.0E1",
                "latitude | 90.000000000000001",
                "longitude | 180",
                "longitude | -1.8e2",
            })
    void acceptsTheEndsOfRanges(String field, String value) {
        assertThat(parse(with(field, value)).kind()).isEqualTo(Kind.TRANSACTION);
    }

    @Test
    void namesTheFirstBadFieldInTheOrderOfTheContract() {
        String json =
                "{\"amountMinor\":-1,\"currency\":\"x\",\"transactionId\":\"t1\",\"cardId\":\"c1\",\"merchantId\":\"m1\"}";

        assertThat(rejected(json).detail()).isEqualTo("eventTimeMillis");
    }

    @Test
    void looksAtTheWholeTextBeforeAnyField() {
        assertThat(rejected("{\"transactionId\":7").reason()).isEqualTo(RejectReason.MALFORMED_JSON);
    }

    @Test
    void rejectsAForeignKey() {
        assertThat(parse(bytes("{" + REQUIRED + "}"), "c2").deadLetter().reason())
                .isEqualTo(RejectReason.WRONG_KEY);
        assertThat(parse(bytes("{" + REQUIRED + "}"), null).deadLetter().reason())
                .isEqualTo(RejectReason.WRONG_KEY);
    }

    @Test
    void rejectsAForeignPartition() {
        int right = Partitioner.partition(bytes("c1"), 4);
        TransactionCodec four = new TransactionCodec(4);
        for (int partition = 0; partition < 4; partition++) {
            Origin origin = new Origin("transactions", partition, 0, PUBLISHED_AT, Origin.UNKNOWN);
            ParseResult parsed = four.parse(new SourceRecord(origin, bytes("c1"), bytes("{" + REQUIRED + "}")));
            if (partition == right) {
                assertThat(parsed.kind()).isEqualTo(Kind.TRANSACTION);
            } else {
                assertThat(parsed.deadLetter().reason()).isEqualTo(RejectReason.WRONG_PARTITION);
            }
        }
    }

    @Test
    void rejectsEventsMoreThanAMinuteAhead() {
        assertThat(parse(with("eventTimeMillis", String.valueOf(PUBLISHED_AT + 60_000)))
                        .kind())
                .isEqualTo(Kind.TRANSACTION);
        assertThat(rejected(with("eventTimeMillis", String.valueOf(PUBLISHED_AT + 60_001)))
                        .reason())
                .isEqualTo(RejectReason.FUTURE_EVENT_TIME);
    }

    @Test
    void readsSignalsWhateverTheirKey() {
        assertThat(parse(TransactionCodec.toJson(Signal.HEARTBEAT), null).signal())
                .isEqualTo(Signal.HEARTBEAT);
        assertThat(parse(TransactionCodec.toJson(Signal.END_OF_INPUT), "any").signal())
                .isEqualTo(Signal.END_OF_INPUT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"signal\":\"end-of-input\",\"x\":1}",
                "{\"signal\":\"END\"}",
                "{\"signal\":null}",
                "{\"signal\":1}",
                "{\"signal\":{}}",
                "{\"control\":\"block\",\"signal\":\"end-of-input\"}"
            })
    void rejectsBadSignals(String json) {
        assertThat(rejected(json).reason()).isEqualTo(RejectReason.BAD_SIGNAL);
    }

    @Test
    void readsControls() {
        CardControl block = new CardControl(CardControl.Action.BLOCK, "c1");

        assertThat(parse(TransactionCodec.toJson(block), "c1").control()).isEqualTo(block);
        assertThat(parse("{\"x\":1,\"cardId\":\"c1\",\"control\":\"forget\"}")
                        .control()
                        .action())
                .isEqualTo(CardControl.Action.FORGET);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"control\":\"stop\",\"cardId\":\"c1\"} | BAD_CONTROL",
                "{\"control\":null,\"cardId\":\"c1\"} | BAD_CONTROL",
                "{\"control\":\"block\"} | MISSING_FIELD",
                "{\"control\":\"block\",\"cardId\":\"c 1\"} | OUT_OF_RANGE",
                "{\"control\":\"block\",\"cardId\":\"c2\"} | WRONG_KEY",
            })
    void rejectsBadControls(String json, RejectReason reason) {
        assertThat(rejected(json).reason()).isEqualTo(reason);
    }

    @Test
    void masksCardNumbersInPayloads() {
        assertThat(rejected(with("cardId", "\"4111111111111111\"")).payload())
                .doesNotContain("4111")
                .contains("\"cardId\":\"****************\"");
    }

    @ParameterizedTest
    @CsvSource({
        "eda080, 3",
        "edbfbf, 3",
        "eda0, 2",
        "ed9f, 1",
        "e0a0, 1",
        "c0af, 2",
        "f0808080, 4",
        "f48fbf, 1",
        "f4908080, 4"
    })
    void replacesEachMaximalSubpartOfMalformedText(String hex, int subparts) {
        String payload = parse(bytes("<", HexFormat.of().parseHex(hex), ">"), "c1")
                .deadLetter()
                .payload();

        assertThat(payload).isEqualTo("<" + "\uFFFD".repeat(subparts) + ">");
    }

    @Test
    void cutsPayloadsBetweenCharacters() {
        String payload = rejected("x".repeat(JsonRecords.MAX_PAYLOAD_CHARS - 1) + "\uD83D\uDE00 and more")
                .payload();

        assertThat(payload).isEqualTo("x".repeat(JsonRecords.MAX_PAYLOAD_CHARS - 1));
    }

    /** Whatever the bytes: no exception, and a dead letter has its reason. */
    @Test
    void survivesRandomMutations() {
        long seed = 20_260_101;
        Random random = new Random(seed);
        byte[] valid = bytes("{" + REQUIRED + ",\"latitude\":1.5,\"longitude\":-2.5,\"channel\":\"CHIP\"}");
        int accepted = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = valid.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            ParseResult parsed = parse(mutated, "c1");
            if (parsed.kind() == Kind.TRANSACTION) {
                accepted++;
            } else {
                assertThat(parsed.kind()).as("seed %d, mutation %d", seed, i).isEqualTo(Kind.DEAD_LETTER);
                assertThat(parsed.deadLetter().reason()).isNotNull();
            }
        }
        assertThat(accepted).isBetween(1, 19_999);
    }

    private static String with(String field, String value) {
        String json = "{" + REQUIRED + ",\"latitude\":1,\"longitude\":2}";
        String member = "\"" + field + "\":";
        int start = json.indexOf(member);
        if (start < 0) {
            return json.substring(0, json.length() - 1) + "," + member + value + "}";
        }
        int valueStart = start + member.length();
        int end = valueStart;
        while (json.charAt(end) != ',' && json.charAt(end) != '}') {
            end++;
        }
        if (value == null) {
            return json.substring(0, start) + "\"gone\":1" + json.substring(end);
        }
        return json.substring(0, valueStart) + value + json.substring(end);
    }

    private DeadLetter rejected(String text) {
        ParseResult parsed = parse(text);
        assertThat(parsed.kind()).as(text).isEqualTo(Kind.DEAD_LETTER);
        return parsed.deadLetter();
    }

    private ParseResult parse(String text) {
        return parse(bytes(text), "c1");
    }

    private ParseResult parse(byte[] value, String key) {
        Origin origin = new Origin("transactions", 0, 7, PUBLISHED_AT, Origin.UNKNOWN);
        return codec.parse(new SourceRecord(origin, key == null ? null : bytes(key), value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String before, byte[] middle, String after) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(bytes(before));
        all.writeBytes(middle);
        all.writeBytes(bytes(after));
        return all.toByteArray();
    }
}
