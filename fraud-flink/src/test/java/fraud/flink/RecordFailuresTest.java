package fraud.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.config.DetectorParameters;
import fraud.decide.AssessedTransaction;
import fraud.features.EnrichedTransaction;
import fraud.features.TestFeatures;
import fraud.features.TestTransaction;
import fraud.flink.assess.MerchantsHarness;
import fraud.flink.config.RecordFailures;
import fraud.flink.decide.Decide;
import fraud.flink.features.UpdateCardProfile;
import fraud.flink.parse.RecordDeserializer;
import fraud.flink.parse.RouteRecords;
import fraud.flink.sequences.RaiseAlert;
import fraud.flink.versions.AcceptVersions;
import fraud.flink.versions.AcceptedVersion;
import fraud.model.Origin;
import fraud.model.Transaction;
import fraud.parse.ParseResult;
import fraud.parse.ParseResult.Kind;
import fraud.recovery.RecordAttempts;
import fraud.recovery.RecordFailedException;
import fraud.ruleset.RuleSet;
import fraud.score.StartingModels;
import fraud.sequences.SequenceEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.execution.CancelTaskException;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.tasks.ExceptionInChainedOperatorException;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.function.ThrowingRunnable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Goal: whatever stage a record breaks, the failure says which record. Method: each stage gets a record without its
 * content.
 */
class RecordFailuresTest {

    private static final DetectorParameters PARAMETERS = DetectorParameters.defaults(1);
    private static final Origin ORIGIN = new Origin("transactions", 3, 17, 1_000_000, Origin.UNKNOWN);
    private static final long LATER = 2_000_000_000_000L;
    private static final Transaction TRANSACTION =
            TestTransaction.of(100).id("t1").card("c1").merchant("m1").at(LATER).build();

    private final RecordAttempts attempts = Attempts.ofAJob();
    private AbstractStreamOperatorTestHarness<?> harness;

    @AfterEach
    void close() throws Exception {
        if (harness != null) {
            harness.close();
        }
    }

    private static ParseResult withoutContent(Kind kind) {
        return new ParseResult(kind, ORIGIN, null, null, null, null, null, null, null);
    }

    /** It has no features. */
    private static EnrichedTransaction broken() {
        return new EnrichedTransaction(TRANSACTION, ORIGIN, null, List.of(), false);
    }

    private static void assertFailsAtTheRecord(ThrowingRunnable<Exception> work) {
        assertThatThrownBy(work::run)
                .isInstanceOf(RecordFailedException.class)
                .hasMessageContaining("transactions-3 offset 17 has failed, attempt 1 of 8");
    }

    @Test
    void whenReadingFails() {
        RecordDeserializer deserializer = new RecordDeserializer(
                () -> record -> {
                    throw new IllegalStateException("broken codec");
                },
                attempts);
        deserializer.open(null);

        assertFailsAtTheRecord(() ->
                deserializer.deserialize(new ConsumerRecord<>("transactions", 3, 17, new byte[0], new byte[0]), null));
    }

    @Test
    void whenRoutingFails() throws Exception {
        OneInputStreamOperatorTestHarness<ParseResult, ParseResult> router =
                new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new RouteRecords(attempts)));
        harness = router;
        router.open();

        assertFailsAtTheRecord(() -> router.processElement(withoutContent(null), 0));
    }

    @Test
    void whenACardsHistoryFails() throws Exception {
        KeyedOneInputStreamOperatorTestHarness<String, ParseResult, EnrichedTransaction> cards =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new UpdateCardProfile(PARAMETERS, attempts)),
                        record -> "c1",
                        Types.STRING);
        harness = cards;
        cards.open();

        assertFailsAtTheRecord(() -> cards.processElement(withoutContent(Kind.TRANSACTION), 0));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"RULE_SET", "MODEL"})
    void whenAcceptanceFails(Kind kind) throws Exception {
        OneInputStreamOperatorTestHarness<ParseResult, AcceptedVersion> versions =
                new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(
                        new AcceptVersions(PARAMETERS, RuleSet.defaults(), StartingModels.NONE, attempts)));
        harness = versions;
        versions.open();

        assertFailsAtTheRecord(() -> versions.processElement(withoutContent(kind), 0));
    }

    @Test
    void whenATransactionFailsAtItsMerchant() throws Exception {
        MerchantsHarness merchants = merchants();
        merchants.clocks(LATER);

        assertFailsAtTheRecord(() -> merchants.transaction(broken()));
    }

    @Test
    void whenATransactionThatHasWaitedFails() throws Exception {
        MerchantsHarness merchants = merchants();
        // Without flags: it can be counted, and not be given more.
        EnrichedTransaction broken =
                new EnrichedTransaction(TRANSACTION, ORIGIN, TestFeatures.some().build(), null, false);
        merchants.transaction(broken);

        assertFailsAtTheRecord(() -> merchants.clocks(LATER));
    }

    @Test
    void whenALabelFails() throws Exception {
        MerchantsHarness merchants = merchants();

        assertFailsAtTheRecord(() -> merchants.label(withoutContent(Kind.LABEL)));
    }

    @Test
    void whenAnAcceptedVersionFails() throws Exception {
        MerchantsHarness merchants = merchants();

        assertFailsAtTheRecord(() -> merchants.version(new AcceptedVersion(null, null, ORIGIN)));
    }

    private MerchantsHarness merchants() throws Exception {
        MerchantsHarness merchants = new MerchantsHarness(PARAMETERS, attempts);
        harness = merchants;
        merchants.open();
        return merchants;
    }

    @Test
    void whenTheDecisionFails() {
        EnrichedTransaction withoutTransaction = new EnrichedTransaction(null, ORIGIN, null, List.of(), false);
        AssessedTransaction broken = new AssessedTransaction(withoutTransaction, null, null, null, 0);

        assertFailsAtTheRecord(() -> new Decide(false, attempts).map(broken));
    }

    @Test
    void whenAnAlertFails() {
        SequenceEvent event = new SequenceEvent(null, "m1", null, 0, 0, null, null, 0, 0, 3, 17, Origin.UNKNOWN);

        assertFailsAtTheRecord(
                () -> new RaiseAlert(null, attempts).processMatch(Map.of("probes", Arrays.asList(event)), null, null));
    }

    @Test
    void leavesToOthersWhatIsTheirs() {
        assertThat(List.of(
                        new ExceptionInChainedOperatorException(new IllegalStateException()),
                        new CancelTaskException(),
                        new UncheckedIOException(new IOException())))
                .allMatch(RecordFailures.OF_FLINK::isElsewhere);
        assertThat(RecordFailures.OF_FLINK.isElsewhere(new IllegalStateException()))
                .isFalse();
    }

    @Test
    void endsAJobInTheWayFlinkKnows() {
        RecordAttempts.Step step = Attempts.of(1).step("work");

        assertThatThrownBy(() -> step.run(ORIGIN, () -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(SuppressRestartsException.class)
                .hasCauseInstanceOf(RecordFailedException.class);
        assertThatCode(() -> Attempts.of(1).step("work").run(ORIGIN, () -> {})).doesNotThrowAnyException();
    }
}
