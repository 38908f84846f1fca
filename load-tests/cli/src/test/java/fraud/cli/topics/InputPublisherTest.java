package fraud.cli.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.input.InputFile;
import fraud.cli.input.InputFormat;
import fraud.cli.topics.InputPublisher.Published;
import fraud.cli.versions.TimedVersion;
import fraud.config.DetectorParameters;
import fraud.generator.publish.TopicCheck;
import fraud.parse.Partitioner;
import fraud.parse.VersionCodec;
import fraud.ruleset.PublishedRuleSet;
import fraud.ruleset.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputPublisherTest {

    private static final DetectorParameters PARAMETERS = DetectorParameters.defaults(4);
    private static final long FIRST_MILLIS =
            Instant.parse("2018-04-01T00:00:31Z").toEpochMilli();
    private static final long SIX_DAYS = Duration.ofDays(6).toMillis();
    private static final String HANDBOOK = """
            TRANSACTION_ID,TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT,TX_FRAUD,TX_FRAUD_SCENARIO
            7,2018-04-01T00:00:31Z,1,20,3.50,0,0
            8,2018-04-01T00:00:32Z,1,21,300.00,1,2
            """;

    @TempDir
    private Path directory;

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final InputPublisher publisher = new InputPublisher(
            producer,
            TopicCheck.NONE,
            PARAMETERS,
            Instant.parse("2026-01-01T00:00:00Z").toEpochMilli(),
            Duration.ofDays(365));

    @Test
    void aRowsLabelIsPublishedSixDaysAfterItToItsMerchantsPartition() throws IOException {
        Published published = transactions("tx.csv", InputFormat.HANDBOOK, HANDBOOK);

        List<ProducerRecord<byte[], byte[]>> labels = sentTo("labels");
        assertThat(labels)
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactly(
                        "{\"transactionId\":\"7\",\"merchantId\":\"20\",\"cardId\":\"1\",\"eventTimeMillis\":"
                                + FIRST_MILLIS + ",\"fraud\":false}",
                        "{\"transactionId\":\"8\",\"merchantId\":\"21\",\"cardId\":\"1\",\"eventTimeMillis\":"
                                + (FIRST_MILLIS + 1_000) + ",\"fraud\":true,\"scenario\":\"scenario-2\"}");
        assertThat(labels)
                .extracting(ProducerRecord::timestamp)
                .containsExactly(FIRST_MILLIS + SIX_DAYS, FIRST_MILLIS + 1_000 + SIX_DAYS);
        assertThat(labels)
                .allSatisfy(record -> assertThat(record.partition())
                        .isEqualTo(Partitioner.partition(record.key(), PARAMETERS.labelPartitions())));
        assertThat(sentTo("transactions")).hasSize(2);
        assertThat(published.records()).isEqualTo(2);
        assertThat(published.labels()).isEqualTo(2);
        assertThat(published.expectedAnswers()).isEqualTo(2);
        assertThat(published.greatestMillis()).isEqualTo(FIRST_MILLIS + 1_000 + SIX_DAYS);
    }

    @Test
    void labelsOfAFileAreSentAsTheyAreAndBadOnesAwaitADeadLetter() throws IOException {
        String valid = label("m1", FIRST_MILLIS, ",\"publishedAtMillis\":" + (FIRST_MILLIS + 5));
        Path file = Files.writeString(
                directory.resolve("labels.jsonl"),
                valid + "\nrubbish\n{\"signal\":\"heartbeat\"}\n" + label("m2", FIRST_MILLIS, "") + "\n");

        publish(file);
        Published published = publisher.finish();

        List<ProducerRecord<byte[], byte[]>> labels = sentTo("labels");
        assertThat(labels).hasSize(4);
        assertThat(new String(labels.get(0).value(), UTF_8)).isEqualTo(valid);
        assertThat(labels)
                .extracting(ProducerRecord::timestamp)
                .containsExactly(FIRST_MILLIS + 5, FIRST_MILLIS + 5, FIRST_MILLIS + 5, FIRST_MILLIS + SIX_DAYS);
        assertThat(published.labels()).isEqualTo(4);
        assertThat(published.expectedAnswers()).isEqualTo(1);
    }

    @Test
    void aTableOfLabelsSaysTheSameAsLines() throws IOException {
        publish(Files.writeString(
                directory.resolve("labels.csv"),
                "fraud,scenario,merchantId,cardId,eventTimeMillis,transactionId,publishedAtMillis\n1,takeover,m1,c1,"
                        + FIRST_MILLIS + ",t1," + (FIRST_MILLIS + 5) + "\n0,,m1,c1," + FIRST_MILLIS + ",t1,\n"));

        assertThat(sentTo("labels"))
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactly(
                        "{\"transactionId\":\"t1\",\"merchantId\":\"m1\",\"cardId\":\"c1\",\"eventTimeMillis\":"
                                + FIRST_MILLIS + ",\"fraud\":true,\"scenario\":\"takeover\"}",
                        "{\"transactionId\":\"t1\",\"merchantId\":\"m1\",\"cardId\":\"c1\",\"eventTimeMillis\":"
                                + FIRST_MILLIS + ",\"fraud\":false}");
        assertThat(sentTo("labels"))
                .extracting(ProducerRecord::timestamp)
                .containsExactly(FIRST_MILLIS + 5, FIRST_MILLIS + SIX_DAYS);
    }

    @Test
    void ruleSetsAreKeyedByVersionAndCountForTheEnd() {
        PublishedRuleSet ruleSet =
                new PublishedRuleSet(3, FIRST_MILLIS, "note", VersionCodec.rulesJson(RuleSet.defaults()));
        publisher.rules(List.of(new TimedVersion(ruleSet, FIRST_MILLIS - 120_000)));
        Published published = publisher.finish();

        ProducerRecord<byte[], byte[]> record = sentTo("versions").get(0);
        assertThat(record.key()).isEqualTo("3".getBytes(UTF_8));
        assertThat(record.partition()).isZero();
        assertThat(record.timestamp()).isEqualTo(FIRST_MILLIS - 120_000);
        assertThat(record.value()).isEqualTo(VersionCodec.toJson(ruleSet));
        assertThat(published.ruleSets()).isEqualTo(1);
        assertThat(published.greatestMillis()).isEqualTo(FIRST_MILLIS - 120_000);
    }

    @Test
    void countsWhatIsLateByItsPlaceAndNotWhatWasPublishedLate() throws IOException {
        String row = ",c1,m1,%d,1,EUR,%s\n";
        Published published = transactions(
                "late.csv",
                InputFormat.CANONICAL,
                "transactionId,cardId,merchantId,eventTimeMillis,amountMinor,currency,publishedAtMillis\n"
                        + "t1" + row.formatted(FIRST_MILLIS, FIRST_MILLIS + 20_000)
                        + "t2" + row.formatted(FIRST_MILLIS + 20_000, "")
                        + "t3" + row.formatted(FIRST_MILLIS + 10_000, "")
                        + "t4" + row.formatted(FIRST_MILLIS + 9_999, ""));

        assertThat(published.late()).isEqualTo(1);
        assertThat(published.outOfOrder()).isEqualTo(2);
    }

    private Published transactions(String name, InputFormat format, String content) throws IOException {
        Path path = Files.writeString(directory.resolve(name), content);
        try (InputFile file = InputFile.open(path, format, publisher::label)) {
            publisher.transactions(file, fraction -> {}, transaction -> {});
        }
        return publisher.finish();
    }

    private void publish(Path labels) {
        try (InputFile file = InputFile.openLabels(labels)) {
            publisher.labels(file, fraction -> {});
        }
    }

    private static String label(String merchant, long eventTimeMillis, String more) {
        return "{\"transactionId\":\"t1\",\"merchantId\":\"" + merchant + "\",\"cardId\":\"c1\",\"eventTimeMillis\":"
                + eventTimeMillis + ",\"fraud\":true" + more + "}";
    }

    private List<ProducerRecord<byte[], byte[]>> sentTo(String topic) {
        return producer.history().stream()
                .filter(record -> record.topic().equals(topic))
                .toList();
    }
}
