package fraud.generator.publish;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.config.ConfigException;
import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.generator.file.RunManifest;
import fraud.generator.stream.GeneratedRecord;
import fraud.generator.stream.GeneratedRecord.Kind;
import fraud.generator.stream.LabelRecord;
import fraud.generator.stream.Streams;
import fraud.generator.stream.TransactionStream;
import fraud.model.Origin;
import fraud.parse.LabelCodec;
import fraud.topics.InputTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class KafkaPublisherTest {

    static final Duration LEAD = Duration.ofHours(1);
    /** When the test calls; the first event is due half a second later. */
    private static final long NOW_MICROS = 1_800_000_000_000_000L;

    private static final long START_MICROS = NOW_MICROS + 500_000;
    private static final int COUNT = 3_000;

    private static final GeneratorConfig CONFIG = Streams.eventful().with(Parameter.COUNT, COUNT);

    private final TransactionStream stream = TransactionStream.of(CONFIG);

    @Test
    void everyEventIsSentAtItsTimeWithThatTimeInItsHeaderAndTheStreamsTimeAsTimestamp() {
        try (MockBroker broker = new MockBroker(4)) {
            ManualPacer pacer = new ManualPacer(NOW_MICROS);
            PublishProgress progress = broker.publisher(stream, pacer).run();

            List<ProducerRecord<byte[], byte[]>> sent = broker.events();
            assertThat(sent).hasSize(COUNT);
            for (int i = 0; i < COUNT; i++) {
                GeneratedRecord event = stream.record(i);
                assertThat(sent.get(i).key()).isEqualTo(event.key());
                assertThat(sent.get(i).value()).isEqualTo(event.value());
                assertThat(sent.get(i).timestamp()).isEqualTo(event.publishedAtMillis());
                assertThat(intendedSendMicros(sent.get(i))).isEqualTo(START_MICROS + stream.sendOffsetMicros(i));
                assertThat(sent.get(i).partition())
                        .isEqualTo(event.partition() == GeneratedRecord.BY_KEY ? null : (Integer) event.partition());
            }
            assertThat(progress.published()).isEqualTo(COUNT);
            assertThat(progress.history()).isZero();
            assertThat(progress.maxLagMicros()).isZero();
            assertThat(progress.sentLate()).isZero();
            assertThat(pacer.nowMicros()).isEqualTo(START_MICROS + stream.sendOffsetMicros(COUNT - 1));
        }
    }

    /** So that a history whose length was found on the way is repeated by its number of days. */
    @Test
    void aHistoryThatGrewInStepsIsTheSameAsOneThatWasAskedFor() {
        TransactionStream asked = TransactionStream.of(CONFIG.with(Parameter.HISTORY_DAYS, 2)
                .with(Parameter.COUNT, 500)
                .with(Parameter.RATE, 70));
        List<ProducerRecord<byte[], byte[]>> askedSent;
        String askedDigest;
        try (MockBroker broker = new MockBroker(4)) {
            KafkaPublisher publisher = broker.publisher(asked, new ManualPacer(NOW_MICROS));
            publisher.run();
            askedSent = broker.producer.history();
            askedDigest = publisher.manifest().digest();
        }

        TransactionStream longest = TransactionStream.of(CONFIG.with(Parameter.HISTORY_DAYS, 4));
        assertThat(longest.countOfDays(2)).isEqualTo(asked.historyCount());
        try (MockBroker broker = new MockBroker(4)) {
            ManualPacer pacer = new ManualPacer(NOW_MICROS);
            KafkaPublisher publisher = broker.publisher(longest, pacer);
            Steps steps = new Steps(longest.countOfDays(2), 37);
            pacer.atEachRest = steps::grow;
            publisher.backfill(steps);
            pacer.atEachRest = () -> {};
            publisher.goOnAs(asked);
            PublishProgress all = publisher.live();

            assertThat(steps.number).isGreaterThan(2);
            assertThat(all.history()).isEqualTo(asked.historyCount());
            assertThat(all.published()).isEqualTo(asked.count());
            assertThat(publisher.manifest().digest()).isEqualTo(askedDigest);
            long history = asked.historyCount();
            assertThat(values(broker.producer.history(), history)).isEqualTo(values(askedSent, history));
        }
    }

    /** So that a history that is there already is neither sent again nor missing from what comes after it. */
    @Test
    void whatOneHasPublishedAnotherLeavesOutAndGoesOnBehindIt() {
        TransactionStream all = TransactionStream.of(CONFIG.with(Parameter.HISTORY_DAYS, 40));
        long first = all.countOfDays(39);
        List<ProducerRecord<byte[], byte[]>> together;
        PublishProgress atTheEnd;
        String digest;
        try (MockBroker broker = new MockBroker(4)) {
            KafkaPublisher publisher = broker.publisher(all, new ManualPacer(NOW_MICROS));
            publisher.backfill(first);
            publisher.backfill();
            atTheEnd = publisher.progress();
            digest = publisher.manifest().digest();
            together = broker.producer.history();
        }

        List<ProducerRecord<byte[], byte[]>> apart = new ArrayList<>();
        try (MockBroker broker = new MockBroker(4)) {
            broker.publisher(all, new ManualPacer(NOW_MICROS)).backfill(first);
            apart.addAll(broker.producer.history());
        }
        try (MockBroker broker = new MockBroker(4)) {
            KafkaPublisher publisher = broker.publisher(all, new ManualPacer(NOW_MICROS));
            publisher.skip(first);
            PublishProgress rest = publisher.backfill();
            apart.addAll(broker.producer.history());

            assertThat(rest.published()).isEqualTo(all.historyCount() - first);
            assertThat(rest.maxPublishedAtMillis()).isEqualTo(atTheEnd.maxPublishedAtMillis());
            assertThat(rest.maxEventTimeMillis()).isEqualTo(atTheEnd.maxEventTimeMillis());
            assertThat(publisher.manifest().digest()).isEqualTo(digest);
        }
        assertThat(together)
                .anyMatch(record -> record.topic().equals(InputTopics.DEFAULT.labels()) && record.key() != null);
        assertThat(values(apart, apart.size())).isEqualTo(values(together, together.size()));
    }

    /** Everything that was sent, signals and labels included, in its order. */
    private static List<String> values(List<ProducerRecord<byte[], byte[]>> sent, long history) {
        return sent.stream()
                .limit(history)
                .map(record -> record.topic() + record.partition() + " " + Arrays.hashCode(record.value()) + "@"
                        + record.timestamp())
                .toList();
    }

    /** An allowance that grows whenever the publisher waits. */
    private static final class Steps implements Allowance {
        private final long end;
        private final long step;
        private long number;

        Steps(long end, long parts) {
            this.end = end;
            this.step = end / parts;
        }

        void grow() {
            number++;
        }

        @Override
        public long endIndex() {
            return Math.min(end, number * step);
        }

        @Override
        public boolean isFinal() {
            return number * step >= end;
        }
    }

    @Test
    void goesOnOnlyAsAStreamThatIsTheSameSoFar() {
        TransactionStream longest = TransactionStream.of(CONFIG.with(Parameter.HISTORY_DAYS, 2));
        try (MockBroker broker = new MockBroker(4)) {
            KafkaPublisher publisher = broker.publisher(longest, new ManualPacer(NOW_MICROS));
            publisher.backfill(longest.countOfDays(1));
            GeneratorConfig oneDay = CONFIG.with(Parameter.HISTORY_DAYS, 1);

            for (GeneratorConfig wrong : List.of(
                    oneDay.with(Parameter.SEED, 99),
                    oneDay.with(Parameter.HISTORY_DAYS, 2),
                    oneDay.with(Parameter.COUNT, 100_000))) {
                assertThatThrownBy(() -> publisher.goOnAs(TransactionStream.of(wrong)))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            publisher.goOnAs(TransactionStream.of(oneDay));
            assertThat(publisher.live().published()).isEqualTo(longest.countOfDays(1) + COUNT);
        }
    }

    @Test
    void theHistoryIsSentAtOnceWithoutIntendedTimesAndTheRestOnSchedule() {
        TransactionStream withHistory = TransactionStream.of(CONFIG.with(Parameter.HISTORY_DAYS, 2));
        try (MockBroker broker = new MockBroker(4)) {
            ManualPacer pacer = new ManualPacer(NOW_MICROS);
            KafkaPublisher publisher = broker.publisher(withHistory, pacer);

            PublishProgress history = publisher.backfill();
            assertThat(pacer.nowMicros()).isEqualTo(NOW_MICROS);
            assertThat(history.published()).isEqualTo(withHistory.historyCount());
            assertThat(history.history()).isEqualTo(withHistory.historyCount());
            assertThat(broker.events()).isEmpty();

            pacer.rest(7_000_000);
            PublishProgress all = publisher.live();
            assertThat(all.published()).isEqualTo(withHistory.count());
            assertThat(all.history()).isEqualTo(withHistory.historyCount());
            assertThat(all.maxLagMicros()).isZero();
            assertThat(intendedSendMicros(broker.events().get(0))).isEqualTo(START_MICROS + 7_000_000);
            assertThat(publisher.manifest().events()).isEqualTo(withHistory.count());
        }
    }

    @Test
    void theHistoryMayBePublishedInParts() {
        TransactionStream withHistory = TransactionStream.of(CONFIG.with(Parameter.HISTORY_DAYS, 1));
        try (MockBroker broker = new MockBroker(4);
                KafkaPublisher publisher = broker.publisher(withHistory, new ManualPacer(NOW_MICROS))) {
            assertThat(publisher.backfill(1_000).history()).isEqualTo(1_000);
            assertThat(publisher.backfill().history()).isEqualTo(withHistory.historyCount());
            assertThat(publisher.backfill(1_000).published()).isEqualTo(withHistory.historyCount());

            publisher.live();
            RunManifest manifest = new RunManifest(withHistory);
            withHistory.records().forEachOrdered(manifest::add);
            assertThat(publisher.manifest().digest()).isEqualTo(manifest.digest());
        }
    }

    @Test
    void theHistoryComesFirst() {
        TransactionStream withHistory = TransactionStream.of(CONFIG.with(Parameter.HISTORY_DAYS, 1));
        try (MockBroker broker = new MockBroker(4);
                KafkaPublisher publisher = broker.publisher(withHistory, new ManualPacer(NOW_MICROS))) {
            assertThatThrownBy(publisher::live).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void timestampsNeverRunBackSignalsIncluded() {
        TransactionStream withHistory = TransactionStream.of(CONFIG.with(Parameter.HISTORY_DAYS, 2));
        try (MockBroker broker = new MockBroker(4)) {
            PublishProgress progress =
                    broker.publisher(withHistory, new ManualPacer(NOW_MICROS)).run();

            List<Long> timestamps = broker.sentTo("transactions").stream()
                    .map(ProducerRecord::timestamp)
                    .toList();
            assertThat(timestamps).isSorted();
            assertThat(progress.maxPublishedAtMillis()).isEqualTo(timestamps.get(timestamps.size() - 1));
        }
    }

    @Test
    void countsAddUp() {
        try (MockBroker broker = new MockBroker(4)) {
            KafkaPublisher publisher = broker.publisher(stream, new ManualPacer(NOW_MICROS));
            PublishProgress progress = publisher.run();

            assertThat(progress.planned()).isEqualTo(COUNT);
            assertThat(progress.transactions()).isEqualTo(count(Kind.TRANSACTION));
            assertThat(progress.duplicates()).isEqualTo(count(Kind.DUPLICATE));
            assertThat(progress.controls()).isEqualTo(count(Kind.CONTROL));
            assertThat(progress.malformed()).isEqualTo(count(Kind.MALFORMED));
            assertThat(progress.frauds()).isPositive();
            assertThat(progress.acknowledged()).isEqualTo(progress.published() + progress.labels());
            assertThat(progress.maxEventTimeMillis())
                    .isEqualTo(stream.records()
                            .filter(event -> event.transaction() != null)
                            .mapToLong(event -> event.transaction().eventTimeMillis())
                            .max()
                            .orElseThrow());
            RunManifest manifest = new RunManifest(stream);
            stream.records().forEachOrdered(manifest::add);
            assertThat(publisher.manifest().digest()).isEqualTo(manifest.digest());
        }
    }

    @Test
    void outcomesFollowWhenTheStreamsClockPassesThem() {
        TransactionStream weeks =
                TransactionStream.of(CONFIG.with(Parameter.CARDS, 200).with(Parameter.HISTORY_DAYS, 21));
        try (MockBroker broker = new MockBroker(4)) {
            PublishProgress progress =
                    broker.publisher(weeks, new ManualPacer(NOW_MICROS)).run();

            List<LabelRecord> due = new ArrayList<>();
            for (LabelRecord label : weeks.labels()) {
                if (label.publishedAtMillis() <= weeks.record(weeks.count() - 1).publishedAtMillis()) {
                    due.add(label);
                }
            }
            List<ProducerRecord<byte[], byte[]>> labels = broker.sentTo("labels").stream()
                    .filter(record -> record.key() != null)
                    .toList();
            assertThat(due).hasSizeGreaterThan(1_000);
            assertThat(progress.labels()).isEqualTo(due.size());
            assertThat(labels).hasSameSizeAs(due);
            for (int i = 0; i < due.size(); i++) {
                assertThat(labels.get(i).timestamp()).isEqualTo(due.get(i).publishedAtMillis());
                assertThat(new String(labels.get(i).key(), UTF_8))
                        .isEqualTo(due.get(i).label().merchantId());
                assertThat(labels.get(i).value())
                        .isEqualTo(LabelCodec.toJson(due.get(i).label()));
            }
        }
    }

    @Test
    void aTopicWithTheBrokersTimestampsIsRejected() {
        try (MockBroker broker = new MockBroker(4)) {
            broker.timestampMillis = 1;

            assertThatThrownBy(() -> broker.publisher(stream, new ManualPacer(NOW_MICROS))
                            .run())
                    .isInstanceOf(ConfigException.class)
                    .hasMessage("topic transactions has timestamps of the broker:"
                            + " set its message.timestamp.type to CreateTime");
        }
    }

    @Test
    void everyPartitionHasAHeartbeatASecond() {
        // As fast as the cards' own time, so that the lead asks for none.
        TransactionStream slow = TransactionStream.of(CONFIG.with(Parameter.CARDS, 10_000_000));
        try (MockBroker broker = new MockBroker(4)) {
            broker.publisher(slow, new ManualPacer(NOW_MICROS)).run();

            // 3,000 events at 300 a second: from second 0 to just before second 10, and one at the end.
            for (int partition = 0; partition < 4; partition++) {
                assertThat(broker.signals("transactions", partition)).hasSize(11);
            }
            assertThat(broker.signals("labels", 0)).hasSize(11);
            assertThat(broker.signals("labels", 1)).hasSize(11);
            assertThat(broker.signals("versions", 0)).hasSize(11);
        }
    }

    @Test
    void noLiveEventIsFurtherAheadOfTheSignalsThanAnEighthOfTheLead() {
        TransactionStream withHistory = TransactionStream.of(CONFIG.with(Parameter.HISTORY_DAYS, 9));
        try (MockBroker broker = new MockBroker(4)) {
            broker.publisher(withHistory, new ManualPacer(NOW_MICROS)).run();

            Map<TopicPartition, Long> clocks = new HashMap<>();
            for (ProducerRecord<byte[], byte[]> record : broker.producer.history()) {
                if (record.headers().lastHeader(Origin.INTENDED_SEND_HEADER) != null) {
                    assertThat(clocks).hasSize(4 + 2 + 1);
                    assertThat(clocks.values())
                            .allSatisfy(clock -> assertThat(clock)
                                    .isGreaterThan(record.timestamp()
                                            - LEAD.dividedBy(8).toMillis()));
                }
                if (record.partition() != null) {
                    clocks.merge(new TopicPartition(record.topic(), record.partition()), record.timestamp(), Math::max);
                }
            }
        }
    }

    @Test
    void noLabelIsBehindAHeartbeat() {
        TransactionStream weeks =
                TransactionStream.of(CONFIG.with(Parameter.CARDS, 200).with(Parameter.HISTORY_DAYS, 21));
        try (MockBroker broker = new MockBroker(4)) {
            broker.publisher(weeks, new ManualPacer(NOW_MICROS)).run();

            assertThat(broker.signals("labels", 1)).hasSizeGreaterThan(10);
            assertThat(broker.sentTo("labels").stream().map(ProducerRecord::timestamp))
                    .isSorted();
        }
    }

    @Test
    void aPartOfTheHistoryEndsWithAHeartbeatSoThatAllOfItCanBeDecided() {
        TransactionStream withHistory = TransactionStream.of(CONFIG.with(Parameter.HISTORY_DAYS, 1));
        try (MockBroker broker = new MockBroker(4);
                KafkaPublisher publisher = broker.publisher(withHistory, new ManualPacer(NOW_MICROS))) {
            PublishProgress sent = publisher.backfill(1_500);

            for (String topic : List.of("transactions", "labels", "versions")) {
                List<ProducerRecord<byte[], byte[]>> signals = broker.signals(topic, 0);
                assertThat(signals.get(signals.size() - 1).timestamp()).isEqualTo(sent.maxPublishedAtMillis());
            }
            assertThat(sent.maxPublishedAtMillis())
                    .isEqualTo(withHistory.record(1_499).publishedAtMillis());
        }
    }

    @Test
    void whatIsBehindTheScheduleIsSentAtOnceAndCounted() {
        try (MockBroker broker = new MockBroker(4)) {
            ManualPacer pacer = new ManualPacer(NOW_MICROS);
            // One rest takes a second longer than it should, once.
            pacer.atEachRest = () -> {
                pacer.atEachRest = () -> {};
                pacer.rest(1_400_000);
            };
            PublishProgress progress = broker.publisher(stream, pacer).run();

            // The first was due after half a second, and sent after one and a half: 300 events are due, of which those
            // of the
            // last 50 ms are not late.
            assertThat(progress.published()).isEqualTo(COUNT);
            assertThat(progress.maxLagMicros()).isEqualTo(1_000_000);
            assertThat(progress.sentLate()).isEqualTo(285);
            assertThat(progress.sentLateShare()).isEqualTo(285.0 / COUNT);
        }
    }

    @Test
    void theScheduleDoesNotWaitForAcknowledgements() {
        try (MockBroker broker = new MockBroker(4, false)) {
            ManualPacer pacer = new ManualPacer(NOW_MICROS);
            KafkaPublisher publisher = broker.publisher(stream, pacer);
            pacer.atEachRest = () -> {
                if (pacer.nowMicros() >= START_MICROS + 5_000_000) {
                    publisher.stop();
                }
            };
            publisher.run();

            assertThat(broker.events()).hasSize(1_500);
        }
    }

    @Test
    void stopsWhenToldTo() {
        try (MockBroker broker = new MockBroker(4)) {
            KafkaPublisher publisher = broker.publisher(stream, new ManualPacer(NOW_MICROS));
            publisher.stop();

            assertThat(publisher.run().published()).isZero();
            assertThat(broker.producer.flushed()).isTrue();
        }
    }

    @Test
    void anInterruptedThreadStopsFlushesAndStaysInterrupted() {
        try (MockBroker broker = new MockBroker(4)) {
            KafkaPublisher publisher = broker.publisher(stream, new ManualPacer(NOW_MICROS));
            Thread.currentThread().interrupt();

            assertThat(publisher.run().published()).isZero();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(broker.producer.flushed()).isTrue();
        }
    }

    @Test
    void aRecordTheBrokerRejectsEndsTheRun() {
        try (MockBroker broker = new MockBroker(4, false)) {
            ManualPacer pacer = new ManualPacer(NOW_MICROS);
            pacer.atEachRest = () -> broker.producer.errorNext(new RecordTooLargeException("too large"));

            assertThatThrownBy(() -> broker.publisher(stream, pacer).run())
                    .isInstanceOf(PublishException.class)
                    .hasMessage("cannot publish to Kafka: too large");
            assertThat(broker.events()).hasSizeLessThan(COUNT);
        }
    }

    @Test
    void brokersThatFallBehindEndTheRunAndItSaysWhatToDo() {
        try (MockBroker broker = new MockBroker(4, false)) {
            ManualPacer pacer = new ManualPacer(NOW_MICROS);
            // So does the client when its buffer stays full.
            pacer.atEachRest = () -> broker.producer.errorNext(new BufferExhaustedException("no room for 15000 ms"));

            assertThatThrownBy(() -> broker.publisher(stream, pacer).run())
                    .isInstanceOf(PublishException.class)
                    .hasMessage("the brokers do not keep up with 300 events/s or do not answer; "
                            + "give them more or lower the rate: no room for 15000 ms");
        }
    }

    @Test
    void afterAFailureNothingIsSent() {
        try (MockBroker broker = new MockBroker(4)) {
            broker.producer.sendException = new InvalidTopicException("transactions");

            assertThatThrownBy(() -> broker.publisher(stream, new ManualPacer(NOW_MICROS))
                            .run())
                    .isInstanceOf(PublishException.class)
                    .hasMessage("cannot publish to Kafka: transactions");
            assertThat(broker.producer.history()).isEmpty();
        }
    }

    @Test
    void aTopicOfAnotherNumberOfPartitionsIsRejected() {
        try (MockBroker broker = new MockBroker(3)) {
            assertThatThrownBy(() -> broker.publisher(stream, new ManualPacer(NOW_MICROS))
                            .run())
                    .isInstanceOf(ConfigException.class)
                    .hasMessage("partitions = 4: topic transactions has 3");
        }
    }

    @Test
    void aTopicOfRulesWithTwoPartitionsIsRejected() {
        try (MockBroker broker = new MockBroker(4, 2, true)) {
            assertThatThrownBy(() -> broker.publisher(stream, new ManualPacer(NOW_MICROS))
                            .run())
                    .isInstanceOf(ConfigException.class)
                    .hasMessage("topic versions has 2 partitions: it must have one");
        }
    }

    @Test
    void aTopicThatIsNotThereEndsTheRunBeforeItBegins() {
        try (MockBroker broker = new MockBroker(4)) {
            broker.producer.partitionsForException = new TimeoutException("not present after 15000 ms");

            assertThatThrownBy(() -> broker.publisher(stream, new ManualPacer(NOW_MICROS))
                            .run())
                    .isInstanceOf(PublishException.class)
                    .hasMessage("topic transactions: it is not there, or the brokers do not answer: "
                            + "not present after 15000 ms");
            assertThat(broker.producer.history()).isEmpty();
        }
    }

    @Test
    void propertiesTheClientRejectsAreAnErrorOfConfiguration() {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", "no-port");

        assertThatThrownBy(() -> KafkaPublisher.connect(stream, InputTopics.DEFAULT, LEAD, properties, TopicCheck.NONE))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no-port")
                .message()
                .doesNotContain("\n");
    }

    private long count(Kind kind) {
        return stream.records().filter(event -> event.kind() == kind).count();
    }

    private static long intendedSendMicros(ProducerRecord<byte[], byte[]> record) {
        return Long.parseLong(new String(
                record.headers().lastHeader(Origin.INTENDED_SEND_HEADER).value(), US_ASCII));
    }
}
