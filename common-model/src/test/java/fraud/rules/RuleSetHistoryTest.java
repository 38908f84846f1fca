package fraud.rules;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.model.DeadLetter;
import fraud.model.Origin;
import fraud.model.PublishedVersion;
import fraud.model.RejectReason;
import org.junit.jupiter.api.Test;

/** SEMANTICS 13.3, 13.4. */
class RuleSetHistoryTest {

    private static final long LEAD = 120_000;

    private RuleSetHistory history = RuleSetHistory.startingWith(RuleSet.defaults());

    @Test
    void beforeAnythingIsPublishedVersionZeroIsInForce() {
        assertThat(history.at(Long.MIN_VALUE)).isEqualTo(RuleSet.defaults());
    }

    @Test
    void aVersionIsInForceFromItsFirstMillisecondOn() {
        admit(1, 1_000_000, 1_120_000);

        assertThat(history.at(1_119_999).version()).isZero();
        assertThat(history.at(1_120_000).version()).isEqualTo(1);
    }

    @Test
    void ofTwoThatBeginTogetherTheOneWithTheGreaterOffsetIsInForce() {
        admit(1, 1_000_000, 1_120_000);
        admit(2, 1_000_000, 1_120_000);

        assertThat(history.at(1_120_000).version()).isEqualTo(2);
    }

    @Test
    void aLaterVersionThatBeginsEarlierGivesWayToTheEarlierOneThatBeginsLater() {
        admit(1, 1_000_000, 5_000_000);
        admit(2, 1_100_000, 2_000_000);

        assertThat(history.at(4_999_999).version()).isEqualTo(2);
        assertThat(history.at(5_000_000).version()).isEqualTo(1);
    }

    @Test
    void refusesAVersionThatIsNotNew() {
        admit(5, 0, LEAD);

        assertThat(refusal(5, 0, LEAD)).isEqualTo(RejectReason.VERSION_NOT_NEW);
        assertThat(refusal(4, 0, LEAD)).isEqualTo(RejectReason.VERSION_NOT_NEW);
        assertThat(refusal(6, 0, LEAD)).isNull();
    }

    @Test
    void refusesWhatComesWithLessThanTheLead() {
        assertThat(refusal(1, 1_000_000, 1_119_999)).isEqualTo(RejectReason.TOO_SOON);
        assertThat(refusal(1, 1_000_000, 1_120_000)).isNull();
    }

    @Test
    void whatWasRefusedLeavesItsVersionFree() {
        assertThat(refusal(7, 0, 0)).isEqualTo(RejectReason.TOO_SOON);
        admit(7, 0, LEAD);

        assertThat(history.published()).hasSize(1);
    }

    @Test
    void keepsNoMoreThanItsLimit() {
        for (int version = 1; version <= PublishedVersion.MAX_VERSIONS; version++) {
            admit(version, 0, LEAD + version);
        }

        assertThat(refusal(1_000, 0, LEAD)).isEqualTo(RejectReason.TOO_MANY_VERSIONS);
    }

    private void admit(int version, long publishedAtMillis, long effectiveFromMillis) {
        assertThat(refusal(version, publishedAtMillis, effectiveFromMillis)).isNull();
        history = history.with(
                published(version, effectiveFromMillis), RuleSet.defaults().withVersion(version));
    }

    private RejectReason refusal(int version, long publishedAtMillis, long effectiveFromMillis) {
        Origin origin = new Origin("rules", 0, version, publishedAtMillis, Origin.UNKNOWN);
        return history.refusal(published(version, effectiveFromMillis), origin, LEAD)
                .map(DeadLetter::reason)
                .orElse(null);
    }

    private static PublishedRuleSet published(int version, long effectiveFromMillis) {
        return new PublishedRuleSet(version, effectiveFromMillis, null, "{}");
    }
}
