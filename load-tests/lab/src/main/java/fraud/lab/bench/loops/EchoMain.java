package fraud.lab.bench.loops;

import static java.nio.charset.StandardCharsets.US_ASCII;

import fraud.model.Origin;
import fraud.settings.DetectorSettings;
import fraud.sink.OutputKind;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Sends each record of {@code transactions} on to the topic of decisions as it is: what Kafka's clients cost. A header
 * says where it was read, so that each can be held against its source.
 */
public final class EchoMain implements KafkaLoop.Handler {

    /** Header of an echo: partition and offset of its source, {@code 3-1024}. */
    public static final String SOURCE_HEADER = "source";

    private final KafkaLoop loop;
    private final String topic;

    private EchoMain(KafkaLoop loop, DetectorSettings settings) {
        this.loop = loop;
        this.topic = OutputKind.DECISION.topic(settings.detectorName());
    }

    /** Runs with {@code --config FILE} and {@code --key value} pairs. */
    public static void main(String... arguments) {
        KafkaLoop.main("echo", arguments, (settings, fault) -> {
            try (KafkaLoop loop = KafkaLoop.over(List.of(settings.topics().transactions()), settings, fault)) {
                loop.run(new EchoMain(loop, settings));
            }
        });
    }

    @Override
    public void handle(ConsumerRecord<byte[], byte[]> record) {
        loop.send(echo(topic, record));
    }

    /** What is sent for a record. */
    public static ProducerRecord<byte[], byte[]> echo(String topic, ConsumerRecord<byte[], byte[]> record) {
        ProducerRecord<byte[], byte[]> echo = new ProducerRecord<>(topic, record.key(), record.value());
        echo.headers().add(SOURCE_HEADER, (record.partition() + "-" + record.offset()).getBytes(US_ASCII));
        Header intended = record.headers().lastHeader(Origin.INTENDED_SEND_HEADER);
        if (intended != null) {
            echo.headers().add(intended);
        }
        return echo;
    }

    @Override
    public void afterPoll() {
        // Each record is its own.
    }
}
