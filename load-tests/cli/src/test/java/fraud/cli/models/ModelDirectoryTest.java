package fraud.cli.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.cli.failure.OperationFailedException;
import fraud.score.TestModels;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelDirectoryTest {

    @TempDir
    private Path directory;

    @Test
    void readsAModelThatTheDetectorsCouldServe() {
        ModelDirectory cedar = read(TestModels.CEDAR).requireServable();

        assertThat(cedar.type()).isEqualTo("tree ensemble");
        assertThat(cedar.trees()).isEqualTo(7);
        assertThat(cedar.sha256()).isEqualTo(TestModels.sha256(TestModels.CEDAR));
        assertThat(cedar.manifest().has("parts")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "other-type|cannot be published: a model of type 'random-forest' cannot be served: only tree-ensemble can",
                "other-features|cannot be published: it is for features of version 1",
                "other-order|cannot be published: features are not those of version 2",
                "other-mllib|cannot be published:",
                "other-probe|cannot be published: probe",
                "no-probes|cannot be published: model.json: there are no probes",
                "endless-path|cannot be published: model.json"
            })
    void saysWhyTheDetectorsWouldRejectAModel(String name, String says) {
        ModelDirectory model = read(name);

        assertThatThrownBy(model::requireServable)
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining(says);
    }

    @Test
    void failsOnWhatIsNoModelAtAll() {
        assertThatThrownBy(() -> ModelDirectory.read(directory))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageStartingWith(directory + ": is not the directory of a model: cannot read");
        assertThatThrownBy(() -> read("no-json"))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("model.json: is no JSON");
    }

    private static ModelDirectory read(String name) {
        return ModelDirectory.read(TestModels.directory().resolve(name));
    }
}
