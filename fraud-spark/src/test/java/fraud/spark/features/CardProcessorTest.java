package fraud.spark.features;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.config.DetectorParameters;
import fraud.features.CardProfile;
import fraud.model.CardControl;
import fraud.model.Channel;
import fraud.model.Flag;
import fraud.model.Mark;
import fraud.model.Origin;
import fraud.model.SequenceRule;
import fraud.model.Transaction;
import fraud.parse.RuleSetCodec;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import fraud.rules.MerchantLists;
import fraud.rules.PublishedRuleSet;
import fraud.rules.RuleParameter;
import fraud.rules.RuleSet;
import fraud.rules.RuleSetHistory;
import fraud.sink.OutputKind;
import fraud.spark.QueryNames;
import fraud.spark.parse.ParseRecords;
import fraud.spark.parse.ParsedRecord;
import fraud.spark.source.MemoryRulesTopic;
import fraud.spark.source.RuleSets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.spark.sql.execution.streaming.operators.stateful.transformwithstate.testing.InMemoryStatefulProcessorHandle;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TwsTester;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Goal: the stage stores what its plain classes return, and sets a timer for all that is to be done or forgotten. Method: Spark's own
 * harness, which fires timers when the watermark is set.
 */
class CardProcessorTest {

    private static final DetectorParameters PARAMETERS = new DetectorParameters(1, 10_000, 0, 16, false);
    private static final String CARD = "card";
    private static final String END_MARK_KEY = "#end-mark-0";
    private static final long T0 = 1_700_000_000_000L;
    private static final long HORIZON = CardProfile.HORIZON.toMillis();
    private static final long BOUND = PARAMETERS.boundMillis();
    private static final long LEAD = PARAMETERS.leadMillis();
    private static final long HOUR = 3_600_000;
    private static final String PROGRESS = "{\"mark\":\"progress\"}";
    private static final long SMALL = 100;
    private static final long MEDIUM = 2_000;
    private static final long LARGE = 60_000;

    private final List<SourceRecord> rulesTopic = new ArrayList<>();
    private final CardProcessor processor = new CardProcessor(
            PARAMETERS, new RuleSets(MemoryRulesTopic.of(rulesTopic), RuleSet.defaults(), PARAMETERS));
    private final TwsTester<String, ParsedRecord, MerchantRecord> tester = new TwsTester<>(
            processor,
            CollectionConverters.asScala(List.<scala.Tuple2<String, Object>>of())
                    .toList(),
            TimeMode.EventTime(),
            OutputMode.Append(),
            // The topology hands the stage no event-time column, so nothing is dropped as late.
            Option.apply(row -> Long.MAX_VALUE));

    @BeforeEach
    void readRulesAndLabelsAhead() {
        rulesTopic.add(new SourceRecord(origin("rules", 0, T0 + 10 * HORIZON), null, bytes(PROGRESS)));
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
        assertThat(tester.peekValueState(QueryNames.SEQUENCES, CARD).isEmpty()).isTrue();
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
        assertThat(timers()).containsExactly(T0 + 3 + BOUND);

        watermark(T0 + 3 + BOUND);
        assertThat(timers()).containsExactly(T0 + 6 + BOUND);
        watermark(T0 + 6 + BOUND);
        assertThat(timers())
                .containsExactly(T0 + 2 + SequenceRule.CARD_TESTING.within().toMillis() + 1 + BOUND);
    }

    @Test
    void forgetsACardOnceItsHistoryIsInvisible() {
        rows(transaction("a", 0, T0, MEDIUM));
        rows(transaction("b", 1, T0 + 7, SMALL));

        watermark(T0 + 7 + HORIZON + BOUND);
        assertThat(tester.peekValueState(QueryNames.CARD_PROFILE, CARD).isDefined())
                .isTrue();
        watermark(T0 + 7 + HORIZON + 1 + BOUND);
        assertNothingIsLeft();
    }

