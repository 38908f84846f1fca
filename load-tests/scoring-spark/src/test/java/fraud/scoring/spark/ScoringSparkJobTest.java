package fraud.scoring.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.config.ConfigException;
import fraud.features.EnrichedTransaction;
import fraud.features.TestFeatures;
import fraud.features.TestTransaction;
import fraud.model.Origin;
import fraud.parse.SourceRecord;
import fraud.reference.ReferenceScoring;
import fraud.score.TestModels;
import fraud.scoring.FeaturedTransactionCodec;
import fraud.scoring.spark.ScoringSparkJob.Score;
import fraud.spark.sink.KafkaRow;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job's one step, without a session; {@code ScoringFlinkJobTest} is its twin. */
class ScoringSparkJobTest {

    private static final EnrichedTransaction TRANSACTION =
            TestTransaction.of(99).with(TestFeatures.all()).enriched(17);

    @ParameterizedTest
    @ValueSource(longs = {Origin.UNKNOWN, 123})
    void writesTheDecisionOfTheReferenceWithTheSourcesPlace(long intendedSendMicros) {
        Origin origin = new Origin("transactions", 3, 17, 1_000, intendedSendMicros);

        KafkaRow written = new Score(TestModels.starting(), "decisions.s")
                .call(new SourceRecord(origin, "c1".getBytes(UTF_8), FeaturedTransactionCodec.toJson(TRANSACTION)));

        assertThat(written.topic()).isEqualTo("decisions.s");
        assertThat(written.key()).isEqualTo(TRANSACTION.transaction().cardId());
        assertThat(written.value())
                .isEqualTo(new ReferenceScoring(TestModels.starting())
                        .score(new EnrichedTransaction(
                                TRANSACTION.transaction(),
                                origin,
                                TRANSACTION.features(),
                                TRANSACTION.flags(),
                                TRANSACTION.cardBlocked()))
                        .value());
        assertThat(headers(written))
                .isEqualTo(
                        intendedSendMicros == Origin.UNKNOWN
                                ? Map.of("source", "3-17")
                                : Map.of("source", "3-17", Origin.INTENDED_SEND_HEADER, "123"));
    }

    /** Of a batch too short for Real-Time Mode, as by default. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "4999"})
    void wantsBatchesAsLongAsTheModeHas(String millis) {
        assertThatThrownBy(() -> ScoringSparkJob.main(new String[] {
                    "--bootstrap.servers", "127.0.0.1:1",
                    "--checkpoint.dir", "unused",
                    "--trigger.interval.millis", millis
                }))
                .isInstanceOf(ConfigException.class)
                .hasMessage("trigger.interval.millis = " + millis
                        + ": must be at least 5000, the length of a batch in Real-Time Mode");
    }

    private static Map<String, String> headers(KafkaRow row) {
        Map<String, String> headers = new TreeMap<>();
        row.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }
}
