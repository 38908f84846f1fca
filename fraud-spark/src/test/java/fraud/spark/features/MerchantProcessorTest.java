package fraud.spark.features;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.config.DetectorParameters;
import fraud.features.CardProfile;
import fraud.features.EnrichedTransaction;
import fraud.features.HistoryFormats;
import fraud.features.MerchantActivity;
import fraud.features.MerchantFeatures;
import fraud.features.MerchantHistory;
import fraud.features.MerchantUses;
import fraud.features.MerchantWindows;
import fraud.features.TestTransaction;
import fraud.model.Channel;
import fraud.model.Flag;
import fraud.model.Label;
import fraud.model.Origin;
import fraud.model.Signal;
import fraud.model.Transaction;
import fraud.parse.LabelCodec;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import fraud.ruleset.RuleSet;
import fraud.score.StartingModels;
import fraud.sequences.BinEnumeration;
import fraud.sequences.MuleCashOut;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import fraud.sink.OutputKind;
import fraud.sink.OutputRecord;
import fraud.spark.Attempts;
import fraud.spark.config.QueryNames;
import fraud.spark.metrics.CountsAccumulator;
import fraud.spark.parse.ParseRecords;
import fraud.spark.versions.LookAgain;
import fraud.spark.versions.MemoryVersionsTopic;
import fraud.spark.versions.VersionReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Goal: the stage gives each transaction its merchant's past whatever shares its batch, and forgets. Method: Spark's
 * own harness, which fires timers when the watermark is set.
 */
class MerchantProcessorTest {

    private static final DetectorParameters PARAMETERS =
            new DetectorParameters(1, 1, 10_000, 0, 120_000, 16, 16, false);
    private static final long BOUND = PARAMETERS.maxOutOfOrdernessMillis();
    private static final String MERCHANT = "m";
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    /** A midnight. */
    private static final long T0 = 19_700 * DAY;

    private static final long CASH = RuleSet.defaults().get(MuleCashOut.MIN_AMOUNT);

    private static final List<SourceRecord> RULES_TOPIC = List.of(new SourceRecord(
            new Origin("versions", 0, 0, T0 + 1_000 * DAY, Origin.UNKNOWN),
            null,
            TransactionCodec.toJson(Signal.HEARTBEAT)));

    private final MerchantProcessor processor = new MerchantProcessor(
            PARAMETERS,
            new VersionReader(
                    MemoryVersionsTopic.of(RULES_TOPIC),
                    RuleSet.defaults(),
                    StartingModels.NONE,
                    new LookAgain(),
                    PARAMETERS),
            Attempts.ofAJob(),
            new CountsAccumulator());
    private final StageTester<MerchantRecord, MerchantOutput> stage = new StageTester<>(processor);

    @Test
    void givesATransactionWhatIsSettledOfItsMerchant() {
        rows(label("a", 0, T0, true, T0 + DAY), label("b", 1, T0 + 1, false, T0 + DAY));

        assertThat(windowsOf(transaction("t", 0, T0 + 7 * DAY + 1))).isEqualTo(new MerchantWindows(2, 1, 2, 1, 2, 1));
        assertThat(windowsOf(transaction("t", 1, T0 + 7 * DAY))).isEqualTo(new MerchantWindows(1, 1, 1, 1, 1, 1));
    }

    @Test
    void countsLabelsOfTheSameBatchAndGoesByTheirOffsetsWhateverTheOrderOfRows() {
        long t = T0 + 7 * DAY;
        List<MerchantOutput> outputs =
                rows(transaction("t", 0, t), label("a", 1, T0, false, T0 + DAY), label("a", 0, T0, true, T0 + DAY));

        assertThat(outputs)
                .singleElement()
                .satisfies(output -> assertThat(MerchantWindows.of(
                                output.transaction().features().merchant()))
                        .isEqualTo(new MerchantWindows(1, 0, 1, 0, 1, 0)));
    }

    @Test
    void letsALabelThatIsReadEarlyChangeNothing() {
        long t = T0 + 7 * DAY;
        rows(label("a", 0, T0, true, t - HOUR + 1), label("b", 1, T0, true, t - HOUR));

        assertThat(merchantOf(transaction("t", 0, t)).count30Days()).isEqualTo(1);
        assertThat(merchantOf(transaction("t", 1, t + 1)).count30Days()).isEqualTo(2);
    }

    @Test
    void doesNotKnowTheMerchantOfATransactionThatIsADayOld() {
        long t = T0 + 7 * DAY;
        rows(label("a", 0, T0, true, T0 + DAY));

        MerchantOutput old = rows(transaction("t", 0, t, t + DAY + 1, 1, "c")).get(0);
        assertThat(old.transaction().features().merchant()).isEqualTo(MerchantFeatures.NONE);
        assertThat(old.transaction().flags()).containsExactly(Flag.MERCHANT_UNKNOWN);
        MerchantOutput known = rows(transaction("t", 0, t, t + DAY, 1, "c")).get(0);
        assertThat(known.transaction().features().merchant().count1Day()).isEqualTo(1);
        assertThat(known.transaction().flags()).isEmpty();
    }

