package fraud.flink.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fraud.config.DetectorParameters;
import fraud.decide.AssessedTransaction;
import fraud.features.MerchantFeatures;
import fraud.features.MerchantHistory;
import fraud.flink.Attempts;
import fraud.flink.versions.AcceptedVersion;
import fraud.model.Flag;
import fraud.model.Label;
import fraud.model.Origin;
import fraud.parse.ParseResult;
import fraud.parse.VersionCodec;
import fraud.rules.AmountLimit;
import fraud.rules.Reason;
import fraud.ruleset.MerchantLists;
import fraud.ruleset.PublishedRuleSet;
import fraud.ruleset.RuleSet;
import fraud.sequences.SequenceEvent;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The gate, the merchants' past and the versions of rules, with the clocks of all three inputs in the test's hand.
 */
class AwaitSideInputsTest {

    private static final DetectorParameters PARAMETERS =
            new DetectorParameters(1, 1, 10_000, 0, DetectorParameters.DEFAULT_LEAD_MILLIS, 16, 16, true);
    private static final long LEAD = PARAMETERS.leadMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    /** The beginning of a UTC day. */
    private static final long T = 20_500 * DAY;

    private MerchantsHarness merchants;
    private long nextOffset;

    @BeforeEach
    void start() throws Exception {
        merchants = harness();
        merchants.open();
    }

    @AfterEach
    void stop() throws Exception {
        merchants.close();
    }

    @Test
    void decidesAtOnceWhatTheSideInputsAreAheadOf() throws Exception {
        clocks(T - LEAD);
        pay("t-1", T);

        assertThat(decided()).containsExactly("t-1");
        assertThatNothingWaits();
    }

    /** In a backfill the watermark of the transactions is behind each of them. */
    @Test
    void waitsForNoMoreOfTheTransactionsThanTheUsesThatCount() throws Exception {
        merchants.labelsClock(T + HOUR);
        merchants.versionsClock(T + HOUR);
        merchants.transactionsClock(T - 1);
        pay("t-1", T + HOUR);
        assertThat(decided()).containsExactly("t-1");

        // Six hours later one more quarter of the day counts.
        merchants.labelsClock(T + 7 * HOUR);
        merchants.versionsClock(T + 7 * HOUR);
        pay("t-2", T + 7 * HOUR - 1);
        pay("t-3", T + 7 * HOUR);
        assertThat(decided()).containsExactly("t-1", "t-2");
        merchants.transactionsClock(T + 6 * HOUR - 1);
        pay("t-4", T + 7 * HOUR);
        assertThat(decided()).containsExactly("t-1", "t-2", "t-4");

        merchants.transactionsClock(T + 7 * HOUR - LEAD);
        assertThat(decided()).containsExactly("t-1", "t-2", "t-4", "t-3");
        assertThatNothingWaits();
    }

    @Test
    void holdsADecisionUntilTheLabelsHaveBeenReadAndChangesNothingByIt() throws Exception {
        label("old", T - 8 * DAY, T - DAY, true);
        merchants.transactionsClock(T);
        merchants.versionsClock(T);
        pay("t-1", T);
        merchants.labelsClock(T - LEAD - 1);
        assertThat(decided()).isEmpty();

        // What its partition held back: one that counts, and one published a millisecond too late for t-1.
        label("held", T - 8 * DAY, T - HOUR, true);
        label("late", T - 8 * DAY, T - HOUR + 1, true);
        merchants.labelsClock(T - LEAD);

        assertThat(decided()).containsExactly("t-1");
        assertThat(only().enriched().features().merchant()).isEqualTo(frauds(2));
        assertThatNothingWaits();
    }

    @Test
    void holdsADecisionUntilTheRulesHaveBeenReadAndChangesNothingByIt() throws Exception {
        merchants.transactionsClock(T);
        merchants.labelsClock(T);
        pay("t-1", T);
        merchants.versionsClock(T - LEAD - 1);
        assertThat(decided()).isEmpty();

        // What its partition held back: one that is in force at t-1, and one that is not yet.
        publish(1, T, RuleSet.defaults().with(AmountLimit.MAX_AMOUNT, 999));
        publish(2, T + 1, RuleSet.defaults());
        merchants.versionsClock(T - LEAD);

        assertThat(only().ruleSetVersion()).isEqualTo(1);
        assertThat(only().reasons()).containsExactly(Reason.AMOUNT_LIMIT);
    }

    @Test
    void doesNotHoldUpWhatComesAfterATransactionThatWaits() throws Exception {
        clocks(T - LEAD);
        pay("t-1", T + 1);
        pay("t-2", T);
        pay("t-3", T + 1);
        assertThat(decided()).containsExactly("t-2");

        clocks(T - LEAD + 1);
        assertThat(decided()).containsExactly("t-2", "t-1", "t-3");
    }

