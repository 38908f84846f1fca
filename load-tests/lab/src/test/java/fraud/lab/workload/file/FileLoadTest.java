package fraud.lab.workload.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.input.InputFormat;
import fraud.cli.input.InputSource;
import fraud.cli.topics.Signals;
import fraud.config.DetectorParameters;
import fraud.generator.publish.Pacer;
import fraud.lab.workload.StretchedTime;
import fraud.model.Origin;
import fraud.model.Signal;
import fraud.parse.TransactionCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLoadTest {

    private static final DetectorParameters PARAMETERS = StretchedTime.parameters(2);
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long FIRST_MILLIS =
            Instant.parse("2018-04-01T00:00:00Z").toEpochMilli();
    private static final long NOW_MICROS = 1_000_000_000;
    private static final long LEAD_MICROS = 500_000;

    /** Transactions on some days, at midnight. */
    private static final String TABLE = """
            TRANSACTION_ID,TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT,TX_FRAUD,TX_FRAUD_SCENARIO
            1,2018-04-01T00:00:00Z,1,20,3.50,1,1
            2,2018-04-02T00:00:00Z,1,20,3.50,0,0
            3,2018-04-03T00:00:00Z,1,20,3.50,0,0
            4,2018-04-08T00:00:00Z,1,20,3.50,0,0
            5,2018-04-09T00:00:00Z,1,20,3.50,0,0
            """;

    @TempDir
    private Path directory;

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final Clock clock = new Clock();

    /** A clock that goes only while the load rests. */
    private static final class Clock implements Pacer {
        private long micros = NOW_MICROS;

        @Override
        public long nowMicros() {
            return micros;
        }

        @Override
        public void rest(long restMicros) {
            micros += restMicros;
        }
    }

    /** A day in a second, for seven of them. */
    private FileLoad load(String name, InputFormat format, String content) throws IOException {
        InputSource source = InputSource.of(Files.writeString(directory.resolve(name), content), format);
        FileTraffic traffic = FileTraffic.of(source, DAY / 1e3, 7, PARAMETERS);
        List<TopicPartition> partitions = List.of(
                new TopicPartition("transactions", 0),
                new TopicPartition("transactions", 1),
                new TopicPartition("labels", 0),
                new TopicPartition("versions", 0));
        return new FileLoad(
                traffic,
                traffic.rows(PARAMETERS, directory),
                Duration.ofMillis(PARAMETERS.leadMillis()),
                producer,
                new Signals(producer, partitions),
                clock);
    }

    private List<ProducerRecord<byte[], byte[]>> sent(String topic, boolean signals) {
        byte[] heartbeat = TransactionCodec.toJson(Signal.HEARTBEAT);
        return producer.history().stream()
                .filter(record -> record.topic().equals(topic))
                .filter(record -> Arrays.equals(record.value(), heartbeat) == signals)
                .toList();
    }

    @Test
    void sendsEachRowAtItsTimeAndSaysWhenThatWas() throws IOException {
        FileLoad load = load("days.csv", InputFormat.HANDBOOK, TABLE);

        load.sendHistory(1);
        assertThat(sent("transactions", false)).singleElement().satisfies(record -> {
            assertThat(record.timestamp()).isEqualTo(FIRST_MILLIS);
            assertThat(record.headers()).isEmpty();
        });
        assertThat(load.toAnswer()).isEqualTo(1);

        load.live();
        assertThat(sent("transactions", false))
                .extracting(ProducerRecord::timestamp)
                .containsExactly(FIRST_MILLIS, FIRST_MILLIS + DAY, FIRST_MILLIS + 2 * DAY, FIRST_MILLIS + 7 * DAY);
        long start = NOW_MICROS + LEAD_MICROS;
        assertThat(sent("transactions", false).subList(1, 4))
                .extracting(record -> Long.parseLong(new String(
                        record.headers().lastHeader(Origin.INTENDED_SEND_HEADER).value(), UTF_8)))
                .containsExactly(start, start + 1_000_000, start + 6_000_000);
        assertThat(load.toAnswer()).isEqualTo(4);
        assertThat(load.progress().sentLate()).isZero();
        assertThat(load.progress().maxPublishedAtMillis()).isEqualTo(FIRST_MILLIS + 7 * DAY);
        assertThat(load.progress().maxEventTimeMillis()).isEqualTo(FIRST_MILLIS + 7 * DAY);
        load.close();
    }

    @Test
    void sendsALabelWhenTheFilesClockPassesIt() throws IOException {
        FileLoad load = load("days.csv", InputFormat.HANDBOOK, TABLE);

        load.sendHistory(1);
        load.live();

        assertThat(sent("labels", false))
                .as("six days after its row: of the first two")
                .extracting(ProducerRecord::timestamp)
                .containsExactly(FIRST_MILLIS + 6 * DAY, FIRST_MILLIS + 7 * DAY);
        assertThat(load.progress().labels()).isEqualTo(2);
        load.close();
    }

    /** A partition's timestamps never run back, or its clock would be ahead of its records. */
    @Test
    void keepsTheClockGoingInEveryPartition() throws IOException {
        FileLoad load = load("days.csv", InputFormat.HANDBOOK, TABLE);

        load.sendHistory(1);
        load.live();

        for (String topic : List.of("transactions", "labels", "versions")) {
            List<Long> times = producer.history().stream()
                    .filter(record -> record.topic().equals(topic))
                    .map(ProducerRecord::timestamp)
                    .toList();
            assertThat(times).as(topic).isSorted();
            assertThat(sent(topic, true)).as(topic).hasSizeGreaterThan(5);
        }
        load.close();
    }

    @Test
    void awaitsAnAnswerToWhatCannotBeReadAndNoneToAControl() throws IOException {
        String transaction = """
                {"transactionId":"%s","cardId":"c","merchantId":"m","amountMinor":100,"currency":"EUR","channel":"CHIP",\
                "eventTimeMillis":%d}
                """;
        FileLoad load = load(
                "days.jsonl",
                InputFormat.JSON_LINES,
                "{}\n"
                        + transaction.formatted("1", FIRST_MILLIS)
                        + transaction.formatted("2", FIRST_MILLIS + DAY)
                        + "nonsense\n"
                        + transaction.formatted("3", FIRST_MILLIS + 9 * DAY));

        load.sendHistory(1);
        assertThat(load.toAnswer()).as("up to the first transaction").isEqualTo(2);
        load.live();

        assertThat(load.toAnswer()).isEqualTo(4);
        assertThat(load.progress().history()).isEqualTo(2);
        load.close();
    }
}
