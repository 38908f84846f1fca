package fraud.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.config.DetectorParameters;
import fraud.features.CardProfile;
import fraud.features.EnrichedTransaction;
import fraud.features.FeatureFormats;
import fraud.features.HistoryFormats;
import fraud.features.MerchantHistory;
import fraud.features.MerchantUses;
import fraud.features.TestFeatures;
import fraud.features.TestTransaction;
import fraud.model.CardControl;
import fraud.model.Channel;
import fraud.model.DeadLetter;
import fraud.model.Flag;
import fraud.model.Label;
import fraud.model.ModelFormats;
import fraud.model.Origin;
import fraud.model.RejectReason;
import fraud.model.Signal;
import fraud.model.Transaction;
import fraud.parse.ParseFormats;
import fraud.parse.ParseResult;
import fraud.ruleset.PublishedRuleSet;
import fraud.ruleset.RuleSet;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceEventFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes of each format, as the release wrote them that introduced its version: they are read for ever. A format
 * whose version is raised gets a line more; no line is ever changed.
 */
class DomainFormatsTest {

    private static final Origin ORIGIN = new Origin("transactions", 3, 42, 1_700_000_000_500L, Origin.UNKNOWN);
    private static final Transaction BARE = TestTransaction.of(1_234)
            .id("t-1")
            .card("c-1")
            .merchant("m-1")
            .at(1_700_000_000_000L)
            .build();
    private static final Transaction FULL = TestTransaction.of(100_000_000_000L)
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
    private static final Label LABEL = new Label("t-1", "m-1", "c-1", 1_700_000_000_000L, true, "card-testing");
    private static final Label HONEST = new Label("t-2", "m-1", "c-1", 1_700_000_000_001L, false, null);
    private static final EnrichedTransaction ENRICHED = new EnrichedTransaction(
            FULL, ORIGIN, TestFeatures.all().build(), List.of(Flag.LATE, Flag.HISTORY_TRUNCATED), true);
    private static final PublishedRuleSet RULES = new PublishedRuleSet(3, 1_700_000_000_000L, "n\u00e9w", "{}");
    private static final PublishedModel MODEL =
            new PublishedModel(4, ModelRole.CHALLENGER, 1_700_000_000_000L, null, "forest", "00");

    /** One value of a format. */
    record Example<T>(String name, BinaryFormat<T> format, T value) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Example<?>> examples() {
        Stream<Example<?>> plain = Stream.of(
                new Example<>("origin", ModelFormats.ORIGIN, ORIGIN),
                new Example<>("transaction, bare", ModelFormats.TRANSACTION, BARE),
                new Example<>("transaction, full", ModelFormats.TRANSACTION, FULL),
                new Example<>("features of a card", FeatureFormats.ENRICHED, firstOfItsCard()),
                new Example<>("features of all kinds", FeatureFormats.ENRICHED, ENRICHED),
                new Example<>(
                        "sequence event, bare",
                        SequenceEventFormat.SEQUENCE_EVENT,
                        SequenceEvent.of(firstOfItsCard(), RuleSet.defaults())),
                new Example<>(
                        "sequence event, full",
                        SequenceEventFormat.SEQUENCE_EVENT,
                        SequenceEvent.of(ENRICHED, RuleSet.defaults())),
                new Example<>("card profile, empty", HistoryFormats.CARD_PROFILE, CardProfile.EMPTY),
                new Example<>("card profile, full", HistoryFormats.CARD_PROFILE, cardProfile()),
                new Example<>("merchant history, empty", HistoryFormats.MERCHANT_HISTORY, MerchantHistory.EMPTY),
                new Example<>("merchant history, full", HistoryFormats.MERCHANT_HISTORY, merchantHistory()),
                new Example<>("merchant uses, empty", HistoryFormats.MERCHANT_USES, MerchantUses.EMPTY),
                new Example<>(
                        "merchant uses, full",
                        HistoryFormats.MERCHANT_USES,
                        MerchantUses.EMPTY
                                .with(1_700_000_000_000L, null)
                                .with(1_700_000_000_001L, false)
                                .with(1_700_900_000_000L, true)),
                new Example<>("rule set", ParseFormats.RULE_SET, RULES),
                new Example<>("model", ParseFormats.MODEL, MODEL));
        return Stream.concat(
                plain,
                results().map(result -> new Example<>("record, " + result.kind(), ParseFormats.PARSE_RESULT, result)));
    }

