package fraud.cli.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.cli.failure.OperationFailedException;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import fraud.score.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelVersionFileTest {

    private static final long FROM = Instant.parse("2026-01-10T00:00:00Z").toEpochMilli();
    private static final String HEAD = "- model: champion\n  version: 1\n  effectiveFrom: 2026-01-10T00:00:00Z\n";

    @TempDir
    private Path directory;

    @Test
    void readsVersionsWithTheHashesOfTheirModels() throws IOException {
        Path file = write(HEAD + "  directory: cedar\n  note: first\n"
                + "- {model: challenger, version: 7, effectiveFrom: 2026-01-10T00:00:00Z}\n");

        assertThat(ModelVersionFile.read(file, Optional.of(TestModels.directory())))
                .containsExactly(
                        new PublishedModel(
                                1, ModelRole.CHAMPION, FROM, "first", "cedar", TestModels.sha256(TestModels.CEDAR)),
                        new PublishedModel(7, ModelRole.CHALLENGER, FROM, null, null, null));
    }

    @Test
    void takesTheHashThatTheFileSays() throws IOException {
        String hash = "ab".repeat(32);

        assertThat(ModelVersionFile.read(
                        write(HEAD + "  directory: gone\n  sha256: " + hash + "\n"),
                        Optional.of(TestModels.directory())))
                .containsExactly(new PublishedModel(1, ModelRole.CHAMPION, FROM, null, "gone", hash));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model: champion|must be a list of versions",
                "- 5|:1: [0] = 5: must be a mapping",
                "- {model: champion, version: 1}|:1: [0].effectiveFrom: is missing, must be a time",
                "- {model: king, version: 1, effectiveFrom: 2026-01-10T00:00:00Z}|:1: [0].model = king: must be champion or challenger",
                "- {model: champion, version: 0, effectiveFrom: 2026-01-10T00:00:00Z}|:1: [0].version = 0: must be a whole number from 1 to 999999999",
                "- {model: champion, version: 1, effectiveFrom: soon}|:1: [0].effectiveFrom = soon: must be a time",
                "- {model: champion, version: 1, effectiveFrom: 2026-01-10T00:00:00Z, directory: gone}|:1: [0].directory = gone: cannot read",
                "- {model: champion, version: 1, effectiveFrom: 2026-01-10T00:00:00Z, directory: .., sha256: "
                        + "abababababababababababababababababababababababababababababababab}|:1: [0]: directory: must be 1 to 64",
                "- {model: champion, version: 1, effectiveFrom: 2026-01-10T00:00:00Z, directory: cedar, sha256: ab}|:1: [0]: sha256: must be 64",
                "- {model: champion, version: 1, model: challenger}|:1: [0].model: is there twice",
                "- {model: champion, versoin: 1}|:1: [0].versoin: there is no such key: did you mean version?",
                "- {model: champion, version: 1, effectiveFrom: 2026-01-10T00:00:00Z, note: [a]}|:1: [0].note: must be a text",
                "- {model: champion|is not YAML"
            })
    void saysWhatCannotBeUsedAndWhere(String yaml, String says) throws IOException {
        Path file = write(yaml);

        assertThatThrownBy(() -> ModelVersionFile.read(file, Optional.of(TestModels.directory())))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(says);
    }

    @Test
    void rejectsAVersionThatIsThereTwice() throws IOException {
        Path file = write(HEAD + HEAD);

        assertThatThrownBy(() -> ModelVersionFile.read(file, Optional.empty()))
                .hasMessageEndingWith(":5: [1].version = 1: is there twice");
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(directory.resolve("models.yaml"), yaml);
    }
}
