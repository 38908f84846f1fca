package fraud.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.decide.AssessedTransaction;
import fraud.decide.Decision;
import fraud.features.CardProfile;
import fraud.features.EnrichedTransaction;
import fraud.features.Features;
import fraud.features.MerchantHistory;
import fraud.features.MerchantUses;
import fraud.features.TestFeatures;
import fraud.features.TestTransaction;
import fraud.flink.state.BinarySerializerSnapshot;
import fraud.flink.state.BinaryType;
import fraud.flink.state.BinaryTypes;
import fraud.flink.versions.AcceptedVersion;
import fraud.model.CardControl;
import fraud.model.Channel;
import fraud.model.DeadLetter;
import fraud.model.Duplicate;
import fraud.model.Flag;
import fraud.model.Label;
import fraud.model.LateTransaction;
import fraud.model.Origin;
import fraud.model.Outcome;
import fraud.model.RejectReason;
import fraud.model.Signal;
import fraud.model.Transaction;
import fraud.parse.ParseResult;
import fraud.parse.VersionCodec;
import fraud.rules.Reason;
import fraud.ruleset.PublishedRuleSet;
import fraud.ruleset.RuleSet;
import fraud.score.Contribution;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import fraud.score.Scores;
import fraud.sequences.Alert;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that travels between operators or is state: no Kryo, and nothing lost on the way, absent members included.
 */
class SerializationTest {

    /** The others travel field by field: they are rare, or stay within a task. */
    private static final List<BinaryType<?>> BINARY = List.of(
            BinaryTypes.PARSE_RESULT,
            BinaryTypes.ENRICHED,
            BinaryTypes.SEQUENCE_EVENT,
            BinaryTypes.CARD_PROFILE,
            BinaryTypes.MERCHANT_HISTORY,
            BinaryTypes.MERCHANT_USES,
            BinaryTypes.RULE_SET,
            BinaryTypes.MODEL);

    private static final Origin ORIGIN = new Origin("transactions", 3, 42, 1_700_000_000_500L, Origin.UNKNOWN);
    private static final Transaction BARE = TestTransaction.of(1_234)
            .id("t-1")
            .card("c-1")
            .merchant("m-1")
            .at(1_700_000_000_000L)
            .build();
    private static final Transaction FULL = TestTransaction.of(0)
            .id("t-2")
            .card("c-1")
            .merchant("m-1")
            .at(1_700_000_000_001L)
            .category("5411")
            .channel(Channel.CHIP)
            .country("DE")
            .device("d-1")
            .issuerRange("b-1")
            .place(-90.0, 180.0)
            .build();
    private static final Features FEATURES = CardProfile.EMPTY.featuresOf(BARE, ORIGIN);
    private static final Features TRAVELLED = TestFeatures.all().build();
    private static final Label LABEL = new Label("t-1", "m-1", "c-1", 1_700_000_000_000L, true, "card-testing");
    private static final Label BARE_LABEL = new Label("t-2", "m-1", "c-1", 1_700_000_000_001L, false, null);
    private static final ParseResult LABELLED =
            new ParseResult(ParseResult.Kind.LABEL, ORIGIN, null, null, LABEL, null, null, null, null);
    private static final PublishedRuleSet RULES =
            new PublishedRuleSet(3, 1_700_000_000_000L, null, VersionCodec.rulesJson(RuleSet.defaults()));
    private static final PublishedModel MODEL =
            new PublishedModel(4, ModelRole.CHALLENGER, 1_700_000_000_000L, null, "forest", "00");
    private static final Scores SCORES =
            new Scores(0.25, "1", 0.5, 0.95, List.of(new Contribution("night", -0.125)), 0.75, "4");
    private static final DeadLetter REJECTED = new DeadLetter(RejectReason.NO_VALUE, null, null, ORIGIN);
    private static final EnrichedTransaction ENRICHED =
            new EnrichedTransaction(BARE, ORIGIN, FEATURES, List.of(), true);