    @Test
    void goesByTheVersionAtTheTransactionsOwnTimeWhateverWasReadAhead() throws Exception {
        publish(1, T, RuleSet.defaults());
        publish(2, T + DAY, RuleSet.defaults());
        publish(5, T + DAY, RuleSet.defaults());
        clocks(T + 2 * DAY);
        pay("before", T - 1);
        pay("from", T);
        pay("last", T + DAY - 1);
        pay("next", T + DAY);

        assertThat(merchants.extractOutputValues())
                .extracting(AssessedTransaction::ruleSetVersion)
                .containsExactly(0, 1, 1, 5);
    }

    @Test
    void givesATransactionWhatIsSettledOfItsMerchantAndOfNoOther() throws Exception {
        label("a", T - 8 * DAY, T - DAY, true);
        clocks(T);
        pay("t-1", T);
        merchants.transaction(Merchants.paid("t-2", "m-2", T, T));

        assertThat(merchants.extractOutputValues())
                .extracting(assessed -> assessed.enriched().features().merchant())
                .containsExactly(frauds(1), MerchantFeatures.NONE);
    }

    @Test
    void countsAnOutcomeFromSevenDaysAfterItsTransactionOn() throws Exception {
        label("a", T - 7 * DAY, T - DAY, false);
        clocks(T);
        pay("t-1", T - 1);
        pay("t-2", T);

        assertThat(merchants.extractOutputValues())
                .extracting(
                        assessed -> assessed.enriched().features().merchant().count1Day())
                .containsExactly(0, 1);
    }

    @Test
    void findsMerchantsAtRiskFromTheLeastNumberAndShareOn() throws Exception {
        // 2 frauds of 6 are 333 in a thousand, of 7 they are 285.
        for (int i = 0; i < 6; i++) {
            label("a" + i, T - 8 * DAY + 1, T - 2 * DAY, i < 2);
        }
        clocks(T);
        pay("t-1", T);
        label("b", T - 8 * DAY + 1, T - 2 * DAY, false);
        pay("t-2", T);

        assertThat(merchants.extractOutputValues())
                .extracting(AssessedTransaction::reasons)
                .containsExactly(List.of(Reason.MERCHANT_RISK), List.of());
    }

    @Test
    void knowsNoPastForWhatWasPublishedMoreThanADayLater() throws Exception {
        label("a", T - 8 * DAY, T - DAY, true);
        clocks(T + DAY);
        payLate("t-1", T, T + DAY);
        payLate("t-2", T, T + DAY + 1);

        assertThat(merchants.extractOutputValues())
                .extracting(
                        assessed -> assessed.enriched().features().merchant(),
                        assessed -> assessed.enriched().flags())
                .containsExactly(
                        tuple(frauds(1), List.of()), tuple(MerchantFeatures.NONE, List.of(Flag.MERCHANT_UNKNOWN)));
    }

    @Test
    void saysWhenADayHadMoreLabelsThanAreKeptAndWhenAMerchantIsAllowed() throws Exception {
        for (int i = 0; i <= PARAMETERS.merchantDailyLimit(); i++) {
            label("a" + i, T - 8 * DAY, T - 2 * DAY, false);
        }
        publish(1, T, RuleSet.defaults().with(new MerchantLists(Set.of(), Set.of("m-1"))));
        clocks(T);
        pay("t-1", T);

        assertThat(only().enriched().flags()).containsExactly(Flag.MERCHANT_TRUNCATED, Flag.MERCHANT_ALLOWED);
        assertThat(only().enriched().features().merchant().count7Days()).isEqualTo(16);
    }

    @Test
    void givesTheSequencesWhatIsTimelyWithTheVersionAtItsTime() throws Exception {
        publish(1, T + 1, RuleSet.defaults());
        pay("t-1", T);
        pay("t-2", T + 1);
        payLate("t-3", T, T + PARAMETERS.maxOutOfOrdernessMillis() + 1);
        clocks(T);

        assertThat(timely())
                .extracting(SequenceEvent::transactionId, SequenceEvent::ruleSetVersion)
                .containsExactlyInAnyOrder(tuple("t-1", 0), tuple("t-2", 1));
        assertThat(decided()).hasSize(3);
    }

    @Test
    void freesAMerchantWhenTheClockPassesItsHorizonAndNotBefore() throws Exception {
        label("a", T, T + DAY, true);
        label("b", T + 3 * DAY, T + 4 * DAY, true);
        long horizon = T + DAY + MerchantHistory.HORIZON.toMillis();

        clocks(horizon + 3 * DAY - 1);
        assertThat(keyedStateEntries()).isPositive();
        assertThat(merchants.numEventTimeTimers()).isEqualTo(1);

        clocks(horizon + 3 * DAY);
        assertThatNothingIsLeft();
    }