    @Test
    void keepsABlockWithoutATimerUntilItIsReleased() {
        rows(control(CardControl.Action.BLOCK, 0), transaction("a", 1, T0, MEDIUM));
        watermark(T0 + HORIZON + 1 + BOUND);

        CardProfile profile = tester.<CardProfile>peekValueState(QueryNames.CARD_PROFILE, CARD)
                .get();
        assertThat(profile.blocked()).isTrue();
        assertThat(profile.eventTimesMillis()).isEmpty();
        assertThat(timers()).isEmpty();
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
    void echoesAnEndMarkOnACopyInABatchAfterItHasPassed() {
        long end = T0 + HOUR;
        assertThat(marks(end, end)).isEmpty();
        assertThat(marks(end)).as("W has not come").isEmpty();
        assertThat(watermark(end - 1)).isEmpty();
        assertThat(marks(end)).as("one millisecond early").isEmpty();

        assertThat(watermark(end)).isEmpty();
        assertThat(marks(end))
                .singleElement()
                .satisfies(output -> assertThat(output.output().kind()).isEqualTo(OutputKind.ECHO));
    }

    @Test
    void forgetsAnEndMarkThatIsNotRepeated() {
        marks(T0 + HOUR);
        watermark(T0 + HOUR);
        assertThat(timers()).hasSize(1);

        watermark(T0 + HOUR + 60_000);
        assertNothingIsLeft();
    }

    @Test
    void writesNothingToTheWaitingStateWhenTheGateIsOpenOnArrival() {
        assertThat(rows(transaction("a", 0, T0 + LEAD - 1, MEDIUM))).hasSize(1);

        assertThat(tester.peekValueState(QueryNames.WAITING, CARD).isEmpty()).isTrue();
    }

    @Test
    void keepsATransactionUntilAllThatCountsForItIsReadAndHoldsUpNoOther() {
        List<MerchantRecord> outputs =
                rows(transaction("a", 0, T0 + LEAD, MEDIUM), transaction("b", 1, T0 + LEAD - 1, MEDIUM));
        assertThat(ids(outputs)).containsExactly("b");
        assertThat(timers()).containsExactly(T0 + 1);

        outputs = watermark(T0 + 1);
        assertThat(ids(outputs)).containsExactly("a");
        assertThat(outputs.get(0).transaction().features().count1Day())
                .as("what the card's past said at its offset")
                .isEqualTo(1);
        assertThat(tester.peekValueState(QueryNames.WAITING, CARD).isEmpty()).isTrue();
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
        rulesTopic.add(0, ruleSet(1, T0 + 2, T0 - LEAD, MEDIUM));
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
    void refusesEachRuleSetThatIsNotAdmittedOnce() {
        List<MerchantRecord> outputs = rows(
                "#rule-sets",
                parse(ruleSet(2, 2, T0 + LEAD, T0, SMALL)),
                parse(ruleSet(5, 1, T0 + LEAD, T0, SMALL)),
                parse(ruleSet(5, 3, T0 + LEAD, T0 + 1, SMALL)),
                parse(ruleSet(6, 4, T0 + LEAD, T0 + 1, SMALL)));
        assertThat(refusals(outputs)).containsExactly("VERSION_NOT_NEW 2", "VERSION_NOT_NEW 3", "TOO_SOON 4");

        outputs = rows(
                "#rule-sets", parse(ruleSet(5, 5, T0 + LEAD, T0, SMALL)), parse(ruleSet(6, 6, T0 + LEAD, T0, SMALL)));
        assertThat(refusals(outputs)).containsExactly("VERSION_NOT_NEW 5");
    }

    @Test
    void admitsAsManyRuleSetsAsAreKept() {
        ParsedRecord[] ruleSets = IntStream.rangeClosed(1, RuleSetHistory.MAX_VERSIONS + 1)
                .mapToObj(version -> parse(ruleSet(version, version, T0 + LEAD, T0, SMALL)))
                .toArray(ParsedRecord[]::new);

        assertThat(refusals(rows("#rule-sets", ruleSets))).containsExactly("TOO_MANY_VERSIONS 257");
    }

    @Test
    void passesDeadLettersOnWithoutState() {
        ParsedRecord deadLetter = parse("nobody", "{}", 0, T0);

        assertThat(rows(deadLetter.key(), deadLetter))
                .singleElement()
                .satisfies(output -> assertThat(output.output().kind()).isEqualTo(OutputKind.DEAD_LETTER));
        assertThat(timers()).isEmpty();
    }

    private void assertNothingIsLeft() {
        assertThat(timers()).isEmpty();
        for (String key : List.of(CARD, END_MARK_KEY)) {
            for (String state :
                    List.of(QueryNames.CARD_PROFILE, QueryNames.SEQUENCES, QueryNames.END_MARK, QueryNames.TIMER)) {
                assertThat(tester.peekValueState(state, key).isEmpty())
                        .as("%s of %s", state, key)
                        .isTrue();
            }
            assertThat(tester.peekValueState(QueryNames.WAITING, key).isEmpty()).isTrue();
        }
    }

    private List<Long> timers() {
        InMemoryStatefulProcessorHandle handle = (InMemoryStatefulProcessorHandle) processor.getHandle();
        return CollectionConverters.asJava(handle.timers().listExpiredTimers(Long.MAX_VALUE)).stream()
                .map(timer -> (Long) timer._1())
                .toList();
    }

    private List<MerchantRecord> watermark(long millis) {
        return CollectionConverters.asJava(tester.setWatermark(millis));
    }

    private List<MerchantRecord> rows(ParsedRecord... rows) {
        return rows(CARD, rows);
    }

    private List<MerchantRecord> rows(String key, ParsedRecord... rows) {
        return CollectionConverters.asJava(tester.test(
                key, CollectionConverters.asScala(Arrays.asList(rows)).toList()));
    }

    private List<MerchantRecord> marks(long... timestamps) {
        ParsedRecord[] marks = Arrays.stream(timestamps)
                .mapToObj(timestamp -> parse(
                        null, new String(TransactionCodec.toJson(Mark.END), StandardCharsets.UTF_8), 0, timestamp))
                .toArray(ParsedRecord[]::new);
        return rows(marks[0].key(), marks);
    }

    private static ParsedRecord control(CardControl.Action action, long offset) {
        String json = new String(TransactionCodec.toJson(new CardControl(action, CARD)), StandardCharsets.UTF_8);
        return parse(CARD, json, offset, T0);
    }

    private static ParsedRecord transaction(String id, long offset, long eventTimeMillis, long amountMinor) {
        return transaction(id, offset, eventTimeMillis, amountMinor, eventTimeMillis);
    }

    private static ParsedRecord transaction(
            String id, long offset, long eventTimeMillis, long amountMinor, long publishedAtMillis) {
        Transaction transaction = new Transaction(
                id, CARD, "m", eventTimeMillis, amountMinor, "EUR", null, Channel.CONTACTLESS, null, null, null, null);
        String json = new String(TransactionCodec.toJson(transaction), StandardCharsets.UTF_8);
        return parse(CARD, json, offset, publishedAtMillis);
    }

    private static SourceRecord ruleSet(int version, long effectiveFromMillis, long publishedAtMillis, long smallMax) {
        return ruleSet(version, version, effectiveFromMillis, publishedAtMillis, smallMax);
    }

    private static SourceRecord ruleSet(
            int version, long offset, long effectiveFromMillis, long publishedAtMillis, long smallMax) {
        RuleSet defaults = RuleSet.defaults();
        RuleSet rules = RuleSet.of(
                version,
                parameter -> parameter == RuleParameter.CARD_TESTING_SMALL_MAX ? smallMax : parameter.in(defaults),
                MerchantLists.NONE,
                Set.of());
        PublishedRuleSet published =
                new PublishedRuleSet(version, effectiveFromMillis, null, RuleSetCodec.rulesJson(rules));
        return new SourceRecord(
                origin("rules", offset, publishedAtMillis),
                bytes(String.valueOf(version)),
                RuleSetCodec.toJson(published));
    }

    private static List<String> ids(List<MerchantRecord> outputs) {
        return outputs.stream()
                .filter(output -> output.transaction() != null)
                .map(output -> output.transaction().transaction().transactionId())
                .toList();
    }

    private static List<String> refusals(List<MerchantRecord> outputs) {
        Pattern refusal = Pattern.compile("\"reason\":\"(\\w+)\".*\"sourceOffset\":(\\d+)");
        return outputs.stream()
                .map(output -> refusal.matcher(new String(output.output().value(), StandardCharsets.UTF_8)))
                .filter(Matcher::find)
                .map(found -> found.group(1) + " " + found.group(2))
                .toList();
    }

    private static ParsedRecord parse(SourceRecord ofRules) {
        return ParseRecords.ofRules().call(ofRules).next();
    }

    private static ParsedRecord parse(String key, String json, long offset, long publishedAtMillis) {
        SourceRecord record = new SourceRecord(
                origin("transactions", offset, publishedAtMillis), key == null ? null : bytes(key), bytes(json));
        return ParseRecords.ofTransactions(PARAMETERS).call(record).next();
    }

    private static Origin origin(String topic, long offset, long publishedAtMillis) {
        return new Origin(topic, 0, offset, publishedAtMillis, Origin.UNKNOWN);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
