package fraud.spark.sink;

import fraud.model.Origin;
import fraud.sink.OutputRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;

/** Addresses each output to its topic, with the headers of SEMANTICS 11. */
public final class ToKafkaRow implements MapFunction<OutputRecord, KafkaRow> {

    private static final long serialVersionUID = 1L;

    private final String detector;
    private final byte[] version;

    /**
     * Outputs of one detector.
     *
     * @param detector its name, which ends the topics' names
     * @param version its version
     */
    public ToKafkaRow(String detector, String version) {
        this.detector = detector;
        this.version = version.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public KafkaRow call(OutputRecord output) {
        List<KafkaRow.Header> headers = new ArrayList<>(3);
        if (output.intendedSendMicros() != Origin.UNKNOWN) {
            headers.add(header(Origin.INTENDED_SEND_HEADER, String.valueOf(output.intendedSendMicros())));
        }
        headers.add(header(OutputRecord.DETECTOR_HEADER, detector));
        headers.add(new KafkaRow.Header(OutputRecord.DETECTOR_VERSION_HEADER, version));
        return new KafkaRow(output.kind().topic(detector), output.key(), output.value(), headers);
    }

    private static KafkaRow.Header header(String key, String value) {
        return new KafkaRow.Header(key, value.getBytes(StandardCharsets.UTF_8));
    }
}
