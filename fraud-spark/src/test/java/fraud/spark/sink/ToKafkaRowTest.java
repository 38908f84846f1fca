package fraud.spark.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fraud.model.Origin;
import fraud.sink.OutputKind;
import fraud.sink.OutputRecord;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ToKafkaRowTest {

    private final ToKafkaRow toKafkaRow = new ToKafkaRow("spark", "1.2.3");

    @ParameterizedTest
    @EnumSource
    void addressesEachKindToItsTopic(OutputKind kind) {
        KafkaRow row = toKafkaRow.call(new OutputRecord(kind, "key", new byte[] {1}, Origin.UNKNOWN));

        assertThat(row.topic()).isEqualTo(kind.topic("spark"));
        assertThat(row.key()).isEqualTo("key");
        assertThat(row.value()).containsExactly(1);
    }

    @Test
    void carriesDetectorVersionAndIntendedSendTimeAsHeaders() {
        KafkaRow row = toKafkaRow.call(new OutputRecord(OutputKind.DECISION, "key", new byte[0], 42));

        assertThat(headers(row)).containsExactly("intended-send-micros=42", "detector=spark", "detector-version=1.2.3");
    }

    @Test
    void leavesTheIntendedSendTimeOutWhenItIsUnknown() {
        KafkaRow row = toKafkaRow.call(new OutputRecord(OutputKind.COMPLETION, "key", new byte[0], Origin.UNKNOWN));

        assertThat(headers(row)).containsExactly("detector=spark", "detector-version=1.2.3");
    }

    private static List<String> headers(KafkaRow row) {
        return row.headers().stream()
                .map(header -> header.key() + "=" + new String(header.value(), UTF_8))
                .toList();
    }
}
