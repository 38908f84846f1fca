package fraud.spark.features;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.config.DetectorParameters;
import fraud.decide.AssessedTransaction;
import fraud.features.EnrichedTransaction;
import fraud.features.TestTransaction;
import fraud.model.Origin;
import fraud.model.Signal;
import fraud.model.Transaction;
import fraud.parse.ParseResult;
import fraud.parse.ParseResult.Kind;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import fraud.recovery.RecordAttempts;
import fraud.recovery.RecordFailedException;
import fraud.ruleset.RuleSet;
import fraud.score.Scores;
import fraud.score.StartingModels;
import fraud.score.TestModels;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRole;
import fraud.spark.Attempts;
import fraud.spark.decide.Decide;
import fraud.spark.metrics.CountsAccumulator;
import fraud.spark.parse.ParsedRecord;
import fraud.spark.rules.AssessedOutput;
import fraud.spark.rules.EvaluateRules;
import fraud.spark.score.ScoreTransactions;
import fraud.spark.score.ScoredOutput;
import fraud.spark.sequences.Sequences;
import fraud.spark.sequences.SequencesState;
import fraud.spark.versions.LookAgain;
import fraud.spark.versions.MemoryVersionsTopic;
import fraud.spark.versions.VersionReader;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Goal: whatever stage a record breaks, the failure says which record. Method: each stage gets a record without its
 * content.
 */
class BrokenRecordsTest {

    private static final DetectorParameters PARAMETERS = DetectorParameters.defaults(1);
    private static final Origin ORIGIN = new Origin("transactions", 3, 17, 1_000_000, Origin.UNKNOWN);
    private static final long LATER = 2_000_000_000_000L;
    private static final Transaction TRANSACTION =
            TestTransaction.of(100).id("t1").card("c1").merchant("m1").at(LATER).build();
    /** It has no features. */
    private static final EnrichedTransaction BROKEN =
            new EnrichedTransaction(TRANSACTION, ORIGIN, null, List.of(), false);

    private final RecordAttempts attempts = Attempts.ofAJob();
    private final VersionReader versions = new VersionReader(
            MemoryVersionsTopic.of(List.of(new SourceRecord(
                    new Origin("versions", 0, 0, 2 * LATER, Origin.UNKNOWN),
                    null,
                    TransactionCodec.toJson(Signal.HEARTBEAT)))),
            RuleSet.defaults(),
            StartingModels.NONE,
            new LookAgain(),
            PARAMETERS);

    private static void assertFailsAtTheRecord(ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOf(RecordFailedException.class)
                .hasMessageContaining("transactions-3 offset 17 has failed, attempt 1 of 8");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"TRANSACTION", "CONTROL", "RULE_SET", "MODEL", "DEAD_LETTER"})
    void atTheCardsStage(Kind kind) {
        ParseResult withoutContent = new ParseResult(kind, ORIGIN, null, null, null, null, null, null, null);
        StageTester<ParsedRecord, MerchantRecord> cards =
                new StageTester<>(new CardProcessor(PARAMETERS, versions, attempts, new CountsAccumulator()));

        assertFailsAtTheRecord(() -> cards.rows("key", List.of(new ParsedRecord("key", withoutContent))));
    }

    @Test
    void atTheMerchantsStage() {
        StageTester<MerchantRecord, MerchantOutput> merchants =
                new StageTester<>(new MerchantProcessor(PARAMETERS, versions, attempts, new CountsAccumulator()));

        assertFailsAtTheRecord(() -> merchants.rows("m1", List.of(MerchantRecord.of(BROKEN))));
        ParseResult withoutContent = new ParseResult(Kind.LABEL, ORIGIN, null, null, null, null, null, null, null);
        assertFailsAtTheRecord(
                () -> merchants.rows("m1", List.of(new MerchantRecord("m1", null, withoutContent, null, null))));
    }

    @Test
    void inASequence() {
        SequenceEvent withoutDevice = event(SequenceRole.NEW_DEVICE, 0, 16);
        SequenceEvent next = event(SequenceRole.HIGH_ON_DEVICE, 1, 17);
        SequencesState state = new SequencesState(List.of(withoutDevice, next), List.of());

        assertFailsAtTheRecord(() -> Sequences.ofCard(attempts).advance(state, 2));
    }

    private static SequenceEvent event(SequenceRole role, long atMillis, long offset) {
        return new SequenceEvent(
                "c1", "m1", "t" + offset, atMillis, 100, null, "b1", role.bit(), 0, 3, offset, Origin.UNKNOWN);
    }

    @Test
    void whenItIsDecided() {
        assertFailsAtTheRecord(
                () -> new EvaluateRules(versions, attempts).call(new ScoredOutput(BROKEN, Scores.NONE, null)));
        assertFailsAtTheRecord(() -> new Decide(false, attempts, new CountsAccumulator())
                .call(new AssessedOutput(new AssessedTransaction(BROKEN, Scores.NONE, null, null, 0), null)));
    }

    @Test
    void whenItIsScored() {
        VersionReader withModel = new VersionReader(
                MemoryVersionsTopic.of(List.of(new SourceRecord(
                        new Origin("versions", 0, 0, 2 * LATER, Origin.UNKNOWN),
                        null,
                        TransactionCodec.toJson(Signal.HEARTBEAT)))),
                RuleSet.defaults(),
                TestModels.starting(),
                new LookAgain(),
                PARAMETERS);

        assertFailsAtTheRecord(
                () -> new ScoreTransactions(withModel, false, attempts).call(new MerchantOutput(BROKEN, null)));
    }
}
