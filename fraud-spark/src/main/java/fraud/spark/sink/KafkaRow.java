package fraud.spark.sink;

import java.util.List;

/**
 * A row as Spark's Kafka sink wants it.
 *
 * @param topic where it goes
 * @param key the record's key
 * @param value the record's value
 * @param headers the record's headers
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to Kafka, never compared
public record KafkaRow(String topic, String key, byte[] value, List<Header> headers) {

    /**
     * One Kafka header.
     *
     * @param key its name
     * @param value its value
     */
    @SuppressWarnings("ArrayRecordComponent") // as above
    public record Header(String key, byte[] value) {}
}