    @Test
    void saysWhenADayOfTheMerchantWasTruncated() {
        for (int i = 0; i <= PARAMETERS.merchantDailyLimit(); i++) {
            rows(label("l" + i, i, T0 + i, false, T0 + DAY));
        }

        MerchantOutput output = rows(transaction("t", 0, T0 + 8 * DAY)).get(0);
        assertThat(output.transaction().features().merchant().count7Days()).isEqualTo(16);
        assertThat(output.transaction().flags()).containsExactly(Flag.MERCHANT_TRUNCATED);
    }

    @Test
    void passesOnWhatIsFinalWithoutState() {
        MerchantRecord output = MerchantRecord.of(new OutputRecord(OutputKind.LATE, "card", new byte[] {1}, -1));

        assertThat(rows(output.key(), output))
                .singleElement()
                .satisfies(passed -> assertThat(passed.output().kind()).isEqualTo(OutputKind.LATE));
        assertThat(stage.timers()).isEmpty();
    }

    @Test
    void keepsNothingOfATransactionThatNoSequenceSeesButItsUse() {
        rows(transaction("t", 0, T0));

        assertThat(stage.value(QueryNames.SEQUENCES, MERCHANT)).isNull();
        watermark(usesForgottenFrom(T0) - 1);
        assertThat(stage.value(QueryNames.MERCHANT_USES, MERCHANT)).isNotNull();
        watermark(usesForgottenFrom(T0));
        assertNothingIsLeft();
    }

    @Test
    void countsAUseOnceItsQuarterHasBeenOverForAnHour() {
        long over = MerchantUses.EMPTY.with(T0, null).forgottenFromMillis() - 29 * DAY;

        rows(transaction("a", 0, T0), transaction("b", 1, T0));
        assertThat(activityOf(transaction("c", 2, over - 1))).isEqualTo(MerchantActivity.NONE);
        assertThat(activityOf(transaction("d", 3, over))).isEqualTo(new MerchantActivity(2, 2, 2, 2));
    }

    private MerchantActivity activityOf(MerchantRecord transaction) {
        return rows(transaction).get(0).transaction().features().activity();
    }

    private static long usesForgottenFrom(long publishedAtMillis) {
        return MerchantUses.EMPTY.with(publishedAtMillis, null).forgottenFromMillis();
    }

    @Test
    void alertsOnceTheWatermarkIsPastTheFifthCard() {
        rows(draw("a", 0, T0), draw("b", 1, T0 + 1), draw("c", 2, T0 + 2));
        rows(draw("e", 4, T0 + 4), draw("d", 3, T0 + 3));

        assertThat(watermark(T0 + 4 + BOUND)).isEmpty();
        assertThat(watermark(T0 + 5 + BOUND))
                .singleElement()
                .satisfies(output -> assertThat(output.output().kind()).isEqualTo(OutputKind.ALERT));
        assertThat(stage.value(QueryNames.SEQUENCES, MERCHANT)).isNull();
        watermark(usesForgottenFrom(T0 + 4));
        assertNothingIsLeft();
    }

    @Test
    void hidesLateTransactionsFromTheSequence() {
        rows(
                draw("a", 0, T0),
                draw("b", 1, T0 + 1),
                draw("c", 2, T0 + 2),
                draw("d", 3, T0 + 3),
                transaction("t", 4, T0 + 4, T0 + 4 + BOUND + 1, CASH, "e"));

        assertThat(watermark(T0 + DAY)).isEmpty();
    }

    @Test
    void followsTheSequencesOfAnIssuerRangeUnderItsOwnKey() {
        MerchantRecord[] tried = IntStream.range(0, BinEnumeration.CARDS)
                .mapToObj(i -> MerchantRecord.ofIssuerRange(tried(i, T0 + i)))
                .toArray(MerchantRecord[]::new);
        String range = tried[0].key();
        assertThat(stage.rows(range, List.of(tried))).isEmpty();
        assertThat(stage.timers()).containsExactly(T0 + 1 + BOUND);

        assertThat(watermark(T0 + BinEnumeration.CARDS + BOUND))
                .singleElement()
                .satisfies(output -> assertThat(output.output().key()).isEqualTo("b-1"));
        assertNothingIsLeft();
    }

    private static SequenceEvent tried(int number, long eventTimeMillis) {
        return SequenceEvent.of(
                TestTransaction.of(0)
                        .id("t" + number)
                        .card("c" + number)
                        .merchant("m" + number)
                        .at(eventTimeMillis)
                        .channel(Channel.ECOMMERCE)
                        .issuerRange("b-1")
                        .enriched(number),
                RuleSet.defaults());
    }

