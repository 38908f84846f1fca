package fraud.spark.features;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.config.DetectorParameters;
import fraud.features.CardProfile;
import fraud.model.CardControl;
import fraud.model.Channel;
import fraud.model.Flag;
import fraud.model.Mark;
import fraud.model.Origin;
import fraud.model.Transaction;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import fraud.rules.RuleSet;
import fraud.sink.OutputKind;
import fraud.spark.QueryNames;
import fraud.spark.parse.ParseTransactions;
import fraud.spark.parse.ParsedRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.execution.streaming.operators.stateful.transformwithstate.testing.InMemoryStatefulProcessorHandle;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TwsTester;
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
    private static final long SMALL = 100;
    private static final long MEDIUM = 2_000;
    private static final long LARGE = 60_000;

    private final CardProcessor processor = new CardProcessor(PARAMETERS, RuleSet.defaults());
    private final TwsTester<String, ParsedRecord, CardOutput> tester = new TwsTester<>(
            processor,
            CollectionConverters.asScala(List.<scala.Tuple2<String, Object>>of())
                    .toList(),
            TimeMode.EventTime(),
            OutputMode.Append(),
            // The topology hands the stage no event-time column, so nothing is dropped as late.
            Option.apply(row -> Long.MAX_VALUE));

    @Test
    void handlesRowsInOffsetOrder() {
        List<CardOutput> outputs = rows(transaction("b", 1, T0 + 1, MEDIUM), transaction("a", 0, T0, MEDIUM));

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
        List<CardOutput> outputs = rows(transaction("a", 0, T0, SMALL, T0 + 10_001));

        assertThat(outputs).hasSize(2);
        assertThat(outputs.get(0).transaction().flags()).containsExactly(Flag.LATE);
        assertThat(outputs.get(1).output().kind()).isEqualTo(OutputKind.LATE);
        assertThat(tester.peekValueState(QueryNames.SEQUENCES, CARD).isEmpty()).isTrue();
    }

    @Test
    void alertsOnceTheWatermarkIsPastTheLarge() {
        rows(
                transaction("a", 0, T0, SMALL),
                transaction("b", 1, T0 + 1, SMALL),
                transaction("c", 2, T0 + 2, SMALL),
                transaction("d", 3, T0 + 3, LARGE));

        assertThat(watermark(T0 + 3)).isEmpty();
        assertThat(watermark(T0 + 4))
                .singleElement()
                .satisfies(output -> assertThat(output.output().kind()).isEqualTo(OutputKind.ALERT));
        assertThat(watermark(T0 + 5)).isEmpty();
    }

    @Test
    void keepsOneTimerForACard() {
        rows(transaction("a", 0, T0, MEDIUM));
        rows(transaction("b", 1, T0 + 5, SMALL));
        rows(transaction("c", 2, T0 + 2, SMALL));
        assertThat(timers()).containsExactly(T0 + 3);

        watermark(T0 + 3);
        assertThat(timers()).containsExactly(T0 + 6);
        watermark(T0 + 6);
        assertThat(timers())
                .containsExactly(T0 + 2 + RuleSet.defaults().cardTesting().withinMillis() + 1);
    }

    @Test
    void forgetsACardOnceItsHistoryIsInvisible() {
        rows(transaction("a", 0, T0, MEDIUM));
        rows(transaction("b", 1, T0 + 7, SMALL));

        watermark(T0 + 7 + HORIZON);
        assertThat(tester.peekValueState(QueryNames.CARD_PROFILE, CARD).isDefined())
                .isTrue();
        watermark(T0 + 7 + HORIZON + 1);
        assertNothingIsLeft();
    }

    @Test
    void keepsABlockWithoutATimerUntilItIsReleased() {
        rows(control(CardControl.Action.BLOCK, 0), transaction("a", 1, T0, MEDIUM));
        watermark(T0 + HORIZON + 1);

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
        long end = T0 + PARAMETERS.lagMillis() + 1;
        assertThat(marks(end, end)).isEmpty();
        assertThat(marks(end)).as("W has not come").isEmpty();
        assertThat(watermark(T0)).isEmpty();
        assertThat(marks(end)).as("one millisecond early").isEmpty();

        assertThat(watermark(T0 + 1)).isEmpty();
        assertThat(marks(end))
                .singleElement()
                .satisfies(output -> assertThat(output.output().kind()).isEqualTo(OutputKind.ECHO));
    }

    @Test
    void forgetsAnEndMarkThatIsNotRepeated() {
        marks(T0);
        watermark(T0 - PARAMETERS.lagMillis());
        assertThat(timers()).hasSize(1);

        watermark(T0 - PARAMETERS.lagMillis() + 60_000);
        assertNothingIsLeft();
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
        }
    }

    private List<Long> timers() {
        InMemoryStatefulProcessorHandle handle = (InMemoryStatefulProcessorHandle) processor.getHandle();
        return CollectionConverters.asJava(handle.timers().listExpiredTimers(Long.MAX_VALUE)).stream()
                .map(timer -> (Long) timer._1())
                .toList();
    }

    private List<CardOutput> watermark(long millis) {
        return CollectionConverters.asJava(tester.setWatermark(millis));
    }

    private List<CardOutput> rows(ParsedRecord... rows) {
        return rows(CARD, rows);
    }

    private List<CardOutput> rows(String key, ParsedRecord... rows) {
        return CollectionConverters.asJava(tester.test(
                key, CollectionConverters.asScala(Arrays.asList(rows)).toList()));
    }

    private List<CardOutput> marks(long... timestamps) {
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

    private static ParsedRecord parse(String key, String json, long offset, long publishedAtMillis) {
        Origin origin = new Origin("transactions", 0, offset, publishedAtMillis, Origin.UNKNOWN);
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        return new ParseTransactions(PARAMETERS.partitions())
                .call(new SourceRecord(origin, keyBytes, json.getBytes(StandardCharsets.UTF_8)))
                .next();
    }
}
