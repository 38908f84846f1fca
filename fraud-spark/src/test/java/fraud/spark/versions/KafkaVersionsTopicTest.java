package fraud.spark.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.recovery.OutageException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class KafkaVersionsTopicTest {

    private static final TopicPartition RULES = new TopicPartition("versions", 0);

    @SuppressWarnings("deprecation") // the client that comes with Spark has no other constructor
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>(OffsetResetStrategy.NONE);

    private final VersionsTopic.Reader reader = new KafkaVersionsTopic("versions", Map.of()).reader(consumer);

    @Test
    void readsOnFromWhereItHasStoppedUpToTheEnd() {
        begin(0);
        add(0, "a");
        add(1, "b");
        end(2);
        assertThat(values()).containsExactly("a", "b");
        assertThat(values()).isEmpty();

        add(3, "c");
        end(4);
        assertThat(values()).containsExactly("c");
    }

    @Test
    void keepsPlaceTimestampAndKey() {
        begin(0);
        add(0, "a");
        end(1);

        assertThat(reader.readToEnd()).singleElement().satisfies(record -> {
            assertThat(record.origin().topic()).isEqualTo("versions");
            assertThat(record.origin().offset()).isZero();
            assertThat(record.origin().publishedAtMillis()).isEqualTo(1_000);
            assertThat(record.key()).isEqualTo("key".getBytes(StandardCharsets.UTF_8));
        });
    }

    @Test
    void failsWhereTheFirstRecordsWereDeleted() {
        begin(5);
        consumer.setOffsetsException(new OffsetOutOfRangeException(Map.of(RULES, 0L)));

        assertThatThrownBy(reader::readToEnd).isInstanceOf(OffsetOutOfRangeException.class);
    }

    @Test
    void givesUpWhenNothingComes() {
        begin(0);
        end(1);

        assertThatThrownBy(reader::readToEnd)
                .isInstanceOf(OutageException.class)
                .hasCauseInstanceOf(TimeoutException.class)
                .hasMessageContaining("versions");
    }

    @Test
    void namesNoSettingOfTheClient() {
        assertThat(new KafkaVersionsTopic("versions", Map.of("ssl.key.password", "hush")).toString())
                .doesNotContain("hush");
    }

    private List<String> values() {
        return reader.readToEnd().stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private void begin(long offset) {
        consumer.updateBeginningOffsets(Map.of(RULES, offset));
        end(offset);
    }

    private void end(long offset) {
        consumer.updateEndOffsets(Map.of(RULES, offset));
    }

    private void add(long offset, String value) {
        consumer.addRecord(new ConsumerRecord<>(
                "versions",
                0,
                offset,
                1_000,
                TimestampType.CREATE_TIME,
                3,
                1,
                "key".getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8),
                new RecordHeaders(),
                Optional.empty()));
    }
}