    private static Stream<ParseResult> results() {
        CardControl forget = new CardControl(CardControl.Action.FORGET, "c-1");
        DeadLetter letter = new DeadLetter(RejectReason.WRONG_TYPE, "cardId", "{\u00e9}", ORIGIN);
        return Stream.of(
                new ParseResult(ParseResult.Kind.TRANSACTION, ORIGIN, BARE, null, null, null, null, null, null),
                new ParseResult(ParseResult.Kind.CONTROL, ORIGIN, null, forget, null, null, null, null, null),
                new ParseResult(ParseResult.Kind.LABEL, ORIGIN, null, null, LABEL, null, null, null, null),
                new ParseResult(ParseResult.Kind.RULE_SET, ORIGIN, null, null, null, RULES, null, null, null),
                new ParseResult(ParseResult.Kind.MODEL, ORIGIN, null, null, null, null, MODEL, null, null),
                new ParseResult(
                        ParseResult.Kind.SIGNAL, ORIGIN, null, null, null, null, null, Signal.END_OF_INPUT, null),
                new ParseResult(ParseResult.Kind.DEAD_LETTER, ORIGIN, null, null, null, null, null, null, letter));
    }

    private static EnrichedTransaction firstOfItsCard() {
        return new EnrichedTransaction(BARE, ORIGIN, CardProfile.EMPTY.featuresOf(BARE, ORIGIN), List.of(), false);
    }

    /** Blocked, with an entry evicted, uses of both kinds, and a device and a place that one of its entries lacks. */
    private static CardProfile cardProfile() {
        CardProfile profile = CardProfile.EMPTY;
        for (int i = 0; i < 4; i++) {
            Transaction next = (i == 1 ? BARE : FULL).withEventTime(FULL.eventTimeMillis() + i * 1_000L);
            Origin origin = new Origin("transactions", 3, 100 - i, next.eventTimeMillis(), Origin.UNKNOWN);
            profile = profile.with(next, origin, 0, 3);
        }
        return profile.after(CardControl.Action.BLOCK);
    }

    /** With a label that corrects another, one that is deferred, and a day that is full. */
    private static MerchantHistory merchantHistory() {
        long day = DetectorParameters.MERCHANT_MAX_AGE.toMillis();
        Origin early = new Origin("labels", 0, 7, LABEL.eventTimeMillis() + day, Origin.UNKNOWN);
        Origin late = new Origin("labels", 0, 8, LABEL.eventTimeMillis() + 20 * day, Origin.UNKNOWN);
        Label other = new Label("t-3", "m-1", "c-2", LABEL.eventTimeMillis() + 5 * day, true, null);
        return MerchantHistory.EMPTY
                .with(LABEL, early, 3)
                .with(HONEST, early, 3)
                .with(new Label("t-1", "m-1", "c-1", LABEL.eventTimeMillis(), false, null), late, 3)
                .with(other, late, 3)
                .with(LABEL, late, 3);
    }

    @ParameterizedTest
    @MethodSource("examples")
    <T> void comesOutAsItWentIn(Example<T> example) {
        byte[] bytes = example.format().toBytes(example.value());

        assertThat(example.format().fromBytes(bytes)).usingRecursiveComparison().isEqualTo(example.value());
    }

    @ParameterizedTest
    @MethodSource("examples")
    <T> void isWrittenAndReadAsInTheReleaseThatIntroducedIt(Example<T> example) {
        String expected = kept().get(example.name());
        String written = HexFormat.of().formatHex(example.format().toBytes(example.value()));

        assertThat(written).as(example.name() + " = " + written).isEqualTo(expected);
        assertThat(example.format().fromBytes(HexFormat.of().parseHex(expected)))
                .usingRecursiveComparison()
                .isEqualTo(example.value());
    }

    @ParameterizedTest
    @MethodSource("examples")
    <T> void isRejectedWhereItIsCutOff(Example<T> example) {
        byte[] whole = example.format().toBytes(example.value());
        for (int size = 0; size < whole.length; size++) {
            byte[] cut = Arrays.copyOf(whole, size);
            assertThatThrownBy(() -> example.format().fromBytes(cut)).isInstanceOf(BadBytesException.class);
        }
    }

    private static Map<String, String> kept() {
        Map<String, String> kept = new LinkedHashMap<>();
        try (var in = DomainFormatsTest.class.getResourceAsStream("formats-1.txt")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line ->
                            kept.put(line.substring(0, line.indexOf(" = ")), line.substring(line.indexOf(" = ") + 3)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return kept;
    }
}
