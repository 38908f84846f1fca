package fraud.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.features.EnrichedTransaction;
import fraud.features.TestFeatures;
import fraud.features.TestTransaction;
import fraud.model.Flag;
import fraud.model.Origin;
import fraud.parse.SourceRecord;
import fraud.reference.ReferenceScoring;
import fraud.score.StartingModels;
import fraud.score.TestModels;
import fraud.sink.OutputRecord;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: a record with features is all that a decision takes. Method: it is written, read, and held to the oracle. */
class StatelessScoringTest {

    private static final Origin ORIGIN = new Origin("transactions", 3, 17, 1_000, 77);

    static Stream<EnrichedTransaction> transactions() {
        EnrichedTransaction full = TestTransaction.of(99)
                .online("device-1")
                .place(48.13743, -11.57549)
                .with(TestFeatures.all())
                .blocked()
                .enriched(17);
        return Stream.of(
                TestTransaction.some().with(TestFeatures.some()).enriched(17),
                TestTransaction.of(10_000_000)
                        .with(TestFeatures.some().amountMinor(10_000_000).night(true))
                        .enriched(17),
                full,
                new EnrichedTransaction(
                        full.transaction(),
                        full.origin(),
                        full.features(),
                        List.of(Flag.LATE, Flag.MERCHANT_TRUNCATED),
                        false));
    }

    private static SourceRecord record(EnrichedTransaction enriched) {
        return new SourceRecord(ORIGIN, null, FeaturedTransactionCodec.toJson(enriched));
    }

    @ParameterizedTest
    @MethodSource("transactions")
    void readsWhatWasWritten(EnrichedTransaction enriched) {
        EnrichedTransaction read = FeaturedTransactionCodec.read(record(enriched));

        assertThat(read)
                .isEqualTo(new EnrichedTransaction(
                        enriched.transaction(), ORIGIN, enriched.features(), enriched.flags(), enriched.cardBlocked()));
    }

    @ParameterizedTest
    @MethodSource("transactions")
    void decidesAsTheReferenceDoes(EnrichedTransaction enriched) {
        for (StartingModels models : List.of(TestModels.starting(), StartingModels.NONE)) {
            OutputRecord decision = StatelessScoring.of(models).score(record(enriched));

            OutputRecord expected = new ReferenceScoring(models).score(FeaturedTransactionCodec.read(record(enriched)));
            assertThat(new String(decision.value(), UTF_8))
                    .isEqualTo(new String(expected.value(), UTF_8))
                    .contains("\"sourcePartition\":3,\"sourceOffset\":17");
            assertThat(decision.key()).isEqualTo(enriched.transaction().cardId());
            assertThat(decision.intendedSendMicros()).isEqualTo(77);
        }
    }

    /** The form is what the table in load-tests/README.md says: the records' components, nulls left out. */
    @Test
    void writesTheRecordsComponents() {
        String json = new String(
                FeaturedTransactionCodec.toJson(
                        TestTransaction.some().with(TestFeatures.some()).enriched(17)),
                UTF_8);

        assertThat(json)
                .startsWith("{\"transaction\":{\"transactionId\":")
                .contains(",\"features\":{\"amountMinor\":", ",\"activity\":{\"uses1Day\":0,")
                .contains("\"merchant\":{\"count1Day\":0,", "\"merchantId\":")
                .endsWith(",\"flags\":[],\"cardBlocked\":false}")
                .doesNotContain("null", "located", "inCountry");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"signal\":\"heartbeat\"}",
                "null",
                "{\"transaction\":{},\"features\":{},\"flags\":[],\"cardBlocked\":false}",
            })
    void failsOnWhatHasNoFeatures(String value) {
        StatelessScoring scoring = StatelessScoring.of(StartingModels.NONE);

        assertThatThrownBy(() -> scoring.score(new SourceRecord(ORIGIN, null, value.getBytes(UTF_8))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("transactions-3 at offset 17: no transaction with its features");
        assertThatThrownBy(() -> scoring.score(new SourceRecord(ORIGIN, null, null)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
