package fraud.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadableRecordTest {

    private final ReadableRecord.Reader reader = ReadableRecord.ofTransactionsOrLabels();

    private Optional<ReadableRecord> read(String value) {
        return reader.read(value.getBytes(StandardCharsets.UTF_8));
    }

    private static String card(String other) {
        return "{\"cardId\":\"c1\"," + other + "}";
    }

    @Test
    void readsStringsIntegersAndBooleansByTheirNames() {
        ReadableRecord record = read("{\"a\":\"x\",\"n\":123456789012345678,\"yes\":true,\"o\":{\"a\":1}}")
                .orElseThrow();

        assertThat(record.string("a")).contains("x");
        assertThat(record.integer("n")).hasValue(123_456_789_012_345_678L);
        assertThat(record.flag("yes")).contains(true);
        assertThat(record.has("o")).isTrue();
        assertThat(record.has("b")).isFalse();
        assertThat(record.string("n")).isEmpty();
        assertThat(record.flag("n")).isEmpty();
        assertThat(record.integer("a")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.0", "1e3", "1234567890123456789", "null", "\"1\"", "[1]"})
    void whatIsNoIntegerOfTheContractIsNone(String value) {
        assertThat(read("{\"n\":" + value + "}").orElseThrow().integer("n")).isEmpty();
    }

    @Test
    void noLengthInsideTheRecordMatters() {
        for (String other : new String[] {
            "\"n\":" + "9".repeat(2_000), "\"n\":1." + "9".repeat(2_000), "\"" + "x".repeat(60_000) + "\":1"
        }) {
            assertThat(read(card(other)).flatMap(record -> record.string("cardId")))
                    .contains("c1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{\"cardId\":\"c1\"", "{\"cardId\":\"c1\"} x", "{\"a\":1,\"a\":2}", "{\"a\":NaN}"})
    void whatIsADeadLetterWhateverItHoldsCannotBeRead(String value) {
        assertThat(read(value)).isEmpty();
    }

    @Test
    void norCanWhatIsTooLargeTooDeepOrNotUtf8() {
        assertThat(read(card("\"a\":\"" + "x".repeat(65_536) + "\""))).isEmpty();
        assertThat(read(card("\"a\":" + "[".repeat(32) + "]".repeat(32)))).isEmpty();
        assertThat(read(card("\"a\":" + "[".repeat(31) + "]".repeat(31)))).isPresent();
        assertThat(reader.read(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}))
                .isEmpty();
        assertThat(ReadableRecord.ofVersions()
                        .read(card("\"a\":\"" + "x".repeat(65_536) + "\"").getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }
}
