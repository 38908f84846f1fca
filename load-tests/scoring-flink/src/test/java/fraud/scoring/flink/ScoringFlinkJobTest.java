package fraud.scoring.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fraud.features.EnrichedTransaction;
import fraud.features.TestFeatures;
import fraud.features.TestTransaction;
import fraud.model.Origin;
import fraud.parse.SourceRecord;
import fraud.reference.ReferenceScoring;
import fraud.score.TestModels;
import fraud.scoring.FeaturedTransactionCodec;
import fraud.scoring.flink.ScoringFlinkJob.Score;
import fraud.scoring.flink.ScoringFlinkJob.Scored;
import fraud.scoring.flink.ScoringFlinkJob.ToKafkaRecord;
import fraud.scoring.flink.ScoringFlinkJob.ToSourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The three steps of the job, one after the other, without a cluster; {@code ScoringSparkJobTest} is its twin. */
class ScoringFlinkJobTest {

    private static final EnrichedTransaction TRANSACTION =
            TestTransaction.of(99).with(TestFeatures.all()).enriched(17);

    @ParameterizedTest
    @ValueSource(longs = {Origin.UNKNOWN, 123})
    void writesTheDecisionOfTheReferenceWithTheSourcesPlace(long intendedSendMicros) throws Exception {
        ConsumerRecord<byte[], byte[]> read = new ConsumerRecord<>(
                "transactions", 3, 17, "c1".getBytes(UTF_8), FeaturedTransactionCodec.toJson(TRANSACTION));
        if (intendedSendMicros != Origin.UNKNOWN) {
            read.headers()
                    .add(
                            Origin.INTENDED_SEND_HEADER,
                            String.valueOf(intendedSendMicros).getBytes(UTF_8));
        }

        ProducerRecord<byte[], byte[]> written = new ToKafkaRecord("decisions.s").serialize(score(read), null, null);

        Origin origin = new Origin("transactions", 3, 17, read.timestamp(), intendedSendMicros);
        assertThat(written.topic()).isEqualTo("decisions.s");
        assertThat(written.key())
                .asString(UTF_8)
                .isEqualTo(TRANSACTION.transaction().cardId());
        assertThat(written.value())
                .isEqualTo(new ReferenceScoring(TestModels.starting())
                        .score(new EnrichedTransaction(
                                TRANSACTION.transaction(),
                                origin,
                                TRANSACTION.features(),
                                TRANSACTION.flags(),
                                TRANSACTION.cardBlocked()))
                        .value());
        assertThat(written.timestamp()).isNull();
        assertThat(headers(written))
                .isEqualTo(
                        intendedSendMicros == Origin.UNKNOWN
                                ? Map.of("source", "3-17")
                                : Map.of("source", "3-17", Origin.INTENDED_SEND_HEADER, "123"));
    }

    /** No Kryo, which the detector's settings forbid. */
    @ParameterizedTest
    @ValueSource(classes = {SourceRecord.class, Scored.class})
    void isOfTypesThatFlinkKnows(Class<?> type) {
        assertThat(TypeInformation.of(type)).isInstanceOf(PojoTypeInfo.class);
    }

    private static Scored score(ConsumerRecord<byte[], byte[]> read) throws Exception {
        List<SourceRecord> source = new ArrayList<>();
        new ToSourceRecord().deserialize(read, collector(source));
        assertThat(source).hasSize(1);
        Score score = new Score(TestModels.starting());
        score.open(null);
        return score.map(source.get(0));
    }

    private static <T> Collector<T> collector(List<T> into) {
        return new Collector<>() {
            @Override
            public void collect(T record) {
                into.add(record);
            }

            @Override
            public void close() {}
        };
    }

    private static Map<String, String> headers(ProducerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new TreeMap<>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }
}
