package fraud.flink.parse;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.flink.Attempts;
import fraud.model.Origin;
import fraud.model.RejectReason;
import fraud.model.Signal;
import fraud.parse.ParseResult;
import fraud.parse.TransactionCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordDeserializerTest {

    private static final byte[] SIGNAL = bytes("{\"signal\":\"heartbeat\"}");

    private final RecordDeserializer deserializer =
            new RecordDeserializer(() -> new TransactionCodec(4)::parse, Attempts.ofAJob());
    private final List<ParseResult> read = new ArrayList<>();

    @BeforeEach
    void open() {
        deserializer.open(null);
    }

    @Test
    void saysWhereARecordCameFrom() {
        read(null, SIGNAL, bytes("1700000000000000"));

        assertThat(read).singleElement().satisfies(record -> {
            assertThat(record.signal()).isEqualTo(Signal.HEARTBEAT);
            assertThat(record.origin())
                    .isEqualTo(new Origin("transactions", 2, 17, 1_700_000_000_123L, 1_700_000_000_000_000L));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "1e9", "99999999999999999999", "1700000000000000000000000000"})
    void takesAHeaderItCannotReadForNone(String header) {
        read(null, SIGNAL, bytes(header));

        assertThat(read)
                .singleElement()
                .satisfies(record ->
                        assertThat(record.origin().intendedSendMicros()).isEqualTo(Origin.UNKNOWN));
    }

    @Test
    void takesAnEmptyRecordForADeadLetter() {
        read(null, null, null);

        assertThat(read)
                .singleElement()
                .satisfies(record -> assertThat(record.deadLetter().reason()).isEqualTo(RejectReason.NO_VALUE));
    }

    @Test
    void givesOneResultForAnyBytes() {
        Random random = new Random(5);
        int records = 2_000;
        for (int i = 0; i < records; i++) {
            byte[] value = new byte[random.nextInt(64)];
            random.nextBytes(value);
            read(value, value, value);
        }

        assertThat(read).hasSize(records).allMatch(record -> record.kind() == ParseResult.Kind.DEAD_LETTER);
    }

    private void read(byte[] key, byte[] value, byte[] intendedSend) {
        RecordHeaders headers = new RecordHeaders();
        if (intendedSend != null) {
            headers.add(Origin.INTENDED_SEND_HEADER, intendedSend);
        }
        deserializer.deserialize(
                new ConsumerRecord<>(
                        "transactions",
                        2,
                        17,
                        1_700_000_000_123L,
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        key,
                        value,
                        headers,
                        Optional.empty()),
                new ListCollector<>(read));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
