package fraud.lab.bench.loops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.config.ConfigException;
import fraud.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class FaultTest {

    private final List<String> sent = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();

    private Fault send(Fault.Kind kind) {
        Fault fault = new Fault(kind, 3, 20, nanos::get);
        for (String value : List.of("a1", "b2", "c39d", "d4")) {
            fault.take(new ProducerRecord<>("topic", value.getBytes(UTF_8)), this::sent);
        }
        return fault;
    }

    private void sent(ProducerRecord<byte[], byte[]> record) {
        sent.add(new String(record.value(), UTF_8));
    }

    @Test
    void hitsOneRecordInSoMany() {
        send(Fault.Kind.NONE);
        assertThat(sent).containsExactly("a1", "b2", "c39d", "d4");
        sent.clear();
        send(Fault.Kind.LOSE);
        assertThat(sent).containsExactly("a1", "b2", "d4");
        sent.clear();
        send(Fault.Kind.DOUBLE);
        assertThat(sent).containsExactly("a1", "b2", "c39d", "c39d", "d4");
        sent.clear();
        send(Fault.Kind.ALTER);
        assertThat(sent).containsExactly("a1", "b2", "c38d", "d4");
    }

    @Test
    void keepsBackForItsTime() {
        Fault fault = send(Fault.Kind.DELAY);
        fault.release(this::sent);
        assertThat(sent).isEmpty();
        assertThat(fault.holds()).isTrue();

        nanos.set(19_999_999);
        fault.release(this::sent);
        assertThat(sent).isEmpty();

        nanos.set(20_000_000);
        fault.release(this::sent);
        assertThat(sent).containsExactly("a1", "b2", "c39d", "d4");
        assertThat(fault.holds()).isFalse();
    }

    @Test
    void isASettingOfTheLoop() {
        assertThatThrownBy(() -> Fault.from(Settings.parse("--fault", "explode")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("none, lose, alter, double, delay");
    }
}
