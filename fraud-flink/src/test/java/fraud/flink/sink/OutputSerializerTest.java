package fraud.flink.sink;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.model.LateTransaction;
import fraud.model.Origin;
import fraud.sink.OutputCodec;
import fraud.sink.OutputKind;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class OutputSerializerTest {

    private final OutputSerializer<LateTransaction> serializer =
            new OutputSerializer<>(OutputKind.LATE, "flink", OutputCodec::encode);

    @Test
    void writesKeyAndValueOfTheContractToTheDetectorsTopic() {
        LateTransaction late = late(Origin.UNKNOWN);

        ProducerRecord<byte[], byte[]> written = serializer.serialize(late);

        assertThat(written.topic()).isEqualTo("late.flink");
        assertThat(written.key()).asString(StandardCharsets.UTF_8).isEqualTo("c-1");
        assertThat(written.value()).isEqualTo(OutputCodec.encode(late).value());
        assertThat(written.timestamp()).isNull();
    }

    @Test
    void copiesTheIntendedSendTimeAndNamesTheDetector() {
        ProducerRecord<byte[], byte[]> written = serializer.serialize(late(123));

        assertThat(header(written, "intended-send-micros")).isEqualTo("123");
        assertThat(header(written, "detector")).isEqualTo("flink");
        assertThat(header(written, "detector-version")).isNotEmpty();
    }

    @Test
    void leavesAnUnknownSendTimeOut() {
        ProducerRecord<byte[], byte[]> written = serializer.serialize(late(Origin.UNKNOWN));

        assertThat(written.headers().lastHeader("intended-send-micros")).isNull();
    }

    private static LateTransaction late(long intendedSendMicros) {
        return new LateTransaction("t-1", "c-1", 1, new Origin("transactions", 0, 7, 20_000, intendedSendMicros));
    }

    private static String header(ProducerRecord<byte[], byte[]> written, String name) {
        Header header = written.headers().lastHeader(name);
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