    /** The uses of a merchant are kept longer than the label of an old transaction. */
    @Test
    void freesALabelAtItsHorizonThoughAUseIsKeptLonger() throws Exception {
        long horizon = T + DAY + MerchantHistory.HORIZON.toMillis();
        clocks(T + 30 * DAY);
        pay("t-1", T + 30 * DAY);
        label("a", T, T + 30 * DAY, true);
        int withLabel = keyedStateEntries();

        clocks(horizon - 1);
        assertThat(keyedStateEntries()).isEqualTo(withLabel);
        clocks(horizon);
        assertThat(keyedStateEntries()).isEqualTo(withLabel - 1);
        clocks(T + 61 * DAY);
        assertThatNothingIsLeft();
    }

    @Test
    void freesAlsoWhatComesAfterItsHorizon() throws Exception {
        clocks(T + 50 * DAY);
        label("a", T, T + 50 * DAY, true);
        clocks(T + 50 * DAY + 1);

        assertThatNothingIsLeft();
    }

    @Test
    void decidesTheSameWhetherOrNotItsTimersHaveFired() throws Exception {
        label("a", T, T + 6 * DAY, true);
        long horizon = T + DAY + MerchantHistory.HORIZON.toMillis();
        clocks(horizon - 1);
        // As old as it may be once the clock has come to the horizon.
        payLate("t-1", horizon - DAY, horizon);
        clocks(horizon);
        payLate("t-2", horizon - DAY, horizon);

        assertThat(merchants.extractOutputValues())
                .extracting(assessed -> assessed.enriched().features().merchant())
                .containsExactly(MerchantFeatures.NONE, MerchantFeatures.NONE);
    }

    @Test
    void remembersMerchantsRulesAndWhatWaitsAcrossARestart() throws Exception {
        label("a", T - 8 * DAY, T - DAY, true);
        publish(4, T, RuleSet.defaults().with(AmountLimit.MAX_AMOUNT, 999));
        pay("t-1", T);
        OperatorSubtaskState snapshot = merchants.snapshot(1, 1);
        merchants.close();

        merchants = harness();
        merchants.initializeState(snapshot);
        merchants.open();
        publish(6, T + 1, RuleSet.defaults());
        clocks(T);

        assertThat(only().ruleSetVersion()).isEqualTo(4);
        assertThat(only().reasons()).containsExactly(Reason.AMOUNT_LIMIT);
        assertThat(only().enriched().features().merchant()).isEqualTo(frauds(1));
        assertThatNothingWaits();
        clocks(T + 40 * DAY);
        assertThatNothingIsLeft();
    }

    /** Up to three settled labels of 8 days ago, all of them fraud. */
    private static MerchantFeatures frauds(int count) {
        return new MerchantFeatures(
                0, 0, count, count, count, count, count, count, 1, count, count, count, 8 * DAY, 8 * DAY, 8 * DAY,
                count);
    }

    private void pay(String transactionId, long atMillis) throws Exception {
        payLate(transactionId, atMillis, atMillis);
    }

    private void payLate(String transactionId, long atMillis, long publishedAtMillis) throws Exception {
        merchants.transaction(Merchants.paid(transactionId, "m-1", atMillis, publishedAtMillis));
    }

    private void label(String transactionId, long atMillis, long publishedAtMillis, boolean fraud) throws Exception {
        Origin origin = new Origin("labels", 0, nextOffset++, publishedAtMillis, Origin.UNKNOWN);
        Label label = new Label(transactionId, "m-1", "c-9", atMillis, fraud, null);
        merchants.label(new ParseResult(ParseResult.Kind.LABEL, origin, null, null, label, null, null, null, null));
    }

    private void publish(int version, long effectiveFromMillis, RuleSet rules) throws Exception {
        merchants.version(new AcceptedVersion(
                new PublishedRuleSet(version, effectiveFromMillis, null, VersionCodec.rulesJson(rules)),
                null,
                new Origin("versions", 0, version, effectiveFromMillis - LEAD, Origin.UNKNOWN)));
    }

    private void clocks(long watermark) throws Exception {
        merchants.clocks(watermark);
    }

    private List<String> decided() {
        return merchants.extractOutputValues().stream()
                .map(assessed -> assessed.enriched().transaction().transactionId())
                .toList();
    }

    private AssessedTransaction only() {
        List<AssessedTransaction> assessed = merchants.extractOutputValues();
        assertThat(assessed).hasSize(1);
        return assessed.get(0);
    }

    private List<SequenceEvent> timely() {
        return merchants.getSideOutput(AwaitSideInputs.TIMELY).stream()
                .map(StreamRecord::getValue)
                .toList();
    }

    private void assertThatNothingWaits() {
        assertThat(backend().getKeys("waiting", VoidNamespace.INSTANCE)).isEmpty();
    }

    private int keyedStateEntries() {
        return backend().numKeyValueStateEntries();
    }

    private HeapKeyedStateBackend<?> backend() {
        return merchants.backend();
    }

    private void assertThatNothingIsLeft() {
        assertThat(keyedStateEntries()).isZero();
        assertThat(merchants.numEventTimeTimers()).isZero();
    }

    private static MerchantsHarness harness() throws Exception {
        return new MerchantsHarness(PARAMETERS, Attempts.ofAJob());
    }
}
