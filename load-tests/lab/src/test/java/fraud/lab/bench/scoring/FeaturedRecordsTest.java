package fraud.lab.bench.scoring;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import fraud.config.DetectorParameters;
import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.generator.stream.TransactionStream;
import fraud.model.Origin;
import fraud.parse.SourceRecord;
import fraud.scoring.FeaturedTransactionCodec;
import org.junit.jupiter.api.Test;

class FeaturedRecordsTest {

    private static final DetectorParameters PARAMETERS = DetectorParameters.defaults(4);
    private static final TransactionStream STREAM = TransactionStream.of(GeneratorConfig.defaults()
            .with(Parameter.CARDS, 100)
            .with(Parameter.HISTORY_DAYS, 3)
            .with(Parameter.COUNT, 100));

    @Test
    void keepsTheLastAndBeginsAnew() {
        FeaturedRecords records = FeaturedRecords.of(STREAM, PARAMETERS, 50);

        assertThat(records.size()).isEqualTo(50);
        assertThat(records.get(0)).isSameAs(records.get(50)).isNotSameAs(records.get(49));
    }

    @Test
    void hasAllOfAShortStreamThatGetADecision() {
        FeaturedRecords records = FeaturedRecords.of(STREAM, PARAMETERS, 100_000);

        assertThat((long) records.size())
                .isPositive()
                .isEqualTo(
                        STREAM.records().filter(event -> event.truth() != null).count());
    }

    @Test
    void isKeyedByCardAndTheSameEachTime() {
        FeaturedRecords.Entry entry = FeaturedRecords.of(STREAM, PARAMETERS, 50).get(7);

        assertThat(FeaturedRecords.of(STREAM, PARAMETERS, 50).get(7).value()).isEqualTo(entry.value());
        assertThat(FeaturedTransactionCodec.read(new SourceRecord(
                                new Origin("transactions", 0, 0, 0, Origin.UNKNOWN), entry.key(), entry.value()))
                        .transaction()
                        .cardId())
                .isEqualTo(new String(entry.key(), US_ASCII));
    }
}
