package fraud.flink.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fraud.config.DetectorParameters;
import fraud.features.CardProfile;
import fraud.features.EnrichedTransaction;
import fraud.features.TestTransaction;
import fraud.flink.Attempts;
import fraud.model.CardControl;
import fraud.model.Channel;
import fraud.model.Duplicate;
import fraud.model.Flag;
import fraud.model.LateTransaction;
import fraud.model.Origin;
import fraud.model.Transaction;
import fraud.parse.ParseResult;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpdateCardProfileTest {

    private static final DetectorParameters PARAMETERS = new DetectorParameters(1, 10_000, 0, 16, true);
    private static final long HORIZON = CardProfile.HORIZON.toMillis();
    private static final long BOUND = PARAMETERS.maxOutOfOrdernessMillis();
    private static final long T = 1_770_000_000_000L;
    private static final long ORDINARY = 1_000;

    private KeyedOneInputStreamOperatorTestHarness<String, ParseResult, EnrichedTransaction> cards;
    private long nextOffset;

    @BeforeEach
    void start() throws Exception {
        cards = harness();
        cards.open();
    }

    @AfterEach
    void stop() throws Exception {
        cards.close();
    }

    @Test
    void givesATransactionTheFeaturesOfItsCardAndOfNoOther() throws Exception {
        pay("t-1", "c-1", T, ORDINARY);
        pay("t-2", "c-2", T + 1, ORDINARY);
        pay("t-3", "c-1", T + 2, 2 * ORDINARY);

        assertThat(cards.extractOutputValues())
                .extracting(enriched -> enriched.features().sumMinor1Day())
                .containsExactly(ORDINARY, ORDINARY, 3 * ORDINARY);
    }

    @Test
    void reportsADuplicateWithItsOriginalAndLeavesTheCardAlone() throws Exception {
        long original = pay("t-1", "c-1", T, ORDINARY);
        pay("t-1", "c-1", T + 5, 3);
        pay("t-2", "c-1", T + 6, ORDINARY);

        assertThat(sideOutput(UpdateCardProfile.DUPLICATES))
                .extracting(Duplicate::transactionId, Duplicate::originalOffset, Duplicate::eventTimeMillis)
                .containsExactly(tuple("t-1", original, T + 5));
        assertThat(cards.extractOutputValues())
                .extracting(enriched -> enriched.features().count1Day())
                .containsExactly(1, 2);
    }

    @Test
    void knowsADuplicateUntilTheHorizonHidesItsOriginal() throws Exception {
        pay("t-1", "c-1", T, ORDINARY);
        pay("t-2", "c-2", T, ORDINARY);

        transaction("t-1", "c-1", T, ORDINARY, T + HORIZON - 1);
        transaction("t-2", "c-2", T, ORDINARY, T + HORIZON);

        assertThat(sideOutput(UpdateCardProfile.DUPLICATES))
                .extracting(Duplicate::transactionId)
                .containsExactly("t-1");
    }

    @Test
    void signalsTransactionsOfABlockedCardUntilItIsReleased() throws Exception {
        control("c-1", CardControl.Action.BLOCK);
        pay("t-1", "c-1", T, ORDINARY);
        control("c-1", CardControl.Action.BLOCK);
        pay("t-2", "c-1", T + 1, ORDINARY);
        control("c-1", CardControl.Action.RELEASE);
        pay("t-3", "c-1", T + 2, ORDINARY);

        assertThat(cards.extractOutputValues())
                .extracting(EnrichedTransaction::cardBlocked)
                .containsExactly(true, true, false);
        assertThat(cards.extractOutputValues())
                .extracting(enriched -> enriched.features().count1Day())
                .containsExactly(1, 2, 3);
    }

    @Test
    void forgetsACardOnDemand() throws Exception {
        pay("t-1", "c-1", T, ORDINARY);
        control("c-1", CardControl.Action.BLOCK);
        control("c-1", CardControl.Action.FORGET);
        pay("t-1", "c-1", T + 1, ORDINARY);

        assertThat(sideOutput(UpdateCardProfile.DUPLICATES)).isEmpty();
        EnrichedTransaction afterwards = cards.extractOutputValues().get(1);
        assertThat(afterwards.cardBlocked()).isFalse();
        assertThat(afterwards.features().count1Day()).isEqualTo(1);
    }

    @Test
    void keepsNothingOfAForgottenCardButItsTimer() throws Exception {
        pay("t-1", "c-1", T, ORDINARY);
        control("c-1", CardControl.Action.FORGET);
        pay("t-2", "c-1", T + 1, ORDINARY);
        control("c-1", CardControl.Action.FORGET);
        assertThat(cards.numEventTimeTimers()).isEqualTo(1);

        cards.processWatermark(T + HORIZON);

        assertThatNothingIsLeft();
    }

    @Test
    void flagsALateTransactionAndListsIt() throws Exception {
        transaction("t-1", "c-1", T, 100, T + BOUND);
        transaction("t-2", "c-1", T, 100, T + BOUND + 1);

        assertThat(sideOutput(UpdateCardProfile.LATE))
                .extracting(LateTransaction::transactionId)
                .containsExactly("t-2");
        assertThat(cards.extractOutputValues())
                .extracting(EnrichedTransaction::flags)
                .containsExactly(List.of(), List.of(Flag.LATE));
        assertThat(cards.extractOutputValues().get(1).features().count1Day()).isEqualTo(2);
    }

    @Test
    void saysWhichDeviceIsNew() throws Exception {
        buy("t-1", T, "d-1");
        buy("t-2", T + 1, "d-2");
        buy("t-3", T + 2, "d-2");

        assertThat(cards.extractOutputValues())
                .extracting(enriched -> enriched.features().newDevice())
                .containsExactly(null, true, false);
    }

    @Test
    void saysWhenTheHistoryWasTruncated() throws Exception {
        for (int i = 0; i <= PARAMETERS.historyLimit() + 1; i++) {
            pay("t-" + i, "c-1", T + i, ORDINARY);
        }

        List<EnrichedTransaction> outputs = cards.extractOutputValues();
        assertThat(outputs.get(PARAMETERS.historyLimit()).flags()).isEmpty();
        assertThat(outputs.get(PARAMETERS.historyLimit() + 1).flags()).containsExactly(Flag.HISTORY_TRUNCATED);
    }

    @Test
    void freesACardWhenTheWatermarkPassesItsHorizonAndNotBefore() throws Exception {
        pay("t-1", "c-1", T, ORDINARY);
        pay("t-2", "c-1", T + Duration.ofDays(3).toMillis(), ORDINARY);
        assertThat(cards.numEventTimeTimers()).isEqualTo(1);

        cards.processWatermark(T + Duration.ofDays(3).toMillis() + HORIZON - 1);
        assertThat(cards.numKeyedStateEntries()).isPositive();
        assertThat(cards.numEventTimeTimers()).isEqualTo(1);

        cards.processWatermark(T + Duration.ofDays(3).toMillis() + HORIZON);
        assertThatNothingIsLeft();
    }

    @Test
    void decidesTheSameWhetherOrNotItsTimersHaveFired() throws Exception {
        pay("t-1", "c-1", T, ORDINARY);
        pay("t-2", "c-2", T, ORDINARY);
        long afterHorizon = T + HORIZON + BOUND + 1;
        transaction("t-1", "c-1", afterHorizon, ORDINARY, afterHorizon);
        cards.processWatermark(afterHorizon - BOUND - 1);
        transaction("t-2", "c-2", afterHorizon, ORDINARY, afterHorizon);

        List<EnrichedTransaction> outputs = cards.extractOutputValues();
        assertThat(outputs).hasSize(4);
        assertThat(outputs.get(2).features()).isEqualTo(outputs.get(3).features());
    }

    @Test
    void keepsABlockWhenItFreesTheHistory() throws Exception {
        pay("t-1", "c-1", T, ORDINARY);
        control("c-1", CardControl.Action.BLOCK);
        cards.processWatermark(T + HORIZON);
        assertThat(cards.numEventTimeTimers()).isZero();

        pay("t-2", "c-1", T + 2 * HORIZON, ORDINARY);
        assertThat(cards.extractOutputValues().get(1).cardBlocked()).isTrue();

        control("c-1", CardControl.Action.RELEASE);
        cards.processWatermark(T + 3 * HORIZON);
        assertThatNothingIsLeft();
    }

    @Test
    void remembersCardsAndTimersAcrossARestart() throws Exception {
        long original = pay("t-1", "c-1", T, ORDINARY);
        control("c-2", CardControl.Action.BLOCK);
        OperatorSubtaskState snapshot = cards.snapshot(1, 1);
        cards.close();

        cards = harness();
        cards.initializeState(snapshot);
        cards.open();
        pay("t-1", "c-1", T + 1, ORDINARY);
        pay("t-2", "c-2", T + 2, ORDINARY);

        assertThat(sideOutput(UpdateCardProfile.DUPLICATES))
                .extracting(Duplicate::originalOffset)
                .containsExactly(original);
        assertThat(cards.extractOutputValues())
                .extracting(EnrichedTransaction::cardBlocked)
                .containsExactly(true);
        control("c-2", CardControl.Action.RELEASE);
        cards.processWatermark(T + 2 + HORIZON);
        assertThatNothingIsLeft();
    }

    private void assertThatNothingIsLeft() {
        assertThat(cards.numKeyedStateEntries()).isZero();
        assertThat(cards.numEventTimeTimers()).isZero();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, ParseResult, EnrichedTransaction> harness()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new UpdateCardProfile(PARAMETERS, Attempts.ofAJob())),
                ParseResult::cardId,
                Types.STRING);
    }

    /** Published as it happens. */
    private long pay(String transactionId, String cardId, long atMillis, long amountMinor) throws Exception {
        return transaction(transactionId, cardId, atMillis, amountMinor, atMillis);
    }

    /** On a device, published as it happens. */
    private void buy(String transactionId, long atMillis, String device) throws Exception {
        transaction(transactionId, "c-1", atMillis, ORDINARY, device, atMillis);
    }

    private long transaction(
            String transactionId, String cardId, long atMillis, long amountMinor, long publishedAtMillis)
            throws Exception {
        return transaction(transactionId, cardId, atMillis, amountMinor, null, publishedAtMillis);
    }

    private long transaction(
            String transactionId, String cardId, long atMillis, long amountMinor, String device, long publishedAtMillis)
            throws Exception {
        Origin origin = origin(publishedAtMillis);
        Transaction transaction = TestTransaction.of(amountMinor)
                .id(transactionId)
                .card(cardId)
                .merchant("m-1")
                .at(atMillis)
                .channel(Channel.ECOMMERCE)
                .device(device)
                .build();
        cards.processElement(
                new ParseResult(ParseResult.Kind.TRANSACTION, origin, transaction, null, null, null, null, null, null),
                atMillis);
        return origin.offset();
    }

    private void control(String cardId, CardControl.Action action) throws Exception {
        cards.processElement(
                new ParseResult(
                        ParseResult.Kind.CONTROL,
                        origin(T),
                        null,
                        new CardControl(action, cardId),
                        null,
                        null,
                        null,
                        null,
                        null),
                T);
    }

    private Origin origin(long publishedAtMillis) {
        return new Origin("transactions", 0, nextOffset++, publishedAtMillis, Origin.UNKNOWN);
    }

    private <T> List<T> sideOutput(OutputTag<T> tag) {
        var records = cards.getSideOutput(tag);
        return records == null
                ? List.of()
                : records.stream().map(StreamRecord::getValue).toList();
    }
}
