package fraud.lab.bench.loops;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import fraud.model.Origin;
import fraud.parse.SourceRecord;
import fraud.settings.DetectorSettings;
import fraud.settings.RequiredTopics;
import fraud.sink.OutputCodec;
import fraud.sink.OutputRecord;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** {@link FloorDetector} between Kafka's topics, as a program that takes a detector's settings. */
public final class FloorMain implements KafkaLoop.Handler {

    private final KafkaLoop loop;
    private final String name;
    private final FloorDetector detector;

    private FloorMain(KafkaLoop loop, DetectorSettings settings) {
        this.loop = loop;
        this.name = settings.detectorName();
        this.detector = new FloorDetector(
                RequiredTopics.find(settings).parameters(settings.parameters()),
                settings.models(),
                settings.topics(),
                this::send);
    }

    /** Runs with {@code --config FILE} and {@code --key value} pairs. */
    public static void main(String... arguments) {
        KafkaLoop.main("floor", arguments, (settings, fault) -> {
            try (KafkaLoop loop = KafkaLoop.over(settings.topics().names(), settings, fault)) {
                loop.run(new FloorMain(loop, settings));
            }
        });
    }

    @Override
    public void handle(ConsumerRecord<byte[], byte[]> record) {
        Header intended = record.headers().lastHeader(Origin.INTENDED_SEND_HEADER);
        long intendedMicros =
                intended == null ? Origin.UNKNOWN : Long.parseLong(new String(intended.value(), US_ASCII));
        detector.accept(new SourceRecord(
                new Origin(record.topic(), record.partition(), record.offset(), record.timestamp(), intendedMicros),
                record.key(),
                record.value()));
    }

    @Override
    public void afterPoll() {
        List<Integer> ended = detector.advance();
        if (!ended.isEmpty()) {
            loop.flush();
            ended.forEach(partition -> send(OutputCodec.completion(partition)));
        }
    }

    private void send(OutputRecord output) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(output.kind().topic(name), output.key().getBytes(UTF_8), output.value());
        record.headers().add(OutputRecord.DETECTOR_HEADER, name.getBytes(UTF_8));
        if (output.intendedSendMicros() != Origin.UNKNOWN) {
            record.headers()
                    .add(
                            Origin.INTENDED_SEND_HEADER,
                            Long.toString(output.intendedSendMicros()).getBytes(US_ASCII));
        }
        loop.send(record);
    }
}
