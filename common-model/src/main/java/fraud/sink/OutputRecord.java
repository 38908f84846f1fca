package fraud.sink;

/**
 * One record on its way to an output topic. Two records of one kind with the same key and value are repeats of one
 * output.
 *
 * @param kind which output
 * @param key Kafka key
 * @param value JSON (SEMANTICS 11)
 * @param intendedSendMicros of the record it follows from, or {@code Origin.UNKNOWN}
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to Kafka, never compared as a record
public record OutputRecord(OutputKind kind, String key, byte[] value, long intendedSendMicros) {

    /** Kafka header with the name of the detector. */
    public static final String DETECTOR_HEADER = "detector";

    /** Kafka header with the version of the detector. */
    public static final String DETECTOR_VERSION_HEADER = "detector-version";

    /** Leaves the value out: it may hold customers' data. */
    @Override
    public String toString() {
        return "OutputRecord[" + kind + " " + value.length + " bytes]";
    }
}