    @Test
    void keepsOneTimerForWhatComesFirst() {
        rows(label("a", 0, T0, true, T0 + DAY));
        assertThat(stage.timers()).containsExactly(forgettableFrom(T0));
        rows(draw("a", 0, T0 + DAY));
        assertThat(stage.timers()).containsExactly(T0 + DAY + 1 + BOUND);

        watermark(T0 + DAY + 1 + BOUND);
        assertThat(stage.timers())
                .containsExactly(T0 + DAY + SequenceRule.MULE_CASH_OUT.within().toMillis() + 1 + BOUND);
        watermark(T0 + 2 * DAY);
        assertThat(stage.timers()).containsExactly(usesForgottenFrom(T0 + DAY));
        watermark(usesForgottenFrom(T0 + DAY));
        assertThat(stage.timers()).containsExactly(forgettableFrom(T0));
    }

    @Test
    void forgetsAMerchantDayByDay() {
        rows(label("a", 0, T0 + DAY - 1, true, T0 + DAY), label("b", 1, T0 + DAY, true, T0 + DAY));

        watermark(forgettableFrom(T0) - 1);
        assertThat(history().eventTimesMillis()).hasSize(2);
        watermark(forgettableFrom(T0));
        assertThat(history().eventTimesMillis()).hasSize(1);
        watermark(forgettableFrom(T0 + DAY));
        assertNothingIsLeft();
    }

    @Test
    void answersATransactionThatHasWaitedBeforeItForgets() {
        rows(label("a", 0, T0, true, T0 + DAY));

        long g = forgettableFrom(T0);
        watermark(g - 1);
        assertThat(merchantOf(transaction("t", 0, T0 + 7 * DAY)).count30Days()).isEqualTo(1);
        assertThat(rows(label("b", 1, T0, true, g))).isEmpty();
        assertThat(history().eventTimesMillis()).hasSize(2);
        watermark(g);
        assertNothingIsLeft();
    }

    @Test
    void keepsNoLabelThatNoTransactionCanAskFor() {
        watermark(forgettableFrom(T0));
        rows(label("a", 0, T0, true, forgettableFrom(T0)));

        assertNothingIsLeft();
    }

    private static long forgettableFrom(long day) {
        return day + DAY + MerchantHistory.HORIZON.toMillis();
    }

    private MerchantHistory history() {
        return HistoryFormats.MERCHANT_HISTORY.fromBytes((byte[]) stage.value(QueryNames.MERCHANT_HISTORY, MERCHANT));
    }

    private void assertNothingIsLeft() {
        assertThat(stage.timers()).isEmpty();
        for (String state : List.of(
                QueryNames.MERCHANT_HISTORY, QueryNames.MERCHANT_USES, QueryNames.SEQUENCES, QueryNames.TIMER)) {
            assertThat(stage.value(state, MERCHANT)).as(state).isNull();
        }
    }

    private MerchantWindows windowsOf(MerchantRecord transaction) {
        return MerchantWindows.of(merchantOf(transaction));
    }

    private MerchantFeatures merchantOf(MerchantRecord transaction) {
        return rows(transaction).get(0).transaction().features().merchant();
    }

    private List<MerchantOutput> watermark(long millis) {
        return stage.watermark(millis);
    }

    private List<MerchantOutput> rows(MerchantRecord... rows) {
        return rows(MERCHANT, rows);
    }

    private List<MerchantOutput> rows(String key, MerchantRecord... rows) {
        return stage.rows(key, List.of(rows));
    }

    private static MerchantRecord label(
            String id, long offset, long eventTimeMillis, boolean fraud, long publishedAtMillis) {
        Label label = new Label(id, MERCHANT, "c", eventTimeMillis, fraud, null);
        Origin origin = new Origin("labels", 0, offset, publishedAtMillis, Origin.UNKNOWN);
        SourceRecord record =
                new SourceRecord(origin, MERCHANT.getBytes(StandardCharsets.UTF_8), LabelCodec.toJson(label));
        return MerchantRecord.ofLabels(ParseRecords.ofLabels(PARAMETERS, Attempts.ofAJob(), new CountsAccumulator())
                .call(record)
                .next());
    }

    private static MerchantRecord draw(String card, long offset, long eventTimeMillis) {
        return transaction("t" + offset, offset, eventTimeMillis, eventTimeMillis, CASH, card);
    }

    private static MerchantRecord transaction(String id, long offset, long eventTimeMillis) {
        return transaction(id, offset, eventTimeMillis, eventTimeMillis, 1, "c");
    }

    private static MerchantRecord transaction(
            String id, long offset, long eventTimeMillis, long publishedAtMillis, long amountMinor, String card) {
        Transaction transaction = TestTransaction.of(amountMinor)
                .id(id)
                .card(card)
                .merchant(MERCHANT)
                .at(eventTimeMillis)
                .channel(Channel.ATM)
                .build();
        Origin origin = new Origin("transactions", 0, offset, publishedAtMillis, Origin.UNKNOWN);
        return MerchantRecord.of(new EnrichedTransaction(
                transaction, origin, CardProfile.EMPTY.featuresOf(transaction, origin), List.of(), false));
    }
}
