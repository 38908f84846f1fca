package fraud.spark.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.features.CardProfile;
import fraud.features.CountryUse;
import fraud.features.EnrichedTransaction;
import fraud.features.Features;
import fraud.features.LocatedUse;
import fraud.features.MerchantHistory;
import fraud.features.MerchantUses;
import fraud.features.TestFeatures;
import fraud.features.TestTransaction;
import fraud.model.Channel;
import fraud.model.Flag;
import fraud.model.Label;
import fraud.model.Origin;
import fraud.model.Transaction;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import fraud.sink.OutputKind;
import fraud.sink.OutputRecord;
import fraud.spark.features.MerchantOutput;
import fraud.spark.sequences.Attempt;
import fraud.spark.sequences.SequencesState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoder;
import org.apache.spark.sql.catalyst.encoders.ExpressionEncoder;
import org.apache.spark.sql.types.DataTypes;
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
    void keepsTheArraysOfAMerchant() {
        Label label = new Label("t", "m", "c", 900, true, null);
        MerchantHistory history = MerchantHistory.EMPTY.with(label, ORIGIN, 16).with(label, ORIGIN, 1);

        assertThat(history.fullDaysMillis()).hasSize(1);
        assertThat(roundTrip(MerchantHistory.class, history))
                .usingRecursiveComparison()
                .isEqualTo(history);
        assertThat(roundTrip(MerchantHistory.class, MerchantHistory.EMPTY))
                .usingRecursiveComparison()
                .isEqualTo(MerchantHistory.EMPTY);
    }

    @Test
    void keepsTheCountsOfAMerchant() {
        MerchantUses uses = MerchantUses.EMPTY.with(1, true).with(Long.MAX_VALUE / 2, null);

        assertThat(uses.quarters()).hasSize(2);
        assertThat(roundTrip(MerchantUses.class, uses))
                .usingRecursiveComparison()
                .isEqualTo(uses);
        assertThat(roundTrip(MerchantUses.class, MerchantUses.EMPTY))
                .usingRecursiveComparison()
                .isEqualTo(MerchantUses.EMPTY);
    }

    @Test
    void keepsTheArraysOfAProfile() {
        LocatedUse use = new LocatedUse(5, "t", 1, 2);
        CardProfile profile = new CardProfile(
                true,
                new long[] {1, 2},
                new long[] {3, 4},
                new long[] {5, 6},
                new String[] {"a", "b"},
                new String[] {"", "d"},
                new long[] {8, 9},
                7,
                use,
                new CountryUse(6, "u", "DE"));

        assertThat(roundTrip(CardProfile.class, profile))
                .usingRecursiveComparison()
                .isEqualTo(profile);
        assertThat(roundTrip(CardProfile.class, CardProfile.EMPTY))
                .usingRecursiveComparison()
                .isEqualTo(CardProfile.EMPTY);
    }

    @Test
    void keepsTheAttemptsOfACard() {
        SequenceEvent bare = new SequenceEvent("c", "m", "t", 1, 2, null, null, 0, 0, 3, 4, 5);
        SequenceEvent full = new SequenceEvent("c", "m", "u", 1, 2, "d", "b", 7, 6, 3, 4, 5);
        SequencesState state = new SequencesState(
                List.of(bare, full), List.of(new Attempt(SequenceRule.ESCALATION, List.of(full, bare))));

        assertThat(roundTrip(SequencesState.class, state)).isEqualTo(state);
        assertThat(roundTrip(SequencesState.class, SequencesState.EMPTY)).isEqualTo(SequencesState.EMPTY);
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
