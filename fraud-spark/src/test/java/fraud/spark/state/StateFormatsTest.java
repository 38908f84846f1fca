package fraud.spark.state;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.binary.BinaryFormat;
import fraud.features.EnrichedTransaction;
import fraud.features.TestFeatures;
import fraud.features.TestTransaction;
import fraud.model.Origin;
import fraud.ruleset.PublishedRuleSet;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import fraud.spark.assess.WaitingTransactions;
import fraud.spark.completion.EndOfInput;
import fraud.spark.sequences.Attempt;
import fraud.spark.sequences.SequencesState;
import fraud.spark.versions.AcceptedVersions;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of this engine's own state, as the release wrote them that introduced their version: read for ever. */
class StateFormatsTest {

    private static final SequenceEvent BARE = new SequenceEvent("c", "m", "t", 1, 2, null, null, 0, 0, 3, 4, 5);
    private static final SequenceEvent FULL = new SequenceEvent("c", "m", "u", 1, 2, "d", "b", 7, 6, 3, 4, -1);

    record Example<T>(BinaryFormat<T> format, T value, String bytes) {

        @Override
        public String toString() {
            return format.name();
        }
    }

    private static Stream<Example<?>> examples() {
        EnrichedTransaction waiting = new EnrichedTransaction(
                TestTransaction.of(1).id("t").card("c").merchant("m").at(2).build(),
                new Origin("transactions", 0, 3, 4, Origin.UNKNOWN),
                TestFeatures.some().build(),
                List.of(),
                false);
        return Stream.of(
                new Example<>(DueTimes.FORMAT, DueTimes.NONE, "0100"),
                new Example<>(
                        DueTimes.FORMAT,
                        new DueTimes(new EnumMap<>(Map.of(Due.FORGET_USES, -1L, Due.RELEASE, 1_700_000_000_000L))),
                        "01020280a0abfef9620401"),
                new Example<>(
                        WaitingTransactions.FORMAT,
                        new WaitingTransactions(List.of(waiting, waiting)),
                        "0102010102740263026d04010445555200000000000000010d7472616e73616374696f6e73000308"
                                + "0101000000000000000000000000000000000000000000000000000000010102740263026d040104"
                                + "45555200000000000000010d7472616e73616374696f6e7300030801010000000000000000000000"
                                + "00000000000000000000000000000000"),
                new Example<>(
                        SequencesState.FORMAT,
                        new SequencesState(
                                List.of(BARE, FULL),
                                List.of(new Attempt(SequenceRule.ESCALATION, List.of(FULL, BARE)))),
                        "0102010263026d027402020000000003040a010263026d0275020202640262070603040101010302"
                                + "010263026d02750202026402620706030401010263026d027402020000000003040a"),
                new Example<>(
                        AcceptedVersions.FORMAT,
                        new AcceptedVersions(
                                List.of(new PublishedRuleSet(3, 5, null, "")),
                                List.of(new PublishedModel(4, ModelRole.CHAMPION, 6, "n", "forest", "00"))),
                        "010101030a0001010104010c026e07666f72657374033030"),
                new Example<>(EndOfInput.FORMAT, new EndOfInput(1_700_000_000_000L, true), "0180a0abfef96201"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    <T> void isWrittenAndReadAsInTheReleaseThatIntroducedIt(Example<T> example) {
        String written = HexFormat.of().formatHex(example.format().toBytes(example.value()));

        assertThat(written).isEqualTo(example.bytes());
        assertThat(example.format().fromBytes(HexFormat.of().parseHex(example.bytes())))
                .isEqualTo(example.value());
    }
}
