package fraud.score;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.model.DeadLetter;
import fraud.model.Origin;
import fraud.model.PublishedVersion;
import fraud.model.RejectReason;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is in force when (SEMANTICS 15.5). */
class ModelHistoryTest {

    private static final long LEAD = 120_000;
    private static final long P = 1_770_000_000_000L;
    private static final Origin ORIGIN = new Origin("rules", 0, 7, P, Origin.UNKNOWN);

    private ModelHistory history = ModelHistory.startingWith(TestModels.starting());

    @Test
    void beginsWithVersionZero() {
        assertThat(versionAt(ModelRole.CHAMPION, Long.MIN_VALUE)).contains(0);
        assertThat(versionAt(ModelRole.CHALLENGER, P)).isEmpty();
    }

    @Test
    void changesARoleWithoutTheOther() {
        admit(1, ModelRole.CHALLENGER, P, TestModels.MAPLE);

        assertThat(versionAt(ModelRole.CHALLENGER, P - 1)).isEmpty();
        assertThat(versionAt(ModelRole.CHALLENGER, P)).contains(1);
        assertThat(versionAt(ModelRole.CHAMPION, P)).contains(0);
    }

    @Test
    void takesTheLatestTimeAndOfTwoTheLaterRecord() {
        admit(1, ModelRole.CHAMPION, P + 9, TestModels.MAPLE);
        admit(2, ModelRole.CHAMPION, P, TestModels.OAK);
        admit(3, ModelRole.CHAMPION, P + 9, TestModels.CEDAR);

        assertThat(versionAt(ModelRole.CHAMPION, P + 8)).contains(2);
        assertThat(versionAt(ModelRole.CHAMPION, P + 9)).contains(3);
    }

    @Test
    void canBeWithoutAModelForATime() {
        history = history.with(new PublishedModel(1, ModelRole.CHAMPION, P, null, null, null));
        admit(2, ModelRole.CHAMPION, P + 5, TestModels.OAK);

        assertThat(versionAt(ModelRole.CHAMPION, P + 4)).isEmpty();
        assertThat(versionAt(ModelRole.CHAMPION, P + 5)).contains(2);
    }

    @Test
    void looksAtTheFilesOfWhatIsElseAdmitted() {
        PublishedModel broken = TestModels.published(1, ModelRole.CHAMPION, P + LEAD, "other-probe");

        assertThat(history.refusal(broken, ORIGIN, LEAD))
                .contains(new DeadLetter(RejectReason.BAD_MODEL, "probes", null, ORIGIN));
        assertThat(history.refusal(
                                TestModels.published(1, ModelRole.CHAMPION, P + LEAD - 1, "other-probe"), ORIGIN, LEAD)
                        .map(DeadLetter::reason))
                .contains(RejectReason.TOO_SOON);
        assertThat(history.refusal(TestModels.published(1, ModelRole.CHAMPION, P + LEAD, TestModels.OAK), ORIGIN, LEAD))
                .isEmpty();
    }

    @Test
    void keepsSoManyAndNoMore() {
        for (int version = 1; version <= PublishedVersion.MAX_VERSIONS; version++) {
            history = history.with(new PublishedModel(version, ModelRole.CHAMPION, P, null, null, null));
        }
        PublishedModel next =
                new PublishedModel(PublishedVersion.MAX_VERSIONS + 1, ModelRole.CHAMPION, P + LEAD, null, null, null);

        assertThat(history.refusal(next, ORIGIN, LEAD).map(DeadLetter::reason))
                .contains(RejectReason.TOO_MANY_VERSIONS);
    }

    private void admit(int version, ModelRole role, long effectiveFromMillis, String name) {
        history = history.with(TestModels.published(version, role, effectiveFromMillis, name));
    }

    private Optional<Integer> versionAt(ModelRole role, long eventTimeMillis) {
        return history.at(role, eventTimeMillis).map(PublishedModel::version);
    }
}
