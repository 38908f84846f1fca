package fraud.spark.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.config.DetectorParameters;
import fraud.model.DeadLetter;
import fraud.model.Origin;
import fraud.parse.ParseResult;
import fraud.recovery.OutageException;
import fraud.ruleset.RuleSet;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import fraud.score.StartingModels;
import fraud.score.TestModels;
import fraud.spark.KafkaRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointVerdictsTest {

    private static final long LEAD_MILLIS = DetectorParameters.defaults(1).leadMillis();

    @TempDir
    private Path directory;

    private final AtomicInteger looks = new AtomicInteger();

    /** Workers have its settings of Hadoop. */
    @BeforeAll
    static void startSpark() {
        KafkaRows.session();
    }

    private Optional<String> verdict(Path checkpoint, long offset, String detail) {
        return new CheckpointVerdicts(checkpoint.toString()).of(offset, () -> {
            looks.incrementAndGet();
            return Optional.ofNullable(detail);
        });
    }

    @Test
    void theFirstLookCountsForGood() {
        assertThat(verdict(directory, 3, null)).isEmpty();
        assertThat(verdict(directory, 4, "probes")).hasValue("probes");

        assertThat(verdict(directory, 3, "model.json")).isEmpty();
        assertThat(verdict(directory, 4, null)).hasValue("probes");
        assertThat(looks).hasValue(2);
    }

    @Test
    void anotherCheckpointIsANewStart() {
        assertThat(verdict(directory.resolve("first"), 3, "probes")).hasValue("probes");
        assertThat(verdict(directory.resolve("second"), 3, null)).isEmpty();
    }

    @Test
    void aCheckpointThatCannotBeReadIsNoFaultOfTheRecord() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> verdict(file, 3, null)).isInstanceOf(OutageException.class);
    }

    @Test
    void aModelWhoseFilesAreGoneIsStillTheOneThatWasAccepted() throws IOException {
        Path models = Files.createDirectory(directory.resolve("models"));
        Path maple = Files.createDirectory(models.resolve(TestModels.MAPLE));
        for (String file : List.of("model.json", "mllib.ser")) {
            Files.copy(TestModels.directory().resolve(TestModels.MAPLE).resolve(file), maple.resolve(file));
        }
        PublishedModel published = TestModels.published(1, ModelRole.CHALLENGER, 2 * LEAD_MILLIS, TestModels.MAPLE);
        PublishedModel never = TestModels.published(2, ModelRole.CHALLENGER, 2 * LEAD_MILLIS, TestModels.CEDAR);
        assertThat(rejection(models, published, 0)).isEmpty();
        assertThat(rejection(models, never, 1).map(DeadLetter::detail)).hasValue("directory");

        Files.delete(maple.resolve("model.json"));

        assertThat(rejection(models, published, 0)).isEmpty();
        assertThat(rejection(models, never, 1).map(DeadLetter::detail)).hasValue("directory");
    }

    /** As a worker finds it that has read nothing yet. */
    private Optional<DeadLetter> rejection(Path models, PublishedModel model, long offset) {
        StartingModels first = new StartingModels(null, null, models.toString());
        VersionReader versions = new VersionReader(
                MemoryVersionsTopic.of(List.of()),
                RuleSet.defaults(),
                first,
                new CheckpointVerdicts(directory.resolve("checkpoint").toString()),
                DetectorParameters.defaults(1));
        Origin origin = new Origin("versions", 0, offset, 0, Origin.UNKNOWN);
        return versions.offer(ParseResult.of(origin, model), versions.beforeAny())
                .rejection();
    }
}
