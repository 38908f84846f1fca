package fraud.versions;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.model.DeadLetter;
import fraud.model.Origin;
import fraud.model.PublishedVersion;
import fraud.model.RejectReason;
import fraud.parse.ParseResult;
import fraud.ruleset.PublishedRuleSet;
import fraud.ruleset.RuleSet;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import fraud.score.TestModels;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is accepted, and what is in force when (SEMANTICS 13.3, 13.4, 15.5). */
class VersionHistoryTest {

    private static final long LEAD = 120_000;
    private static final long P = 1_770_000_000_000L;
    private static final ModelCheck CHECK = ModelCheck.ofFiles(TestModels.starting());

    private VersionHistory history = VersionHistory.startingWith(RuleSet.defaults(), TestModels.starting());

    @Test
    void beforeAnythingIsPublishedVersionZeroIsInForce() {
        assertThat(history.rulesAt(Long.MIN_VALUE)).isEqualTo(RuleSet.defaults());
        assertThat(modelAt(ModelRole.CHAMPION, Long.MIN_VALUE)).contains(0);
        assertThat(modelAt(ModelRole.CHALLENGER, P)).isEmpty();
    }

    @Test
    void aVersionIsInForceFromItsFirstMillisecondOn() {
        accept(1, 1_000_000, 1_120_000);

        assertThat(history.rulesAt(1_119_999).version()).isZero();
        assertThat(history.rulesAt(1_120_000).version()).isEqualTo(1);
    }

    @Test
    void ofTwoThatBeginTogetherTheOneWithTheGreaterOffsetIsInForce() {
        accept(1, 1_000_000, 1_120_000);
        accept(2, 1_000_000, 1_120_000);

        assertThat(history.rulesAt(1_120_000).version()).isEqualTo(2);
    }

    @Test
    void aLaterVersionThatBeginsEarlierGivesWayToTheEarlierOneThatBeginsLater() {
        accept(1, 1_000_000, 5_000_000);
        accept(2, 1_100_000, 2_000_000);

        assertThat(history.rulesAt(4_999_999).version()).isEqualTo(2);
        assertThat(history.rulesAt(5_000_000).version()).isEqualTo(1);
    }

    @Test
    void rejectsAVersionThatIsNotNew() {
        accept(5, 0, LEAD);

        assertThat(rejection(5, 0, LEAD)).isEqualTo(RejectReason.VERSION_NOT_NEW);
        assertThat(rejection(4, 0, LEAD)).isEqualTo(RejectReason.VERSION_NOT_NEW);
        assertThat(rejection(6, 0, LEAD)).isNull();
    }

    @Test
    void rejectsWhatComesWithLessThanTheLead() {
        assertThat(rejection(1, 1_000_000, 1_119_999)).isEqualTo(RejectReason.TOO_SOON);
        assertThat(rejection(1, 1_000_000, 1_120_000)).isNull();
    }

    @Test
    void whatWasRejectedLeavesItsVersionFree() {
        assertThat(rejection(7, 0, 0)).isEqualTo(RejectReason.TOO_SOON);
        accept(7, 0, LEAD);

        assertThat(history.ruleSets()).hasSize(1);
    }

    @Test
    void keepsSoManyOfEachKindAndNoMore() {
        for (int version = 1; version <= PublishedVersion.MAX_VERSIONS; version++) {
            accept(version, 0, LEAD + version);
        }

        assertThat(rejection(1_000, 0, LEAD)).isEqualTo(RejectReason.TOO_MANY_VERSIONS);
        assertThat(offer(new PublishedModel(1_000, ModelRole.CHAMPION, P + LEAD, null, null, null)))
                .isEmpty();
    }

    @Test
    void changesTheModelOfARoleWithoutTheOther() {
        publish(1, ModelRole.CHALLENGER, P, TestModels.MAPLE);

        assertThat(modelAt(ModelRole.CHALLENGER, P - 1)).isEmpty();
        assertThat(modelAt(ModelRole.CHALLENGER, P)).contains(1);
        assertThat(modelAt(ModelRole.CHAMPION, P)).contains(0);
    }

    @Test
    void takesTheModelOfTheLatestTimeAndOfTwoTheLaterRecord() {
        publish(1, ModelRole.CHAMPION, P + 9, TestModels.MAPLE);
        publish(2, ModelRole.CHAMPION, P, TestModels.OAK);
        publish(3, ModelRole.CHAMPION, P + 9, TestModels.CEDAR);

        assertThat(modelAt(ModelRole.CHAMPION, P + 8)).contains(2);
        assertThat(modelAt(ModelRole.CHAMPION, P + 9)).contains(3);
    }

    @Test
    void canBeWithoutAModelForATime() {
        history = history.with(new PublishedModel(1, ModelRole.CHAMPION, P, null, null, null));
        publish(2, ModelRole.CHAMPION, P + 5, TestModels.OAK);

        assertThat(modelAt(ModelRole.CHAMPION, P + 4)).isEmpty();
        assertThat(modelAt(ModelRole.CHAMPION, P + 5)).contains(2);
    }

    @Test
    void looksAtTheFilesOfAModelThatIsElseAccepted() {
        assertThat(offer(TestModels.published(1, ModelRole.CHAMPION, P + LEAD, "other-probe")))
                .contains(new DeadLetter(RejectReason.BAD_MODEL, "probes", null, origin(1, P)));
        assertThat(offer(TestModels.published(1, ModelRole.CHAMPION, P + LEAD - 1, "other-probe"))
                        .map(DeadLetter::reason))
                .contains(RejectReason.TOO_SOON);
        assertThat(history.models()).isEmpty();
        assertThat(offer(TestModels.published(1, ModelRole.CHAMPION, P + LEAD, TestModels.OAK)))
                .isEmpty();
        assertThat(history.models()).hasSize(1);
    }

    private void accept(int version, long publishedAtMillis, long effectiveFromMillis) {
        VersionHistory.Offer offer = offered(version, publishedAtMillis, effectiveFromMillis);
        assertThat(offer.rejection()).isEmpty();
        history = offer.history();
    }

    private RejectReason rejection(int version, long publishedAtMillis, long effectiveFromMillis) {
        VersionHistory.Offer offer = offered(version, publishedAtMillis, effectiveFromMillis);
        assertThat(offer.rejection().isEmpty() || offer.history() == history)
                .as("a rejected version changes nothing")
                .isTrue();
        return offer.rejection().map(DeadLetter::reason).orElse(null);
    }

    private VersionHistory.Offer offered(int version, long publishedAtMillis, long effectiveFromMillis) {
        PublishedRuleSet ruleSet = new PublishedRuleSet(version, effectiveFromMillis, null, "{}");
        return history.offer(ParseResult.of(origin(version, publishedAtMillis), ruleSet), LEAD, CHECK);
    }

    private Optional<DeadLetter> offer(PublishedModel model) {
        VersionHistory.Offer offer = history.offer(ParseResult.of(origin(model.version(), P), model), LEAD, CHECK);
        history = offer.history();
        return offer.rejection();
    }

    private void publish(int version, ModelRole role, long effectiveFromMillis, String name) {
        history = history.with(TestModels.published(version, role, effectiveFromMillis, name));
    }

    private Optional<Integer> modelAt(ModelRole role, long eventTimeMillis) {
        return history.modelAt(role, eventTimeMillis).map(PublishedModel::version);
    }

    private static Origin origin(long offset, long publishedAtMillis) {
        return new Origin("versions", 0, offset, publishedAtMillis, Origin.UNKNOWN);
    }
}
