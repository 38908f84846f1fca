package fraud.spark.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.config.DetectorParameters;
import fraud.model.Origin;
import fraud.model.Signal;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import fraud.parse.VersionCodec;
import fraud.recovery.OutageException;
import fraud.ruleset.PublishedRuleSet;
import fraud.ruleset.RuleSet;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import fraud.score.StartingModels;
import fraud.score.TestModels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is in force when (SEMANTICS 13.3, 13.4), and that it is asked for no sooner than it can be known. */
class VersionReaderTest {

    private static final long SKEW = 500;
    private static final DetectorParameters PARAMETERS =
            new DetectorParameters(1, 1, 10_000, SKEW, 120_000, 16, 16, false);
    private static final long LEAD = PARAMETERS.leadMillis();
    private static final long T0 = 1_700_000_000_000L;

    private final List<SourceRecord> topic = new ArrayList<>();
    private final VersionReader versions = new VersionReader(
            MemoryVersionsTopic.of(topic), RuleSet.defaults(), StartingModels.NONE, new LookAgain(), PARAMETERS);

    @Test
    void areAtVersionZeroBeforeAnythingIsInForce() {
        publish(1, T0, T0 + LEAD);
        signal(T0 + LEAD);

        assertThat(versionAt(T0 + LEAD - 1)).isZero();
        assertThat(versionAt(T0 + LEAD)).isEqualTo(1);
        assertThat(versionAt(T0 - LEAD)).as("long ago, asked later").isZero();
    }

    @Test
    void passOverWhatIsNotAccepted() {
        publish(2, T0, T0 + LEAD);
        publish(1, T0, T0 + LEAD + 1);
        publish(3, T0 + 1, T0 + LEAD);
        topic.add(new SourceRecord(origin(T0 + 1), null, new byte[] {1}));
        publish(4, T0 + 2, T0 + LEAD + 5);
        signal(T0 + LEAD);

        assertThat(versionAt(T0 + LEAD + 4)).isEqualTo(2);
        assertThat(versionAt(T0 + LEAD + 5)).isEqualTo(4);
    }

    @Test
    void prefersTheLatestTimeAndThenTheLaterRecord() {
        publish(1, T0, T0 + LEAD + 9);
        publish(2, T0, T0 + LEAD + 5);
        publish(3, T0, T0 + LEAD + 5);
        signal(T0 + LEAD);

        assertThat(versionAt(T0 + LEAD + 5)).isEqualTo(3);
        assertThat(versionAt(T0 + LEAD + 9)).isEqualTo(1);
    }

    @Test
    void readOnWhenTheyAreAskedAboutLaterTimes() {
        signal(T0 + SKEW);
        assertThat(versionAt(T0 + LEAD - 1)).isZero();

        publish(1, T0 + 5, T0 + 5 + LEAD);
        signal(T0 + 6 + SKEW);
        assertThat(versionAt(T0 + LEAD + 5)).isEqualTo(1);
    }

    @Test
    void rejectToAnswerBeforeTheTopicHasCome() {
        signal(T0 + SKEW);

        assertThat(versionAt(T0 + LEAD - 1)).isZero();
        assertThatThrownBy(() -> versionAt(T0 + LEAD))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(String.valueOf(T0 + LEAD));
    }

    @Test
    void answerTheSameWhereverTheyAreSent() throws Exception {
        publish(1, T0, T0 + LEAD);
        signal(T0 + LEAD);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(versions);
        VersionReader sent =
                (VersionReader) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

        assertThat(sent.rulesAt(T0 + LEAD)).isEqualTo(versions.rulesAt(T0 + LEAD));
        assertThat(sent.rulesAt(T0 + LEAD)).as("read once in a process").isSameAs(versions.rulesAt(T0 + LEAD));
    }

    /**
     * What could not be judged for want of the checkpoint's storage is judged by who asks next, and so is what follows.
     */
    @Test
    void loseNothingToAnOutage() {
        VersionReader models = new VersionReader(
                MemoryVersionsTopic.of(topic), RuleSet.defaults(), StartingModels.NONE, new FailsOnce(), PARAMETERS);
        PublishedModel model = TestModels.published(1, ModelRole.CHALLENGER, T0 + LEAD, TestModels.MAPLE);
        topic.add(new SourceRecord(
                origin(T0), VersionCodec.modelKey(model).getBytes(StandardCharsets.UTF_8), VersionCodec.toJson(model)));
        publish(1, T0, T0 + LEAD);
        signal(T0 + LEAD);

        assertThatThrownBy(() -> models.rulesAt(T0 + LEAD)).isInstanceOf(OutageException.class);
        assertThat(models.historyAt(T0 + LEAD).modelAt(ModelRole.CHALLENGER, T0 + LEAD))
                .contains(model);
        assertThat(models.rulesAt(T0 + LEAD).version()).isEqualTo(1);
    }

    /** Verdicts that cannot be read the first time; then all is good. */
    private static final class FailsOnce implements ModelVerdicts {

        private static final long serialVersionUID = 1L;

        private boolean hasFailed;

        @Override
        public Optional<String> of(long offset, Supplier<Optional<String>> look) {
            if (!hasFailed) {
                hasFailed = true;
                throw new OutageException("away", null);
            }
            return Optional.empty();
        }
    }

    private int versionAt(long eventTimeMillis) {
        return versions.rulesAt(eventTimeMillis).version();
    }

    private void publish(int version, long publishedAtMillis, long effectiveFromMillis) {
        String rules = VersionCodec.rulesJson(RuleSet.defaults());
        topic.add(new SourceRecord(
                origin(publishedAtMillis),
                String.valueOf(version).getBytes(StandardCharsets.UTF_8),
                VersionCodec.toJson(new PublishedRuleSet(version, effectiveFromMillis, null, rules))));
    }

    private void signal(long publishedAtMillis) {
        topic.add(new SourceRecord(origin(publishedAtMillis), null, TransactionCodec.toJson(Signal.HEARTBEAT)));
    }

    private Origin origin(long publishedAtMillis) {
        return new Origin("versions", 0, topic.size(), publishedAtMillis, Origin.UNKNOWN);
    }
}
