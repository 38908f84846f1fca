package fraud.spark.features;

import static fraud.spark.features.CardRecords.CARD;
import static fraud.spark.features.CardRecords.PARAMETERS;
import static fraud.spark.features.CardRecords.T0;
import static fraud.spark.features.CardRecords.bytes;
import static fraud.spark.features.CardRecords.control;
import static fraud.spark.features.CardRecords.origin;
import static fraud.spark.features.CardRecords.parse;
import static fraud.spark.features.CardRecords.ruleSet;
import static fraud.spark.features.CardRecords.transaction;
import static org.assertj.core.api.Assertions.assertThat;

import fraud.features.CardProfile;
import fraud.features.HistoryFormats;
import fraud.model.CardControl;
import fraud.model.Flag;
import fraud.model.Signal;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import fraud.ruleset.RuleSet;
import fraud.score.StartingModels;
import fraud.sequences.SequenceRule;
import fraud.sink.OutputKind;
import fraud.spark.Attempts;
import fraud.spark.config.QueryNames;
import fraud.spark.metrics.CountsAccumulator;
import fraud.spark.parse.ParsedRecord;
import fraud.spark.versions.LookAgain;
import fraud.spark.versions.MemoryVersionsTopic;
import fraud.spark.versions.VersionReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Goal: the stage stores what its plain classes return, and sets a timer for all that is to be done or forgotten.
 * Method: Spark's own harness, which fires timers when the watermark is set.
 */
class CardProcessorTest {

    private static final String END_OF_INPUT_KEY = "#end-of-input-0";
    private static final long HORIZON = CardProfile.HORIZON.toMillis();
    private static final long BOUND = PARAMETERS.maxOutOfOrdernessMillis();
    private static final long LEAD = PARAMETERS.leadMillis();
    private static final long HOUR = 3_600_000;
    private static final String PROGRESS = "{\"signal\":\"heartbeat\"}";
    private static final long SMALL = 100;
    private static final long MEDIUM = 2_000;
    private static final long LARGE = 60_000;

    private final List<SourceRecord> versionsTopic = new ArrayList<>();
    private final StageTester<ParsedRecord, MerchantRecord> stage = new StageTester<>(new CardProcessor(
            PARAMETERS,
            new VersionReader(
                    MemoryVersionsTopic.of(versionsTopic),
                    RuleSet.defaults(),
                    StartingModels.NONE,
                    new LookAgain(),
                    PARAMETERS),
            Attempts.ofAJob(),
            new CountsAccumulator()));

    @BeforeEach
    void readRulesAndLabelsAhead() {
        versionsTopic.add(new SourceRecord(origin("versions", 0, T0 + 10 * HORIZON), null, bytes(PROGRESS)));
        watermark(T0);
    }

    @Test
    void handlesRowsInOffsetOrder() {
        List<MerchantRecord> outputs = rows(transaction("b", 1, T0 + 1, MEDIUM), transaction("a", 0, T0, MEDIUM));

        assertThat(outputs)
                .extracting(output -> output.transaction().transaction().transactionId())
                .containsExactly("a", "b");
        assertThat(outputs)
                .extracting(output -> output.transaction().features().count1Day())
                .containsExactly(1, 2);
    }

    @Test
    void remembersTheProfileFromBatchToBatch() {
        rows(transaction("a", 0, T0, MEDIUM));

        assertThat(rows(transaction("a", 1, T0, MEDIUM)))
                .singleElement()
                .satisfies(output -> assertThat(output.output().kind()).isEqualTo(OutputKind.DUPLICATE));
        assertThat(rows(transaction("b", 2, T0, MEDIUM)))
                .singleElement()
                .satisfies(output ->
                        assertThat(output.transaction().features().count1Day()).isEqualTo(2));
    }

    @Test
    void givesALateTransactionItsDecisionAndItsEntryAndHidesItFromTheSequence() {
        List<MerchantRecord> outputs = rows(transaction("a", 0, T0, SMALL, T0 + 10_001));

        assertThat(outputs).hasSize(2);
        assertThat(outputs.get(0).output().kind()).isEqualTo(OutputKind.LATE);
        assertThat(outputs.get(1).transaction().flags()).containsExactly(Flag.LATE);
        assertThat(stage.value(QueryNames.SEQUENCES, CARD)).isNull();
    }

