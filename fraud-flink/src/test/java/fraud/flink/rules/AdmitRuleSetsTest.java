package fraud.flink.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fraud.config.DetectorParameters;
import fraud.flink.Attempts;
import fraud.flink.score.AdmittedVersion;
import fraud.model.DeadLetter;
import fraud.model.Origin;
import fraud.model.PublishedVersion;
import fraud.model.RejectReason;
import fraud.parse.ParseResult;
import fraud.parse.RuleSetCodec;
import fraud.rules.PublishedRuleSet;
import fraud.rules.RuleSet;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdmitRuleSetsTest {

    private static final DetectorParameters PARAMETERS = DetectorParameters.defaults(1);
    private static final long LEAD = PARAMETERS.leadMillis();
    private static final long P = 1_770_000_000_000L;

    private OneInputStreamOperatorTestHarness<ParseResult, AdmittedVersion> admission;
    private long nextOffset;

    @BeforeEach
    void start() throws Exception {
        admission = harness();
        admission.open();
    }

    @AfterEach
    void stop() throws Exception {
        admission.close();
    }

    @Test
    void admitsVersionsThatAscendAndComeInTime() throws Exception {
        publish(1, P + LEAD, P);
        publish(7, P + LEAD, P);
        publish(8, P + LEAD + 5, P + 5);

        assertThat(admittedVersions()).containsExactly(1, 7, 8);
        assertThat(refused()).isEmpty();
    }

    @Test
    void refusesAVersionThatIsNotNewAndNamesWhereItStands() throws Exception {
        publish(2, P + LEAD, P);
        publish(2, P + LEAD, P);
        publish(1, P + LEAD, P);

        assertThat(admittedVersions()).containsExactly(2);
        assertThat(refused())
                .extracting(DeadLetter::reason, letter -> letter.origin().offset())
                .containsExactly(tuple(RejectReason.VERSION_NOT_NEW, 1L), tuple(RejectReason.VERSION_NOT_NEW, 2L));
    }

    @Test
    void refusesWhatWouldTakeEffectAMillisecondTooSoonSoThatItsVersionStaysFree() throws Exception {
        publish(1, P + LEAD - 1, P);
        publish(1, P + LEAD, P);

        assertThat(admittedVersions()).containsExactly(1);
        assertThat(refused()).extracting(DeadLetter::reason).containsExactly(RejectReason.TOO_SOON);
    }

    @Test
    void refusesWhatIsMoreThanCanBeKept() throws Exception {
        for (int version = 1; version <= PublishedVersion.MAX_VERSIONS + 1; version++) {
            publish(version, P + LEAD, P);
        }

        assertThat(admittedVersions()).hasSize(PublishedVersion.MAX_VERSIONS);
        assertThat(refused()).extracting(DeadLetter::reason).containsExactly(RejectReason.TOO_MANY_VERSIONS);
    }

    @Test
    void remembersWhatItAdmittedAcrossARestart() throws Exception {
        publish(3, P + LEAD, P);
        OperatorSubtaskState snapshot = admission.snapshot(1, 1);
        admission.close();
        admission = harness();
        admission.initializeState(snapshot);
        admission.open();

        publish(3, P + LEAD, P);
        publish(4, P + LEAD, P);

        assertThat(admittedVersions()).containsExactly(4);
        assertThat(refused()).extracting(DeadLetter::reason).containsExactly(RejectReason.VERSION_NOT_NEW);
    }

    private void publish(int version, long effectiveFromMillis, long publishedAtMillis) throws Exception {
        PublishedRuleSet ruleSet =
                new PublishedRuleSet(version, effectiveFromMillis, null, RuleSetCodec.rulesJson(RuleSet.defaults()));
        Origin origin = new Origin("rules", 0, nextOffset++, publishedAtMillis, Origin.UNKNOWN);
        admission.processElement(
                new ParseResult(ParseResult.Kind.RULE_SET, origin, null, null, null, ruleSet, null, null, null),
                publishedAtMillis);
    }

    private List<Integer> admittedVersions() {
        return admission.extractOutputValues().stream()
                .map(admitted -> admitted.ruleSet().version())
                .toList();
    }

    private List<DeadLetter> refused() {
        var records = admission.getSideOutput(AdmitRuleSets.REFUSED);
        return records == null
                ? List.of()
                : records.stream().map(StreamRecord::getValue).toList();
    }

    private static OneInputStreamOperatorTestHarness<ParseResult, AdmittedVersion> harness() throws Exception {
        return new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new AdmitRuleSets(PARAMETERS, RuleSet.defaults(), Attempts.ofAJob())));
    }
}