    private static Stream<Object> values() {
        return Stream.of(
                ORIGIN,
                new ParseResult(ParseResult.Kind.TRANSACTION, ORIGIN, BARE, null, null, null, null, null, null),
                new ParseResult(ParseResult.Kind.TRANSACTION, ORIGIN, FULL, null, null, null, null, null, null),
                new ParseResult(
                        ParseResult.Kind.CONTROL,
                        ORIGIN,
                        null,
                        new CardControl(CardControl.Action.FORGET, "c-1"),
                        null,
                        null,
                        null,
                        null,
                        null),
                LABELLED,
                new ParseResult(ParseResult.Kind.LABEL, ORIGIN, null, null, BARE_LABEL, null, null, null, null),
                new ParseResult(ParseResult.Kind.RULE_SET, ORIGIN, null, null, null, RULES, null, null, null),
                new ParseResult(ParseResult.Kind.MODEL, ORIGIN, null, null, null, null, MODEL, null, null),
                RULES,
                MODEL,
                new AcceptedVersion(RULES, null, ORIGIN),
                new AcceptedVersion(null, MODEL, ORIGIN),
                MerchantUses.EMPTY,
                MerchantUses.EMPTY.with(1_700_000_000_000L, null).with(1_700_000_000_001L, false),
                MerchantHistory.EMPTY,
                MerchantHistory.EMPTY.with(LABEL, ORIGIN, 16).with(BARE_LABEL, ORIGIN, 16),
                new ParseResult(
                        ParseResult.Kind.SIGNAL, ORIGIN, null, null, null, null, null, Signal.END_OF_INPUT, null),
                new ParseResult(ParseResult.Kind.DEAD_LETTER, ORIGIN, null, null, null, null, null, null, REJECTED),
                REJECTED,
                new DeadLetter(RejectReason.WRONG_TYPE, "cardId", "{\u00e9}", ORIGIN),
                CardProfile.EMPTY,
                CardProfile.EMPTY
                        .with(FULL, ORIGIN, 0, 16)
                        .with(BARE, ORIGIN, 0, 16)
                        .after(CardControl.Action.BLOCK),
                ENRICHED,
                new AssessedTransaction(
                        ENRICHED, SCORES, List.of(Reason.CARD_BLOCKED, Reason.UNUSUAL_AMOUNT), Outcome.DECLINE, 7),
                new Decision(
                        "t-1",
                        "c-1",
                        1,
                        Outcome.REVIEW,
                        List.of(Reason.AMOUNT_LIMIT),
                        List.of(Flag.LATE, Flag.HISTORY_TRUNCATED),
                        0,
                        SCORES,
                        null,
                        ORIGIN),
                new Decision("t-1", "c-1", 1, Outcome.APPROVE, List.of(), List.of(), 0, Scores.NONE, TRAVELLED, ORIGIN),
                new Duplicate("t-1", "c-1", 1, 2, ORIGIN),
                new LateTransaction("t-1", "c-1", 1, ORIGIN),
                SequenceEvent.of(ENRICHED, RuleSet.defaults()),
                SequenceEvent.of(
                        new EnrichedTransaction(FULL, ORIGIN, TRAVELLED, List.of(), false), RuleSet.defaults()),
                new Alert("a", SequenceRule.CARD_TESTING, "c-1", List.of("t-1", "t-2"), 1, 2, 0, Origin.UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("values")
    void travelsWithoutKryoAndComesOutAsItWentIn(Object value) throws IOException {
        if (BINARY.stream().noneMatch(type -> type.getTypeClass() == value.getClass())) {
            PojoTestUtils.assertSerializedAsPojoWithoutKryo(value.getClass());
        }
        TypeSerializer<Object> serializer = serializer(value.getClass());

        assertThat(serializer.deserialize(bytes(serializer, value)))
                .usingRecursiveComparison()
                .isEqualTo(value);
    }

    /** From buffer to buffer, as a checkpoint's or a network's bytes are copied, without being read. */
    @ParameterizedTest
    @MethodSource("values")
    void isTheSameAfterItsBytesWereCopied(Object value) throws IOException {
        TypeSerializer<Object> serializer = serializer(value.getClass());
        DataOutputSerializer copied = new DataOutputSerializer(256);
        serializer.copy(bytes(serializer, value), copied);

        assertThat(serializer.duplicate().deserialize(new DataInputDeserializer(copied.getCopyOfBuffer())))
                .usingRecursiveComparison()
                .isEqualTo(value);
    }

    /** As after a restart. */
    @ParameterizedTest
    @MethodSource("values")
    void isReadByTheSerializerThatACheckpointNames(Object value) throws IOException {
        TypeSerializer<Object> serializer = serializer(value.getClass());
        DataOutputSerializer written = new DataOutputSerializer(256);
        TypeSerializerSnapshot.writeVersionedSnapshot(written, serializer.snapshotConfiguration());
        TypeSerializerSnapshot<Object> read = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(written.getCopyOfBuffer()), getClass().getClassLoader());

        assertThat(serializer(value.getClass())
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(read)
                        .isCompatibleAsIs())
                .isTrue();
        assertThat(read.restoreSerializer().deserialize(bytes(serializer, value)))
                .usingRecursiveComparison()
                .isEqualTo(value);
    }

    /** At the start, and once: no restart makes an earlier release a later one. */
    @Test
    void anEarlierReleaseRejectsACheckpointOfALaterOne() throws IOException {
        DataOutputSerializer written = new DataOutputSerializer(256);
        written.writeUTF("card profile");
        written.writeInt(99);
        BinarySerializerSnapshot<CardProfile> snapshot = new BinarySerializerSnapshot<>();

        assertThatThrownBy(() -> snapshot.readSnapshot(
                        1,
                        new DataInputDeserializer(written.getCopyOfBuffer()),
                        getClass().getClassLoader()))
                .isInstanceOf(SuppressRestartsException.class)
                .rootCause()
                .hasMessageContaining("a card profile in version 99 of its format");
    }

    private static DataInputDeserializer bytes(TypeSerializer<Object> serializer, Object value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        serializer.serialize(value, out);
        return new DataInputDeserializer(out.getCopyOfBuffer());
    }

    @SuppressWarnings("unchecked")
    private static TypeSerializer<Object> serializer(Class<?> valueClass) {
        TypeInformation<?> type = BINARY.stream()
                .<TypeInformation<?>>map(binary -> binary)
                .filter(binary -> binary.getTypeClass() == valueClass)
                .findFirst()
                .orElseGet(() -> TypeInformation.of(valueClass));
        return (TypeSerializer<Object>) type.createSerializer(new SerializerConfigImpl());
    }
}
