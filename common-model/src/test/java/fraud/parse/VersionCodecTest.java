package fraud.parse;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.model.DeadLetter;
import fraud.model.Origin;
import fraud.model.RejectReason;
import fraud.model.Signal;
import fraud.parse.ParseResult.Kind;
import fraud.rules.VelocityCount;
import fraud.ruleset.MerchantLists;
import fraud.ruleset.PublishedRuleSet;
import fraud.ruleset.RuleParameter;
import fraud.ruleset.RuleSet;
import fraud.sequences.CardTesting;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** SEMANTICS 13.2. */
class VersionCodecTest {

    private static final String VALID = """
            {"version":3,"effectiveFromMillis":1767571200000,"note":"why","rules":{"velocityCount":{"maxCount":9,"enabled":true},\
            "cardTesting":{"smallMaxMinor":300},"merchantBlock":{"merchants":["m1"]},"muleCashOut":{"enabled":false}}}""";

    private final VersionCodec codec = new VersionCodec();

    @Test
    void whatIsLeftOutHasItsDefault() {
        PublishedRuleSet published = parse(VALID).ruleSet();

        assertThat(published.version()).isEqualTo(3);
        assertThat(published.effectiveFromMillis()).isEqualTo(1_767_571_200_000L);
        assertThat(published.note()).isEqualTo("why");
        assertThat(VersionCodec.rules(published))
                .isEqualTo(RuleSet.defaults()
                        .withVersion(3)
                        .with(VelocityCount.MAX_COUNT, 9)
                        .with(CardTesting.SMALL_MAX, 300)
                        .with(new MerchantLists(Set.of("m1"), Set.of()))
                        .withDisabled(Set.of("muleCashOut")));
    }

    @Test
    void readsWhatItWrites() {
        PublishedRuleSet published = parse(VALID).ruleSet();

        byte[] written = VersionCodec.toJson(published);

        assertThat(parse(new String(written, StandardCharsets.UTF_8)).ruleSet()).isEqualTo(published);
    }

