package fraud.spark.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.decide.AssessedTransaction;
import fraud.features.EnrichedTransaction;
import fraud.features.Features;
import fraud.features.TestFeatures;
import fraud.features.TestTransaction;
import fraud.model.Channel;
import fraud.model.Flag;
import fraud.model.Origin;
import fraud.model.Outcome;
import fraud.model.Transaction;
import fraud.rules.Reason;
import fraud.score.Contribution;
import fraud.score.Scores;
import fraud.sink.OutputKind;
import fraud.sink.OutputRecord;
import fraud.spark.features.MerchantOutput;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoder;
import org.apache.spark.sql.catalyst.encoders.ExpressionEncoder;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class RecordEncoderTest {

    private static final Origin ORIGIN = new Origin("transactions", 3, 7, 1_000, Origin.UNKNOWN);
    private static final Transaction TRANSACTION = TestTransaction.of(1_234)
            .at(900)
            .channel(Channel.ATM)
            .place(1.5, -0.0)
            .build();

    record Unsupported(Optional<String> component) {}

    record UnsupportedElement(List<Map<String, String>> component) {}

    @Test
    void keepsEveryComponentOfNestedRecordsAndLists() {
        Features features =
                TestFeatures.all().travel(12L, null).country(true, null).build();
        MerchantOutput output = new MerchantOutput(
                new EnrichedTransaction(
                        TRANSACTION, ORIGIN, features, List.of(Flag.LATE, Flag.HISTORY_TRUNCATED), true),
                null);

        assertThat(roundTrip(MerchantOutput.class, output)).isEqualTo(output);
    }

    @Test
    void keepsAnotherBranchWithItsBytes() {
        byte[] value = "{}".getBytes(StandardCharsets.UTF_8);
        MerchantOutput read = roundTrip(
                MerchantOutput.class, new MerchantOutput(null, new OutputRecord(OutputKind.LATE, "k", value, -1)));

        assertThat(read.transaction()).isNull();
        assertThat(read.output().kind()).isEqualTo(OutputKind.LATE);
        assertThat(read.output().value()).isEqualTo(value);
    }

    @Test
    void keepsListsOfEnumsAndOfRecords() {
        Scores scores = new Scores(0.25, "1", 0.5, 0.95, List.of(new Contribution("night", -0.125)), null, null);
        AssessedTransaction assessed = new AssessedTransaction(
                enriched(), scores, List.of(Reason.CARD_BLOCKED, Reason.UNUSUAL_AMOUNT), Outcome.DECLINE, 7);

        assertThat(roundTrip(AssessedTransaction.class, assessed)).isEqualTo(assessed);
    }

    /** However many fields it has, and null as it is. */
    @Test
    void makesOneColumnOfWhatIsReadAsAWhole() {
        StructType schema = RecordEncoder.of(MerchantOutput.class).schema();

        assertThat(schema.apply("transaction").dataType()).isEqualTo(DataTypes.BinaryType);
        assertThat(schema.apply("transaction").nullable()).isTrue();
        assertThat(schema.apply("output").dataType()).isInstanceOf(StructType.class);
        assertThat(roundTrip(EnrichedTransaction.class, enriched())).isEqualTo(enriched());
    }

    private static EnrichedTransaction enriched() {
        return new EnrichedTransaction(TRANSACTION, ORIGIN, TestFeatures.some().build(), List.of(Flag.LATE), false);
    }

    @Test
    void namesColumnsAsComponents() {
        assertThat(RecordEncoder.of(Origin.class).schema().fieldNames())
                .containsExactly("topic", "partition", "offset", "publishedAtMillis", "intendedSendMicros");
        assertThat(RecordEncoder.of(Origin.class).schema().apply("partition").dataType())
                .isEqualTo(DataTypes.IntegerType);
        assertThat(RecordEncoder.of(Origin.class).schema().apply("partition").nullable())
                .isFalse();
        assertThat(RecordEncoder.of(Origin.class).schema().apply("topic").nullable())
                .isTrue();
    }

    @Test
    void rejectsTypesThatHaveNoColumn() {
        assertThatThrownBy(() -> RecordEncoder.of(Unsupported.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("component");
        assertThatThrownBy(() -> RecordEncoder.of(UnsupportedElement.class))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static <T extends Record> T roundTrip(Class<T> type, T value) {
        Encoder<T> encoder = RecordEncoder.of(type);
        ExpressionEncoder<T> expressions = ExpressionEncoder.apply((AgnosticEncoder<T>) encoder);
        ExpressionEncoder<T> bound = expressions.resolveAndBind(
                expressions.resolveAndBind$default$1(), expressions.resolveAndBind$default$2());
        return bound.createDeserializer()
                .apply(bound.createSerializer().apply(value).copy());
    }
}