    @Test
    void alertsOnceTheWatermarkIsPastTheLarge() {
        rows(
                transaction("a", 0, T0, SMALL),
                transaction("b", 1, T0 + 1, SMALL),
                transaction("c", 2, T0 + 2, SMALL),
                transaction("d", 3, T0 + 3, LARGE));

        assertThat(watermark(T0 + 3 + BOUND)).isEmpty();
        assertThat(watermark(T0 + 4 + BOUND))
                .singleElement()
                .satisfies(output -> assertThat(output.output().kind()).isEqualTo(OutputKind.ALERT));
        assertThat(watermark(T0 + 5 + BOUND)).isEmpty();
    }

    @Test
    void keepsOneTimerForACard() {
        rows(transaction("a", 0, T0, MEDIUM));
        rows(transaction("b", 1, T0 + 5, SMALL));
        rows(transaction("c", 2, T0 + 2, SMALL));
        assertThat(stage.timers()).containsExactly(T0 + 3 + BOUND);

        watermark(T0 + 3 + BOUND);
        assertThat(stage.timers()).containsExactly(T0 + 6 + BOUND);
        watermark(T0 + 6 + BOUND);
        assertThat(stage.timers())
                .containsExactly(T0 + 2 + SequenceRule.CARD_TESTING.within().toMillis() + 1 + BOUND);
    }

    @Test
    void forgetsACardOnceItsHistoryIsInvisible() {
        rows(transaction("a", 0, T0, MEDIUM));
        rows(transaction("b", 1, T0 + 7, SMALL));

        watermark(T0 + 7 + HORIZON + BOUND);
        assertThat(stage.value(QueryNames.CARD_PROFILE, CARD)).isNotNull();
        watermark(T0 + 7 + HORIZON + 1 + BOUND);
        assertNothingIsLeft();
    }

    @Test
    void keepsABlockWithoutATimerUntilItIsReleased() {
        rows(control(CardControl.Action.BLOCK, 0), transaction("a", 1, T0, MEDIUM));
        watermark(T0 + HORIZON + 1 + BOUND);

        CardProfile profile =
                HistoryFormats.CARD_PROFILE.fromBytes((byte[]) stage.value(QueryNames.CARD_PROFILE, CARD));
        assertThat(profile.blocked()).isTrue();
        assertThat(profile.eventTimesMillis()).isEmpty();
        assertThat(stage.timers()).isEmpty();
        assertThat(rows(transaction("b", 2, T0 + HORIZON, MEDIUM))
                        .get(0)
                        .transaction()
                        .cardBlocked())
                .isTrue();

        rows(control(CardControl.Action.FORGET, 3));
        watermark(T0 + 3 * HORIZON);
        assertNothingIsLeft();
    }

    @Test
    void completionsAnEndSignalOnACopyInABatchAfterItHasPassed() {
        long end = T0 + HOUR;
        assertThat(signals(end, end)).isEmpty();
        assertThat(signals(end)).as("the sequence clock has not come").isEmpty();
        assertThat(watermark(end - 1)).isEmpty();
        assertThat(signals(end)).as("one millisecond early").isEmpty();

        assertThat(watermark(end)).isEmpty();
        assertThat(signals(end))
                .singleElement()
                .satisfies(output -> assertThat(output.output().kind()).isEqualTo(OutputKind.COMPLETION));
    }

    @Test
    void forgetsAnEndSignalThatIsNotRepeated() {
        signals(T0 + HOUR);
        watermark(T0 + HOUR);
        assertThat(stage.timers()).hasSize(1);

        watermark(T0 + HOUR + 60_000);
        assertNothingIsLeft();
    }

    @Test
    void writesNothingToTheWaitingStateWhenTheGateIsOpenOnArrival() {
        assertThat(rows(transaction("a", 0, T0 + LEAD - 1, MEDIUM))).hasSize(1);

        assertThat(stage.value(QueryNames.WAITING, CARD)).isNull();
    }

    @Test
    void keepsATransactionUntilAllThatCountsForItIsReadAndHoldsUpNoOther() {
        List<MerchantRecord> outputs =
                rows(transaction("a", 0, T0 + LEAD, MEDIUM), transaction("b", 1, T0 + LEAD - 1, MEDIUM));
        assertThat(ids(outputs)).containsExactly("b");
        assertThat(stage.timers()).containsExactly(T0 + 1);

        outputs = watermark(T0 + 1);
        assertThat(ids(outputs)).containsExactly("a");
        assertThat(outputs.get(0).transaction().features().count1Day())
                .as("what the card's past said at its offset")
                .isEqualTo(1);
        assertThat(stage.value(QueryNames.WAITING, CARD)).isNull();
    }