    @ParameterizedTest
    @MethodSource("fraud.rules.RuleCatalog#parameters")
    void readsEachParameterWithinItsRangeOnly(RuleParameter parameter) {
        long least = Math.max(parameter.least(), parameter.equals(CardTesting.LARGE_ABOVE) ? 200 : 0);
        long greatest = parameter.equals(CardTesting.SMALL_MAX) ? 50_000 : parameter.greatest();
        for (long allowed : new long[] {least, greatest}) {
            PublishedRuleSet published =
                    parse(with(parameter, String.valueOf(allowed))).ruleSet();
            assertThat(VersionCodec.rules(published).get(parameter)).isEqualTo(allowed);
        }
        assertRejected(with(parameter, String.valueOf(parameter.greatest() + 1)), RejectReason.OUT_OF_RANGE, parameter);
        assertRejected(with(parameter, "1.0"), RejectReason.WRONG_TYPE, parameter);
        assertRejected(with(parameter, "-1"), RejectReason.WRONG_TYPE, parameter);
        assertRejected(with(parameter, "\"1\""), RejectReason.WRONG_TYPE, parameter);
        assertRejected(with(parameter, "1234567890123456789"), RejectReason.OUT_OF_RANGE, parameter);
        if (least > 0) {
            assertRejected(with(parameter, String.valueOf(least - 1)), RejectReason.OUT_OF_RANGE, parameter);
        }
        assertThat(parse(with(parameter, "null")).kind()).isEqualTo(Kind.RULE_SET);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "version":3,        | ''                        | MISSING_FIELD | version
            "version":3,        | "version":0,              | OUT_OF_RANGE  | version
            "version":3,        | "version":1000000000,     | OUT_OF_RANGE  | version
            "version":3,        | "version":4,              | WRONG_KEY     |
            "note":"why"        | "note":7                  | WRONG_TYPE    | note
            1767571200000       | 4102444800000             | OUT_OF_RANGE  | effectiveFromMillis
            "velocityCount":{   | "velocity":{              | UNKNOWN_FIELD | rules
            "maxCount":9        | "max":9                   | UNKNOWN_FIELD | rules.velocityCount
            "enabled":true      | "enabled":1               | WRONG_TYPE    | rules.velocityCount.enabled
            ["m1"]              | ["m1","m1"]               | OUT_OF_RANGE  | rules.merchantBlock.merchants
            ["m1"]              | ["m 1"]                   | OUT_OF_RANGE  | rules.merchantBlock.merchants
            ["m1"]              | [1]                       | WRONG_TYPE    | rules.merchantBlock.merchants
            ["m1"]}             | ["m1"],"enabled":false}   | UNKNOWN_FIELD | rules.merchantBlock
            ["m1"]}             | ["m1"]},"merchantAllow":{"more":1,"merchants":["m1"]} | OUT_OF_RANGE | rules.merchantAllow.merchants
            ["m1"]}             | ["m1"]},"merchantAllow":{"more":1,"merchants":["m2"]} | UNKNOWN_FIELD | rules.merchantAllow
            ["m1"]}             | ["m1"],"more":1},"merchantAllow":{"merchants":["m1"]} | UNKNOWN_FIELD | rules.merchantBlock
            ["m1"]}             | ["m1"]},"merchantAllow":{"merchants":["m1"]} | OUT_OF_RANGE | rules.merchantAllow.merchants
            {"smallMaxMinor":300} | 300                     | WRONG_TYPE    | rules.cardTesting
            "smallMaxMinor":300 | "smallMaxMinor":50001     | OUT_OF_RANGE  | rules.cardTesting.largeAboveMinor
            "smallMaxMinor":300 | "within":300              | UNKNOWN_FIELD | rules.cardTesting
            {"version"          | {"signal":"heartbeat","version" | BAD_SIGNAL   |
            """)
    void rejectsTheFirstThatIsWrong(String right, String wrong, RejectReason reason, String detail) {
        assertThat(VALID).contains(right);
        DeadLetter rejected = parse(VALID.replace(right, wrong)).deadLetter();

        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.detail()).isEqualTo(detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "muleCashOut":{     | "4111111111111111":{    | rules
            "maxCount":9        | "4111111111111111":9    | rules.velocityCount
            ["m1"]}             | ["m1"],"4111111111111111":1} | rules.merchantBlock
            """)
    void anUnknownNameStaysOutOfTheDetailWhateverItHolds(String right, String wrong, String detail) {
        DeadLetter rejected = parse(VALID.replace(right, wrong)).deadLetter();

        assertThat(rejected.reason()).isEqualTo(RejectReason.UNKNOWN_FIELD);
        assertThat(rejected.detail()).isEqualTo(detail);
        assertThat(rejected.payload()).doesNotContain("4111").contains("\"****************\":");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "model":"champion"  | "model":"champion"          |               |
            "model":"champion"  | "model":null                | MISSING_FIELD | model
            "model":"champion"  | "model":["champion"]        | WRONG_TYPE    | model
            "model":"champion"  | "model":"Champion"          | OUT_OF_RANGE  | model
            "version":3         | "version":3.0               | WRONG_TYPE    | version
            "note":"why"        | "note":7                    | WRONG_TYPE    | note
            "sha256":7,"directory":null | "directory":"4111111111111111" | MISSING_FIELD | sha256
            "directory":null    | "directory":"."             | OUT_OF_RANGE  | directory
            "directory":null    | "directory":"a b"           | OUT_OF_RANGE  | directory
            "directory":null    | "directory":"a"             | WRONG_TYPE    | sha256
            "version":3         | "version":4                 | WRONG_KEY     |
            """)
    void aModelVersionIsCheckedMemberByMember(String right, String wrong, RejectReason reason, String detail) {
        // Without a directory the hash is not checked.
        String valid = "{\"x\":1,\"sha256\":7,\"directory\":null,\"note\":\"why\",\"version\":3,"
                + "\"effectiveFromMillis\":1767571200000,\"model\":\"champion\"}";
        assertThat(valid).contains(right);

        ParseResult parsed = parse(valid.replace(right, wrong), "model-3");

        assertThat(parsed.kind()).isEqualTo(reason == null ? Kind.MODEL : Kind.DEAD_LETTER);
        if (reason != null) {
            assertThat(parsed.deadLetter().reason()).isEqualTo(reason);
            assertThat(parsed.deadLetter().detail()).isEqualTo(detail);
        }
    }

    @Test
    void whatIsReadIsNamedWithoutItsNote() {
        String noted = VALID.replace("why", "4111111111111111");
        String model = "{\"version\":3,\"effectiveFromMillis\":1767571200000,\"note\":\"4111111111111111\","
                + "\"model\":\"champion\"}";

        assertThat(parse(noted).ruleSet().note()).isEqualTo("4111111111111111");
        assertThat(parse(noted).toString()).contains("version 3").doesNotContain("4111");
        assertThat(parse(model, "model-3").toString()).contains("version 3").doesNotContain("4111");
    }

    @Test
    void aListHasAnEnd() {
        assertThat(parse(listing(MerchantLists.MAX_MERCHANTS)).kind()).isEqualTo(Kind.RULE_SET);
        assertThat(parse(listing(MerchantLists.MAX_MERCHANTS + 1)).deadLetter().reason())
                .isEqualTo(RejectReason.OUT_OF_RANGE);
    }

    @Test
    void signalsNeedNoKey() {
        SourceRecord signal =
                new SourceRecord(origin(), null, "{\"signal\":\"heartbeat\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(codec.parse(signal).signal()).isEqualTo(Signal.HEARTBEAT);
    }

    private static String listing(int merchants) {
        String list = IntStream.range(0, merchants)
                .mapToObj(number -> "\"m-" + number + "\"")
                .collect(Collectors.joining(","));
        return VALID.replace("[\"m1\"]", "[" + list + "]");
    }

    private static String with(RuleParameter parameter, String value) {
        return "{\"version\":3,\"effectiveFromMillis\":1767571200000,\"rules\":{\"" + parameter.rule() + "\":{\""
                + parameter.parameter() + "\":" + value + "}}}";
    }

    private void assertRejected(String value, RejectReason reason, RuleParameter parameter) {
        DeadLetter rejected = parse(value).deadLetter();
        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.detail()).isEqualTo("rules." + parameter.key());
    }

    private ParseResult parse(String value) {
        return parse(value, "3");
    }

    private ParseResult parse(String value, String key) {
        return codec.parse(new SourceRecord(
                origin(), key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8)));
    }

    private static Origin origin() {
        return new Origin("versions", 0, 0, 1_767_571_000_000L, Origin.UNKNOWN);
    }
}
