package fraud.flink.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fraud.config.DetectorParameters;
import fraud.flink.Attempts;
import fraud.model.DeadLetter;
import fraud.model.Origin;
import fraud.model.PublishedVersion;
import fraud.model.RejectReason;
import fraud.parse.ParseResult;
import fraud.parse.VersionCodec;
import fraud.ruleset.PublishedRuleSet;
import fraud.ruleset.RuleSet;
import fraud.score.StartingModels;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcceptVersionsTest {

    private static final DetectorParameters PARAMETERS = DetectorParameters.defaults(1);
    private static final long LEAD = PARAMETERS.leadMillis();
    private static final long P = 1_770_000_000_000L;

    private OneInputStreamOperatorTestHarness<ParseResult, AcceptedVersion> acceptance;
    private long nextOffset;

    @BeforeEach
    void start() throws Exception {
        acceptance = harness();
        acceptance.open();
    }

    @AfterEach
    void stop() throws Exception {
        acceptance.close();
    }

    @Test
    void acceptsVersionsThatAscendAndComeInTime() throws Exception {
        publish(1, P + LEAD, P);
        publish(7, P + LEAD, P);
        publish(8, P + LEAD + 5, P + 5);

        assertThat(acceptedVersions()).containsExactly(1, 7, 8);
        assertThat(rejected()).isEmpty();
    }

    @Test
    void rejectsAVersionThatIsNotNewAndNamesWhereItStands() throws Exception {
        publish(2, P + LEAD, P);
        publish(2, P + LEAD, P);
        publish(1, P + LEAD, P);

        assertThat(acceptedVersions()).containsExactly(2);
        assertThat(rejected())
                .extracting(DeadLetter::reason, letter -> letter.origin().offset())
                .containsExactly(tuple(RejectReason.VERSION_NOT_NEW, 1L), tuple(RejectReason.VERSION_NOT_NEW, 2L));
    }

    @Test
    void rejectsWhatWouldTakeEffectAMillisecondTooSoonSoThatItsVersionStaysFree() throws Exception {
        publish(1, P + LEAD - 1, P);
        publish(1, P + LEAD, P);

        assertThat(acceptedVersions()).containsExactly(1);
        assertThat(rejected()).extracting(DeadLetter::reason).containsExactly(RejectReason.TOO_SOON);
    }

    @Test
    void rejectsWhatIsMoreThanCanBeKept() throws Exception {
        for (int version = 1; version <= PublishedVersion.MAX_VERSIONS + 1; version++) {
            publish(version, P + LEAD, P);
        }

        assertThat(acceptedVersions()).hasSize(PublishedVersion.MAX_VERSIONS);
        assertThat(rejected()).extracting(DeadLetter::reason).containsExactly(RejectReason.TOO_MANY_VERSIONS);
    }

    @Test
    void remembersWhatItAcceptedAcrossARestart() throws Exception {
        publish(3, P + LEAD, P);
        OperatorSubtaskState snapshot = acceptance.snapshot(1, 1);
        acceptance.close();
        acceptance = harness();
        acceptance.initializeState(snapshot);
        acceptance.open();

        publish(3, P + LEAD, P);
        publish(4, P + LEAD, P);

        assertThat(acceptedVersions()).containsExactly(4);
        assertThat(rejected()).extracting(DeadLetter::reason).containsExactly(RejectReason.VERSION_NOT_NEW);
    }

    private void publish(int version, long effectiveFromMillis, long publishedAtMillis) throws Exception {
        PublishedRuleSet ruleSet =
                new PublishedRuleSet(version, effectiveFromMillis, null, VersionCodec.rulesJson(RuleSet.defaults()));
        Origin origin = new Origin("versions", 0, nextOffset++, publishedAtMillis, Origin.UNKNOWN);
        acceptance.processElement(ParseResult.of(origin, ruleSet), publishedAtMillis);
    }

    private List<Integer> acceptedVersions() {
        return acceptance.extractOutputValues().stream()
                .map(accepted -> accepted.ruleSet().version())
                .toList();
    }

    private List<DeadLetter> rejected() {
        var records = acceptance.getSideOutput(AcceptVersions.REJECTED);
        return records == null
                ? List.of()
                : records.stream().map(StreamRecord::getValue).toList();
    }

    private static OneInputStreamOperatorTestHarness<ParseResult, AcceptedVersion> harness() throws Exception {
        return new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(
                new AcceptVersions(PARAMETERS, RuleSet.defaults(), StartingModels.NONE, Attempts.ofAJob())));
    }
}