    @Test
    void letsThoseThatWaitGoInTheirOwnTime() {
        rows(transaction("a", 0, T0 + LEAD + 5, MEDIUM), transaction("b", 1, T0 + LEAD, MEDIUM));
        rows(transaction("c", 2, T0 + LEAD + 3, MEDIUM));

        assertThat(ids(watermark(T0 + 1))).containsExactly("b");
        assertThat(ids(watermark(T0 + 4))).containsExactly("c");
        assertThat(ids(watermark(T0 + 5))).isEmpty();
        assertThat(ids(watermark(T0 + 6))).containsExactly("a");
    }

    @Test
    void tellsOfDuplicatesAndLateOnesWhileTheGateIsShut() {
        long t = T0 + LEAD;
        rows(transaction("a", 0, t, MEDIUM));

        assertThat(rows(transaction("a", 1, t, MEDIUM)))
                .extracting(output -> output.output().kind())
                .containsExactly(OutputKind.DUPLICATE);
        assertThat(rows(transaction("b", 2, t, MEDIUM, t + BOUND + 1)))
                .extracting(output -> output.output().kind())
                .containsExactly(OutputKind.LATE);
        assertThat(ids(watermark(T0 + 1))).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void alertsInOneBatchWhenTheGateOpensLongAfterTheSequence() {
        long t = T0 + LEAD;
        rows(
                transaction("a", 0, t, SMALL),
                transaction("b", 1, t + 1, SMALL),
                transaction("c", 2, t + 2, SMALL),
                transaction("d", 3, t + 3, LARGE));

        List<MerchantRecord> outputs = watermark(t + 4 + BOUND);
        assertThat(ids(outputs)).containsExactlyInAnyOrder("a", "b", "c", "d");
        assertThat(outputs)
                .filteredOn(output -> output.output() != null)
                .singleElement()
                .satisfies(output -> assertThat(output.output().kind()).isEqualTo(OutputKind.ALERT));
    }

    @Test
    void judgesEachEventOfASequenceByTheRuleSetOfItsOwnTime() {
        versionsTopic.add(0, ruleSet(1, T0 + 2, T0 - LEAD, MEDIUM));
        rows(
                transaction("a", 0, T0, SMALL),
                transaction("b", 1, T0 + 1, MEDIUM),
                transaction("c", 2, T0 + 2, MEDIUM),
                transaction("d", 3, T0 + 3, MEDIUM),
                transaction("e", 4, T0 + 4, LARGE));

        assertThat(watermark(T0 + 10 + BOUND))
                .singleElement()
                .extracting(output -> new String(output.output().value(), StandardCharsets.UTF_8))
                .asString()
                .contains("[\"a\",\"c\",\"d\",\"e\"]")
                .contains("\"ruleSetVersion\":1");
    }

    @Test
    void passesDeadLettersOnWithoutState() {
        ParsedRecord deadLetter = parse("stranger", "{}", 0, T0);

        assertThat(rows(deadLetter.key(), deadLetter))
                .singleElement()
                .satisfies(output -> assertThat(output.output().kind()).isEqualTo(OutputKind.DEAD_LETTER));
        assertThat(stage.timers()).isEmpty();
    }

    private void assertNothingIsLeft() {
        assertThat(stage.timers()).isEmpty();
        for (String key : List.of(CARD, END_OF_INPUT_KEY)) {
            for (String state :
                    List.of(QueryNames.CARD_PROFILE, QueryNames.SEQUENCES, QueryNames.END_OF_INPUT, QueryNames.TIMER)) {
                assertThat(stage.value(state, key)).as("%s of %s", state, key).isNull();
            }
            assertThat(stage.value(QueryNames.WAITING, key)).isNull();
        }
    }

    private List<MerchantRecord> watermark(long millis) {
        return stage.watermark(millis);
    }

    private List<MerchantRecord> rows(ParsedRecord... rows) {
        return rows(CARD, rows);
    }

    private List<MerchantRecord> rows(String key, ParsedRecord... rows) {
        return stage.rows(key, List.of(rows));
    }

    private List<MerchantRecord> signals(long... timestamps) {
        ParsedRecord[] signals = Arrays.stream(timestamps)
                .mapToObj(timestamp -> parse(
                        null,
                        new String(TransactionCodec.toJson(Signal.END_OF_INPUT), StandardCharsets.UTF_8),
                        0,
                        timestamp))
                .toArray(ParsedRecord[]::new);
        return rows(signals[0].key(), signals);
    }

    private static List<String> ids(List<MerchantRecord> outputs) {
        return outputs.stream()
                .filter(output -> output.transaction() != null)
                .map(output -> output.transaction().transaction().transactionId())
                .toList();
    }
}
