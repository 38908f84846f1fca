package fraud.spark.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fraud.model.Origin;
import fraud.parse.SourceRecord;
import fraud.spark.KafkaRows;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of Kafka's columns; the clocks themselves show in the topology's tests. */
@Tag("engine")
class PartitionClocksTest {

    private static final Origin ORIGIN = new Origin("transactions", 3, 7, 1_700_000_000_123L, Origin.UNKNOWN);

    @Test
    void keepsPlaceTimestampKeyAndValue() {
        SourceRecord record = read();

        assertThat(record.origin()).isEqualTo(ORIGIN);
        assertThat(record.key()).isEqualTo("key".getBytes(UTF_8));
        assertThat(record.value()).isEqualTo("value".getBytes(UTF_8));
    }

    @Test
    void takesTheLastHeaderOfTheIntendedSendTime() {
        SourceRecord record = read(
                header(Origin.INTENDED_SEND_HEADER, "41"),
                header(Origin.INTENDED_SEND_HEADER, "42"),
                header("x", "43"));

        assertThat(record.origin().intendedSendMicros()).isEqualTo(42);
    }

    @Test
    void doesNotKnowTheIntendedSendTimeWithoutAHeaderThatIsANumber() {
        assertThat(read(header("x", "1")).origin().intendedSendMicros()).isEqualTo(Origin.UNKNOWN);
        assertThat(read(header(Origin.INTENDED_SEND_HEADER, "soon")).origin().intendedSendMicros())
                .isEqualTo(Origin.UNKNOWN);
        assertThat(read(RowFactory.create(Origin.INTENDED_SEND_HEADER, null))
                        .origin()
                        .intendedSendMicros())
                .isEqualTo(Origin.UNKNOWN);
        assertThat(read(RowFactory.create(Origin.INTENDED_SEND_HEADER, new byte[] {(byte) 0xff, '1'}))
                        .origin()
                        .intendedSendMicros())
                .isEqualTo(Origin.UNKNOWN);
    }

    private static SourceRecord read(Row... headers) {
        SparkSession spark = KafkaRows.session();
        Row row = KafkaRows.row(
                new SourceRecord(ORIGIN, "key".getBytes(UTF_8), "value".getBytes(UTF_8)),
                headers.length == 0 ? null : headers);
        Dataset<Row> rows = spark.createDataFrame(List.of(row), KafkaRows.SCHEMA);
        return PartitionClocks.records(rows).collectAsList().get(0);
    }

    private static Row header(String key, String value) {
        return RowFactory.create(key, value.getBytes(UTF_8));
    }
}
