package fraud.parse;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.model.DeadLetter;
import fraud.model.Label;
import fraud.model.Origin;
import fraud.model.RejectReason;
import fraud.model.Signal;
import fraud.parse.ParseResult.Kind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SEMANTICS 3.6. */
class LabelCodecTest {

    private static final long EVENT_TIME = 1_767_571_200_000L;
    private static final String VALID = """
            {"transactionId":"t1","merchantId":"m1","cardId":"c1","eventTimeMillis":1767571200000,"fraud":true,"scenario":"card-testing"}""";

    private final LabelCodec codec = new LabelCodec(1);

    @Test
    void readsWhatItWrites() {
        Label label = new Label("t1", "m1", "c1", EVENT_TIME, true, "card-testing");
        Label honest = new Label("t1", "m1", "c1", EVENT_TIME, false, null);

        assertThat(new String(LabelCodec.toJson(label), StandardCharsets.UTF_8)).isEqualTo(VALID);
        assertThat(parse(VALID).label()).isEqualTo(label);
        assertThat(parse(new String(LabelCodec.toJson(honest), StandardCharsets.UTF_8))
                        .label())
                .isEqualTo(honest);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "fraud":true        | "fraud":"true"         | WRONG_TYPE    | fraud
            "fraud":true        | "fraud":1              | WRONG_TYPE    | fraud
            "fraud":true        | "fraud":null           | MISSING_FIELD | fraud
            "cardId":"c1"       | "cardId":"c 1"         | OUT_OF_RANGE  | cardId
            "merchantId":"m1"   | "merchant":"m1"        | MISSING_FIELD | merchantId
            "transactionId":"t1"| "transactionId":"4111111111111111" | CARD_NUMBER | transactionId
            "card-testing"      | "card testing"         | OUT_OF_RANGE  | scenario
            1767571200000       | 946684799999           | OUT_OF_RANGE  | eventTimeMillis
            "m1"                | "m2"                   | WRONG_KEY     |
            1767571200000       | 1767571260001          | FUTURE_EVENT_TIME |
            {"transactionId"    | {"signal":"heartbeat","transactionId" | BAD_SIGNAL |
            """)
    void rejectsTheFirstThatIsWrong(String right, String wrong, RejectReason reason, String detail) {
        DeadLetter rejected = parse(VALID.replace(right, wrong)).deadLetter();

        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.detail()).isEqualTo(detail);
    }

    @Test
    void anEventMayBeAMinuteAhead() {
        assertThat(parse(VALID.replace("1767571200000", "1767571260000")).kind())
                .isEqualTo(Kind.LABEL);
    }

    @Test
    void lookedForInItsMerchantsPartition() {
        int partition = Partitioner.partition("m1".getBytes(StandardCharsets.UTF_8), 7);

        assertThat(new LabelCodec(7).parse(record(VALID, "m1", partition)).kind())
                .isEqualTo(Kind.LABEL);
        assertThat(new LabelCodec(7)
                        .parse(record(VALID, "m1", (partition + 1) % 7))
                        .deadLetter()
                        .reason())
                .isEqualTo(RejectReason.WRONG_PARTITION);
    }

    @Test
    void signalsNeedNoKey() {
        assertThat(codec.parse(record("{\"signal\":\"end-of-input\"}", null, 0)).signal())
                .isEqualTo(Signal.END_OF_INPUT);
    }

    @Test
    void aControlIsNoLabel() {
        assertThat(parse("{\"control\":\"block\",\"cardId\":\"c1\"}")
                        .deadLetter()
                        .reason())
                .isEqualTo(RejectReason.MISSING_FIELD);
    }

    private ParseResult parse(String value) {
        return codec.parse(record(value, "m1", 0));
    }

    private static SourceRecord record(String value, String key, int partition) {
        Origin origin = new Origin("labels", partition, 3, EVENT_TIME, Origin.UNKNOWN);
        return new SourceRecord(
                origin,
                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8));
    }
}
